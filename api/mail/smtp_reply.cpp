#include "api/mail/smtp_reply.hpp"

#include <algorithm>

namespace rollcall::api::mail {
namespace {

constexpr std::string_view kBye = "221";  // to QUIT, which follows whatever went wrong

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// class.subject.detail, of one, up to three and up to three digits (RFC 3463, 2).
std::string enhanced_code(std::string_view text) {
  const auto word = text.substr(0, text.find_first_of(" \r\n"));
  const bool fits =
      word.size() >= 5 && word.size() <= 9 && word[1] == '.' &&
      std::count(word.begin(), word.end(), '.') == 2 &&
      std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
  return fits ? std::string(word) : "";
}

}  // namespace

void SmtpReply::take(std::string_view line) {
  const bool is_reply =
      line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, is_digit) && line[0] <= '5';
  if (!is_reply || line.starts_with(kBye)) return;
  code_ = line.substr(0, 3);
  enhanced_ = enhanced_code(line.substr(std::min<std::size_t>(4, line.size())));
}

bool SmtpReply::is_about_login() const {
  return code_ == "530" || code_ == "534" || code_ == "535" || code_ == "538";
}

}  // namespace rollcall::api::mail
