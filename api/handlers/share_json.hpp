#pragma once
// Shares and accesses as JSON.

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/shares.hpp"

namespace rollcall::api::handlers {

// The office's day, by which states are computed.
domain::Date today(const Shown& shown);

void write_share(json::Writer& out, const Shown& shown, domain::Date today,
                 const projections::ShareRow& row);
void write_access(json::Writer& out, const projections::AccessRow& row);

// A share as an answer: its ETag is its revision, and it is never stored.
http::Response share_response(const Shown& shown, const projections::ShareRow& row);

}  // namespace rollcall::api::handlers
