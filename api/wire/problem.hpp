#pragma once
// Errors of the API: application/problem+json (RFC 9457), and the one table that maps the domain's
// reasons to answers.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/json/fault.hpp"
#include "domain/values/result.hpp"

namespace rollcall::api::wire {

// {"type": "about:blank", "title" (the status in words), "status", "detail", "code", "errors"?},
// never stored; a 401 carries its challenge. `code` is stable. `detail` never holds personal data,
// tokens or what was sent; if it is empty, the table's sentence for the code stands there.
http::Response problem(unsigned status, std::string_view code, std::string_view detail);
http::Response problem(unsigned status, std::string_view code, std::string_view detail,
                       const std::vector<json::Fault>& errors);

// Faults of a body: 400 if it was malformed, else 422 invalid_fields.
http::Response invalid_body(bool malformed, const std::vector<json::Fault>& faults);

// What the domain refuses. Values' own faults and faulty fields: 422 with errors; not_found: 404;
// rules of the domain: 409 with the reason as code and what it names (`contactId` …);
// too_many_codes: 429 + Retry-After; code_refused, session_ended … as api.md says. One status for
// all: the weightiest (404, 403, 401, 429, 409, 422 in that order); faults are named with 409 and
// 422 only.
http::Response refused(const domain::Refusals& refusals);

std::string_view code_of(domain::Reason reason);

// The one answer of dead and unknown links: 404, constant body, no position, no id.
http::Response dead_link();

}  // namespace rollcall::api::wire
