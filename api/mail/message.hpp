#pragma once
// A mail as bytes: RFC 5322, headers encoded by RFC 2047, the text as it is and as HTML (RFC 2046,
// 5.1.4).

#include <string>

#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// What the way can carry: any UTF-8, or lines of ASCII only (SMTP without extensions).
enum class Carries { eight_bit, seven_bit };

// CRLF line ends. Header values lose CR, LF, NUL and other control characters: nothing can add a
// header. The HTML part is in base64, so that whoever looks through the bytes for a link or a code
// finds the text part's only.
std::string to_rfc5322(const Mail& mail, Carries carries);

}  // namespace rollcall::api::mail
