#pragma once
// A mail as bytes: RFC 5322 with UTF-8 text (8bit), headers encoded by RFC 2047.

#include <string>

#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// CRLF line ends. Header values lose CR, LF and control characters; nothing can add a header.
std::string to_rfc5322(const Mail& mail);

}  // namespace rollcall::api::mail
