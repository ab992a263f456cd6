#include "eventstore/proof/sha256.hpp"

#include <openssl/evp.h>

#include "eventstore/check.hpp"

namespace rollcall::eventstore {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const EVP_MD* algorithm() {
  // Fetched once and never freed: EVP_sha256() would be looked up again at every use.
  static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CHECK(md != nullptr);
  return md;
}

EVP_MD_CTX* context() {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> own(EVP_MD_CTX_new());
  CHECK(own != nullptr);
  return own.get();
}

template <class T>
Sha256& add_big_endian(Sha256& hash, T value) {
  std::array<std::uint8_t, sizeof(T)> bytes;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bytes[i] = static_cast<std::uint8_t>(value >> (8 * (sizeof(T) - 1 - i)));
  }
  return hash.add(bytes);
}

}  // namespace

Sha256::Sha256() {
  CHECK(EVP_DigestInit_ex2(context(), algorithm(), nullptr) == 1);
}

Sha256& Sha256::add(std::string_view bytes) {
  CHECK(EVP_DigestUpdate(context(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::add(std::span<const std::uint8_t> bytes) {
  CHECK(EVP_DigestUpdate(context(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::add_u32(std::uint32_t value) {
  return add_big_endian(*this, value);
}

Sha256& Sha256::add_u64(std::uint64_t value) {
  return add_big_endian(*this, value);
}

Hash Sha256::finish() {
  Hash hash;
  CHECK(EVP_DigestFinal_ex(context(), hash.data(), nullptr) == 1);
  return hash;
}

Hash leaf_hash(std::string_view stored) {
  return Sha256().add(std::string_view("\0", 1)).add(stored).finish();
}

}  // namespace rollcall::eventstore
