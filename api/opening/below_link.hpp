#pragma once
// What is refused below a mailed link: only a link that lives has refusals of its own.

#include <memory>
#include <string_view>

#include "api/app/exchange.hpp"

namespace rollcall::api {

// Does whatever is asked for there concern one link? "/v1/shared/…", "/s/…", "/l/…",
// "/v1/password-resets/…", "/password/…", "/v1/offers/…", "/offer/…".
bool lies_below_link(std::string_view path);

// Answers `refusal` (no such route, wrong method, wrong media type …) if the link lives; else what
// a dead link answers, after the same time. Reads the log: on the pool.
void refuse_below_link(const std::shared_ptr<Exchange>& exchange, http::Response refusal);

}  // namespace rollcall::api
