#include "api/mail/message.hpp"

#include <algorithm>
#include <ctime>

#include <openssl/evp.h>

namespace rollcall::api::mail {
namespace {

constexpr std::size_t kMaxLine = 990;  // RFC 5322, 2.1.1: 998 without CRLF

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string without_controls(std::string_view text) {
  std::string clean(text);
  std::replace_if(
      clean.begin(), clean.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return clean;
}

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

// How much of `text` fits into `limit` bytes without cutting a character.
std::size_t whole_characters(std::string_view text, std::size_t limit) {
  auto size = std::min(limit, text.size());
  while (size > 0 && size < text.size() && (text[size] & 0xc0) == 0x80) --size;
  return size;
}

// RFC 2047: words of at most 75 characters, folded.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t kBytesInWord = 45;
  std::string words;
  while (!text.empty()) {
    const auto size = whole_characters(text, kBytesInWord);
    words += (words.empty() ? "" : "\r\n ") + std::string("=?UTF-8?B?") +
             base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return words;
}

std::string unstructured(std::string_view text) {
  const auto clean = without_controls(text);
  return is_plain_ascii(clean) && clean.size() < kMaxLine && clean.find("=?") == std::string::npos
             ? clean
             : encoded_words(clean);
}

std::string quoted_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string mailbox(std::string_view name, const domain::EmailAddress& address) {
  const auto clean = without_controls(name);
  if (clean.empty()) return address.str();
  return (is_plain_ascii(clean) ? quoted_string(clean) : encoded_words(clean)) + " <" +
         address.str() + '>';
}

std::string rfc5322_date(std::int64_t ms) {
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const auto size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
  return {text, size};
}

// Line ends become CRLF; a line too long for SMTP is broken between characters.
std::string body(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto size = end <= kMaxLine ? end : whole_characters(text, kMaxLine);
    auto line = text.substr(0, size);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.append(line).append("\r\n");
    text.remove_prefix(size == end ? std::min(end + 1, text.size()) : size);
  }
  return out;
}

}  // namespace

std::string to_rfc5322(const Mail& mail) {
  std::string out;
  const auto header = [&out](std::string_view name, const std::string& value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  header("Date", rfc5322_date(mail.date_ms));
  header("From", mailbox(mail.from_name, mail.from));
  header("To", mailbox(mail.to_name, mail.to));
  header("Message-ID", '<' + mail.message_id + '>');
  header("Subject", unstructured(mail.subject));
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=utf-8");
  header("Content-Transfer-Encoding", "8bit");
  if (!mail.language.empty()) header("Content-Language", mail.language);
  header("Auto-Submitted", "auto-generated");  // RFC 3834
  return out + "\r\n" + body(mail.text);
}

}  // namespace rollcall::api::mail
