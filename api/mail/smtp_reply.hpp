#pragma once
// What an SMTP server answered, as far as it may be kept: codes, no text.

#include <string>
#include <string_view>

namespace rollcall::api::mail {

class SmtpReply {
 public:
  // Takes in a line; a reply's last one says what it was. What is no reply changes nothing, nor
  // does the one to QUIT.
  void take(std::string_view line);

  bool is_ok() const { return code_.starts_with('2'); }
  bool is_permanent() const { return code_.starts_with('5'); }
  bool is_refusal() const { return is_permanent() || code_.starts_with('4'); }
  // Wants another login, or TLS (RFC 4954, 6; RFC 3207, 4).
  bool is_about_login() const;
  bool empty() const { return code_.empty(); }
  // "550", or with the enhanced code of RFC 3463 "550 5.1.1".
  std::string to_string() const { return code_ + (enhanced_.empty() ? "" : ' ' + enhanced_); }

 private:
  std::string code_;
  std::string enhanced_;
};

}  // namespace rollcall::api::mail
