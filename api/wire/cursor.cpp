// Cursors: BLAKE2b of the content under one key, which is also the nonce under which a second key
// hides the content (a synthetic IV). So the same content gives the same cursor, nobody can make
// one, and sort keys (names, hidden columns) don't stand in addresses.
#include <sodium.h>

#include "api/wire/conventions.hpp"

namespace rollcall::api::wire {
namespace {

constexpr std::size_t kTagBytes = crypto_stream_xchacha20_NONCEBYTES;
constexpr std::size_t kMaxCursor = 4096;  // an address isn't longer either
constexpr unsigned char kAuthenticate = 'a';
constexpr unsigned char kHide = 'h';

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

CursorKey derived_key(const CursorKey& key, unsigned char purpose) {
  CursorKey derived;
  crypto_generichash(derived.data(), derived.size(), &purpose, 1, key.data(), key.size());
  return derived;
}

std::string tag_of(const CursorKey& key, std::string_view content) {
  const auto own = derived_key(key, kAuthenticate);
  std::string tag(kTagBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(tag.data()), tag.size(), bytes_of(content),
                     content.size(), own.data(), own.size());
  return tag;
}

std::string with_stream(const CursorKey& key, std::string_view tag, std::string_view text) {
  const auto own = derived_key(key, kHide);
  std::string result(text.size(), '\0');
  crypto_stream_xchacha20_xor(reinterpret_cast<unsigned char*>(result.data()), bytes_of(text),
                              text.size(), bytes_of(tag), own.data());
  return result;
}

}  // namespace

std::string seal_cursor(const CursorKey& key, std::string_view content) {
  const auto tag = tag_of(key, content);
  return base64url(tag + with_stream(key, tag, content));
}

std::optional<std::string> open_cursor(const CursorKey& key, std::string_view cursor) {
  if (cursor.size() > kMaxCursor) return std::nullopt;
  const auto bytes = from_base64url(cursor);
  if (!bytes || bytes->size() < kTagBytes) return std::nullopt;
  const auto tag = std::string_view(*bytes).substr(0, kTagBytes);
  auto content = with_stream(key, tag, std::string_view(*bytes).substr(kTagBytes));
  if (sodium_memcmp(tag_of(key, content).data(), tag.data(), kTagBytes) != 0) return std::nullopt;
  return content;
}

}  // namespace rollcall::api::wire
