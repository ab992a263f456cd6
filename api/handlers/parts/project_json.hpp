#pragma once
// Projects and memberships as JSON.

#include <optional>
#include <string>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::handlers {

std::string_view name_of(domain::ProjectStatus status);
std::optional<domain::ProjectStatus> project_status(std::string_view name);

// The command in a body. What could not be read has a fault and a stand-in that breaks no rule, so
// that the rules can be asked about the rest.
domain::CreateProject read_project(Exchange& exchange, const json::Object& from);
// What the rules that need no state say of it.
domain::Refusals stateless_refusals(const domain::CreateProject& command);

// As an item of a collection, and whole: with the contact persons.
void write_project(json::Writer& out, const Shown& shown, const projections::ProjectRow& row);
std::string project_json(const Shown& shown, const projections::ProjectRow& row);

// {id, displayName, email, active, organisation}
void write_member(json::Writer& out, const Shown& shown, const domain::Membership& member);

}  // namespace rollcall::api::handlers
