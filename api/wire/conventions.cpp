#include "api/wire/conventions.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <sodium.h>

#include "api/wire/header_text.hpp"
#include "domain/values/text.hpp"

namespace rollcall::api::wire {
namespace {

constexpr std::size_t kMaxPage = 500;
constexpr std::size_t kDefaultPage = 100;

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// attr-char of RFC 8187, 3.2.1.
bool is_attribute_character(char c) {
  return is_alphanumeric(c) || std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos;
}

// Characters that end a path or a quoted string, or that some file system or browser reads on.
bool is_unsafe_in_file_name(char c) {
  return (c >= 0 && c < ' ') || c == 0x7f ||
         std::string_view("\"\\/:*?<>|%").find(c) != std::string_view::npos;
}

std::string safe_file_name(std::string_view name) {
  if (!domain::is_valid_utf8(name)) return "file";
  std::string safe(name);
  std::replace_if(safe.begin(), safe.end(), is_unsafe_in_file_name, '_');
  if (!safe.empty() && safe.front() == '.') safe.front() = '_';
  return safe.empty() ? "file" : safe;
}

// One _ for each character that isn't ASCII.
std::string ascii_only(std::string_view name) {
  std::string ascii;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) ascii += c;
    if (byte >= 0xc0) ascii += '_';
  }
  return ascii;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (is_attribute_character(c)) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

std::string entity_tag(std::uint64_t version, std::string_view body) {
  std::array<std::uint8_t, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()),
                     body.size(), nullptr, 0);
  std::string tag = fmt::format("\"{}.", version);
  for (std::size_t i = 0; i < 8; ++i) tag += fmt::format("{:02x}", hash.at(i));
  return tag + '"';
}

std::string version_tag(std::uint64_t version) {
  return fmt::format("\"{}\"", version);
}

bool has_if_match(const http::RequestHead& head) {
  return has_header(head, "if-match");
}

bool if_match_holds(const http::RequestHead& head, const std::optional<std::uint64_t>& version) {
  return version ? if_match_holds(head, *version) : !has_if_match(head);
}

bool if_match_holds(const http::RequestHead& head, std::uint64_t version) {
  if (!has_if_match(head)) return true;
  const auto tags = read_tags(header_text(head, "if-match"));
  if (tags.any) return true;
  return std::any_of(tags.tags.begin(), tags.tags.end(), [&](const Tag& tag) {
    const auto number = tag.opaque.substr(0, tag.opaque.find('.'));
    return !tag.weak && whole_number(number) == version;
  });
}

bool if_none_match_hits(const http::RequestHead& head, std::string_view tag) {
  const auto asked = read_tags(header_text(head, "if-none-match"));
  const auto ours = read_tags(tag);
  if (asked.any) return true;
  return std::any_of(asked.tags.begin(), asked.tags.end(), [&](const Tag& each) {
    return !ours.tags.empty() && each.opaque == ours.tags.front().opaque;
  });
}

std::optional<std::size_t> page_limit(const http::RequestHead& head) {
  const auto found = std::find_if(head.query.begin(), head.query.end(),
                                  [](const auto& each) { return each.first == "limit"; });
  if (found == head.query.end()) return kDefaultPage;
  const auto limit = whole_number(found->second);
  if (!limit || *limit < 1 || *limit > kMaxPage) return std::nullopt;
  return *limit;
}

std::string attachment(std::string_view file_name) {
  const auto name = safe_file_name(file_name);
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii_only(name),
                     percent_encoded(name));
}

std::string base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the terminating NUL
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const int error = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                      text.data(), text.size(), nullptr, &size, nullptr,
                                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (error != 0) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

std::string percent_decode(std::string_view text, bool& ok) {
  ok = true;
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      ok = false;
      return {};
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

}  // namespace rollcall::api::wire
