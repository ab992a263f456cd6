#pragma once
// A mail as the tests of this folder hand it over.

#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

inline Mail mail_to(const std::string& address) {
  Mail mail;
  mail.from_name = "Ada Admin";
  mail.from = domain::EmailAddress::restore("lists@office.example");
  mail.reply_to = domain::EmailAddress::restore("ada@office.example");
  mail.to_name = "Bo";
  mail.to = domain::EmailAddress::restore(address);
  mail.subject = "Rooms";
  mail.link = "https://lists.example/s/abc";
  mail.text = "Dear Bo,\n\nhere it is:\nhttps://lists.example/s/abc\n";
  mail.message_id = "0190abcd.1@lists.example";
  mail.date_ms = 1'780'000'000'000;
  mail.language = "en";
  return mail;
}

}  // namespace rollcall::api::mail
