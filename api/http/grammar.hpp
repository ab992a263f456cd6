#pragma once
// Character classes and list syntax of HTTP fields (RFC 9110, 5.5 and 5.6). Pure functions.

#include <string_view>

namespace rollcall::api::http {

bool is_token_char(char c);
bool is_token(std::string_view text);        // at least one character
bool is_field_value(std::string_view text);  // no control characters but TAB; may be empty
char lower(char c);                          // of ASCII
bool is_digits(std::string_view text);       // at least one
bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string_view trimmed(std::string_view text);  // without spaces and tabs at its ends
// Cuts the part up to `separator` off the front of `rest` and gives it trimmed.
std::string_view next_element(std::string_view& rest, char separator);

}  // namespace rollcall::api::http
