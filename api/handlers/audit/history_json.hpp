#pragma once
// Grants, looks and who viewers are, as JSON.

#include "api/json/writer.hpp"
#include "replay/access/audience.hpp"
#include "replay/access/disclosures.hpp"
#include "replay/access/viewers.hpp"

namespace rollcall::api::handlers {

// "route" and "viewer", as they were at a position.
void write_viewer(json::Writer& out, const replay::Viewers& viewers, const domain::Actor& viewer,
                  eventstore::Position position);
// A grant's own members; of its viewer nothing.
void write_grant(json::Writer& out, const replay::Grant& grant);
// A look's own members; of its viewer nothing.
void write_disclosure(json::Writer& out, const replay::Disclosure& disclosure);

}  // namespace rollcall::api::handlers
