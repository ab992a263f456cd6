#include "api/mail/mime.hpp"

#include <algorithm>

#include "api/wire/base64.hpp"

namespace rollcall::api::mail {
namespace {

constexpr std::size_t kEncodedLine = 76;  // RFC 2045, 6.7 and 6.8

// How much of `text` fits into `limit` bytes without cutting a character.
std::size_t whole_characters(std::string_view text, std::size_t limit) {
  auto size = std::min(limit, text.size());
  while (size > 0 && size < text.size() && (text[size] & 0xc0) == 0x80) --size;
  return size;
}

// The next line of `text`, which loses it with its end.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// As it is, or =XX. A space at the end of a line would be lost on the way.
std::string quoted_byte(char c, bool is_last) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const bool stays = (c > ' ' && c < 0x7f && c != '=') || (c == ' ' && !is_last);
  if (stays) return {c};
  const auto byte = static_cast<unsigned char>(c);
  return {'=', kDigits[byte >> 4], kDigits[byte & 0xf]};
}

std::string quoted_line(std::string_view line) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto quoted = quoted_byte(line[i], i + 1 == line.size());
    if (column + quoted.size() >= kEncodedLine) {
      out += "=\r\n";
      column = 0;
    }
    out += quoted;
    column += quoted.size();
  }
  return out + "\r\n";
}

}  // namespace

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string encoded_words(std::string_view text) {
  constexpr std::size_t kBytesInWord = 45;
  std::string words;
  while (!text.empty()) {
    const auto size = whole_characters(text, kBytesInWord);
    words += (words.empty() ? "" : "\r\n ") + std::string("=?UTF-8?B?") +
             wire::base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return words;
}

std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t kBytesInLine = kEncodedLine / 4 * 3;
  std::string lines;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kBytesInLine, bytes.size()))) {
    lines += wire::base64(bytes.substr(0, kBytesInLine)) + "\r\n";
  }
  return lines;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) out += quoted_line(take_line(text));
  return out;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto line = take_line(text);
    do {
      const auto size = whole_characters(line, kMaxLine);
      out.append(line.substr(0, size)).append("\r\n");
      line.remove_prefix(size);
    } while (!line.empty());
  }
  return out;
}

}  // namespace rollcall::api::mail
