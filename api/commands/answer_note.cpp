#include "api/commands/answer_note.hpp"

#include <array>
#include <cstring>

#include <sodium.h>

namespace rollcall::api {
namespace {

constexpr std::size_t kTagSize = 17;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kMacSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

using Key = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

const unsigned char* data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* data(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

Key key_from(std::string_view secret) {
  constexpr std::string_view kPurpose = "rollcall shown once";
  Key key;
  crypto_generichash(key.data(), key.size(), data(secret), secret.size(), data(kPurpose),
                     kPurpose.size());
  return key;
}

std::string seal(std::string_view plain, std::string_view secret) {
  if (plain.empty()) return "";
  const auto key = key_from(secret);
  std::string sealed(kNonceSize + plain.size() + kMacSize, '\0');
  randombytes_buf(sealed.data(), kNonceSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(data(sealed) + kNonceSize, nullptr, data(plain),
                                             plain.size(), nullptr, 0, nullptr, data(sealed),
                                             key.data());
  return sealed;
}

std::string unseal(std::string_view sealed, std::string_view secret) {
  if (sealed.size() < kNonceSize + kMacSize) return "";
  const auto key = key_from(secret);
  std::string plain(sealed.size() - kNonceSize - kMacSize, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      data(plain), nullptr, nullptr, data(sealed) + kNonceSize, sealed.size() - kNonceSize, nullptr,
      0, data(sealed), key.data());
  return failed == 0 ? plain : "";
}

std::string tag_bytes(const domain::Tag& tag) {
  std::string bytes(1, static_cast<char>(tag.kind));
  bytes.append(reinterpret_cast<const char*>(tag.id.bytes.data()), tag.id.bytes.size());
  return bytes;
}

}  // namespace

std::string write_note(const AnswerNote& note, std::string_view secret) {
  std::string bytes{static_cast<char>(note.shows.size() >> 8),
                    static_cast<char>(note.shows.size() & 0xff)};
  for (const auto& tag : note.shows) bytes += tag_bytes(tag);
  return bytes + seal(note.shown_once, secret);
}

AnswerNote read_note(std::string_view bytes, std::string_view secret) {
  AnswerNote note;
  if (bytes.size() < 2) return note;
  auto count =
      std::size_t{static_cast<std::uint8_t>(bytes[0])} << 8 | static_cast<std::uint8_t>(bytes[1]);
  bytes.remove_prefix(2);
  for (; count > 0 && bytes.size() >= kTagSize; --count, bytes.remove_prefix(kTagSize)) {
    domain::Tag tag{static_cast<domain::TagKind>(bytes[0]), {}};
    std::memcpy(tag.id.bytes.data(), bytes.data() + 1, tag.id.bytes.size());
    note.shows.push_back(tag);
  }
  note.shown_once = unseal(bytes, secret);
  return note;
}

}  // namespace rollcall::api
