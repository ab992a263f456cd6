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

// What a body says of a project that is there: what is not given stays, as does what could not be
// read and has a fault.
struct ProjectChange {
  std::optional<domain::Name> name;
  std::optional<domain::OrganisationId> customer;
  std::optional<domain::Date> start_date;
  std::optional<domain::Date> return_date;
  bool clears_return_date = false;
  std::optional<std::vector<domain::StaffId>> managers;
  std::optional<domain::ProjectStatus> status;
  std::optional<domain::StatusReason> status_reason;
  bool clears_reason = false;
  std::optional<std::int32_t> retention_months;

  // The reason goes with the status: a new status without one has none.
  domain::EditProject applied_to(domain::ProjectId project,
                                 const domain::ProjectState& state) const;
};
ProjectChange read_project_change(Exchange& exchange, const json::Object& from);

// As an item of a collection, and whole: with the contact persons.
void write_project(json::Writer& out, const Shown& shown, const projections::ProjectRow& row);
std::string project_json(const Shown& shown, const projections::ProjectRow& row);

// {id, displayName, email, active, organisation}
void write_member(json::Writer& out, const Shown& shown, const domain::Membership& member);

}  // namespace rollcall::api::handlers
