#pragma once
// The edge's own refusals: what it answers before, or instead of, asking the application.

#include <string_view>

#include "api/http/message.hpp"

namespace rollcall::api::http {

// Why the edge refuses a request. All texts are literals.
struct Fault {
  unsigned status = 0;
  std::string_view code;
  std::string_view title;
};

// A small application/problem+json (RFC 9457): type, title, status, detail, code. Both texts are
// literals without characters that JSON escapes; nothing of the request is repeated.
Response plain_problem(unsigned status, std::string_view code, std::string_view title);
Response plain_problem(const Fault& fault);

inline constexpr Fault kMalformed{400, "malformed_request", "Malformed HTTP request"};
inline constexpr Fault kRequestTimeout{408, "request_timeout", "The request took too long"};
inline constexpr Fault kBodyTooLarge{413, "body_too_large", "The body is too large"};
inline constexpr Fault kTargetTooLong{414, "target_too_long", "The URL is longer than 4 KiB"};
inline constexpr Fault kBadExpectation{417, "expectation_failed", "Unknown expectation"};
inline constexpr Fault kHeadTooLarge{431, "header_too_large", "The header is too large"};
inline constexpr Fault kInternal{500, "internal_error", "Internal error"};
inline constexpr Fault kCrowded{503, "too_many_connections", "Too many connections"};
inline constexpr Fault kBadVersion{505, "version_not_supported", "HTTP version not supported"};

}  // namespace rollcall::api::http
