#pragma once
// A request target taken apart (RFC 3986, RFC 9112 3.2). Pure functions.

#include "api/http/message.hpp"

namespace rollcall::api::http {

// From `head.target` (checked by head_rules): path and decoded query. An absolute form is cut down
// to its path and query, and its authority takes the Host field's place (RFC 9112, 3.2.2). `+` in a
// query is a space. False: a % that is not followed by two hex digits.
bool split_target(RequestHead& head);

}  // namespace rollcall::api::http
