#pragma once
// Text as mail carries it: encoded words in headers, encodings of bodies. UTF-8 in, ASCII out.

#include <string>
#include <string_view>

namespace rollcall::api::mail {

inline constexpr std::size_t kMaxLine = 990;  // RFC 5322, 2.1.1: 998 without CRLF

bool is_plain_ascii(std::string_view text);  // nothing but what prints

// RFC 2047: words of at most 75 characters, folded.
std::string encoded_words(std::string_view text);

// RFC 2045, 6.8 and 6.7; CRLF line ends, at most 76 characters a line. Quoted-printable takes lines
// that end with \n.
std::string base64_lines(std::string_view bytes);
std::string quoted_printable(std::string_view text);

// Line ends become CRLF; a line too long for SMTP is broken between characters.
std::string with_crlf(std::string_view text);

}  // namespace rollcall::api::mail
