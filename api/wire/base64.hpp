#pragma once
// Base64 with padding (RFC 4648, section 4), on one line. Links and tokens have base64url instead,
// see conventions.hpp. Threads: any.

#include <string>
#include <string_view>

namespace rollcall::api::wire {

std::string base64(std::string_view bytes);

}  // namespace rollcall::api::wire
