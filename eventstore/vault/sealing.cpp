#include "eventstore/vault/sealing.hpp"

#include <sodium.h>

#include "eventstore/check.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSealBytes = kNonceBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kSealBytes == 24 + 16);
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == sizeof(SecretKey::bytes));

const std::uint8_t* in(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

std::uint8_t* out(Bytes& bytes) {
  return reinterpret_cast<std::uint8_t*>(bytes.data());
}

}  // namespace

SecretKey::~SecretKey() {
  sodium_memzero(bytes.data(), bytes.size());
}

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  CHECK(started);
}

SecretKey random_key() {
  SecretKey key;
  randombytes_buf(key.bytes.data(), key.bytes.size());
  return key;
}

Bytes seal_bytes(const SecretKey& key, std::string_view associated_data, std::string_view plain) {
  Bytes sealed(plain.size() + kSealBytes, '\0');
  randombytes_buf(sealed.data(), kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      out(sealed) + kNonceBytes, nullptr, in(plain), plain.size(), in(associated_data),
      associated_data.size(), nullptr, in(sealed), key.bytes.data());
  return sealed;
}

std::optional<Bytes> open_bytes(const SecretKey& key, std::string_view associated_data,
                                std::string_view sealed) {
  if (sealed.size() < kSealBytes) return std::nullopt;
  Bytes plain(sealed.size() - kSealBytes, '\0');
  const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
      out(plain), nullptr, nullptr, in(sealed) + kNonceBytes, sealed.size() - kNonceBytes,
      in(associated_data), associated_data.size(), in(sealed), key.bytes.data());
  if (refused != 0) return std::nullopt;
  return plain;
}

void wipe(Bytes& bytes) {
  sodium_memzero(bytes.data(), bytes.size());
}

Hash hash_under(const SecretKey& key, std::string_view data) {
  Hash hash;
  const int failed = crypto_generichash(hash.data(), hash.size(), in(data), data.size(),
                                        key.bytes.data(), key.bytes.size());
  CHECK(failed == 0);
  return hash;
}

}  // namespace rollcall::eventstore
