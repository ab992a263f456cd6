#pragma once
// Shares and accesses as JSON.

#include <unordered_map>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "api/wire/names.hpp"
#include "projections/shares.hpp"

namespace rollcall::api::handlers {

// The office's day, by which states are computed.
domain::Date today(const Shown& shown);

// Access states by the names they have in answers; nullopt: none has that name.
std::optional<domain::AccessState> access_state_named(std::string_view name);

// Computes access states, as of the office's day. Looks every contact person up once; one thread.
class AccessStates {
 public:
  explicit AccessStates(const Shown& shown) : shown_(shown), today_(today(shown)) {}
  domain::AccessState of(const domain::AccessFacts& share);

 private:
  const domain::ContactStanding& standing(domain::ContactId contact);

  const Shown& shown_;
  const domain::Date today_;
  std::unordered_map<domain::ContactId, domain::ContactStanding> standings_;
};

using wire::name_of;  // of kinds of accesses and actors
void write_actor(json::Writer& out, const domain::Actor& actor);  // a value
void write_columns(json::Writer& out, const std::vector<domain::Column>& columns);  // "columns"

void write_share(json::Writer& out, AccessStates& states, const projections::ShareRow& row);
void write_access(json::Writer& out, const projections::AccessRow& row);

// A share as an answer: its ETag is its revision, and it is never stored.
http::Response share_response(const Shown& shown, const projections::ShareRow& row);

}  // namespace rollcall::api::handlers
