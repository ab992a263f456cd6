#include "api/mail/message.hpp"

#include <algorithm>
#include <ctime>

#include "api/mail/html_part.hpp"
#include "api/mail/mime.hpp"

namespace rollcall::api::mail {
namespace {

std::string without_controls(std::string_view text) {
  std::string clean(text);
  std::replace_if(
      clean.begin(), clean.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return clean;
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
  const auto where = without_controls(address.str());
  if (clean.empty()) return where;
  return (is_plain_ascii(clean) ? quoted_string(clean) : encoded_words(clean)) + " <" + where + '>';
}

std::string rfc5322_date(std::int64_t ms) {
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const auto size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
  return {text, size};
}

void add_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

bool is_seven_bit(std::string_view text) {
  std::size_t column = 0;
  for (const char c : text) {
    column = c == '\n' ? 0 : column + 1;
    if (column > kMaxLine || static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::string part(std::string_view type, std::string_view encoding, std::string_view content) {
  std::string out;
  add_header(out, "Content-Type", std::string(type) + "; charset=utf-8");
  add_header(out, "Content-Transfer-Encoding", encoding);
  return out.append("\r\n").append(content);
}

std::string text_part(const std::string& text, Carries carries) {
  if (is_seven_bit(text)) return part("text/plain", "7bit", with_crlf(text));
  if (carries == Carries::eight_bit) return part("text/plain", "8bit", with_crlf(text));
  return part("text/plain", "quoted-printable", quoted_printable(text));
}

// Nobody who writes a mail's text knows its id, so no line of it can be this.
std::string boundary_of(const Mail& mail) {
  return "=_" + mail.message_id.substr(0, mail.message_id.find('@'));
}

}  // namespace

std::string to_rfc5322(const Mail& mail, Carries carries) {
  const auto boundary = without_controls(boundary_of(mail));
  std::string out;
  add_header(out, "Date", rfc5322_date(mail.date_ms));
  add_header(out, "From", mailbox(mail.from_name, mail.from));
  if (mail.reply_to) add_header(out, "Reply-To", mailbox(mail.from_name, *mail.reply_to));
  add_header(out, "To", mailbox(mail.to_name, mail.to));
  add_header(out, "Message-ID", '<' + without_controls(mail.message_id) + '>');
  add_header(out, "Subject", unstructured(mail.subject));
  add_header(out, "MIME-Version", "1.0");
  add_header(out, "Content-Type", "multipart/alternative; boundary=\"" + boundary + '"');
  if (!mail.language.empty()) add_header(out, "Content-Language", without_controls(mail.language));
  add_header(out, "Auto-Submitted", "auto-generated");  // RFC 3834
  const auto delimiter = "\r\n--" + boundary;
  return out + delimiter + "\r\n" + text_part(mail.text, carries) + delimiter + "\r\n" +
         part("text/html", "base64", base64_lines(html_of(mail))) + delimiter + "--\r\n";
}

}  // namespace rollcall::api::mail
