#pragma once
// View: projects and memberships.

#include "projections/paging.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct ProjectRow {
  domain::ProjectId id;
  domain::ProjectDetails details;
  std::optional<domain::StatusReason> status_reason;
  std::vector<domain::Membership> members;  // oldest first
  Position version = 0;
};
struct ProjectFilter {
  std::string query;  // words of the name, case-folded; "" any
  std::optional<domain::OrganisationId> customer;
  std::optional<domain::ContactId> contact;
  std::optional<domain::ProjectStatus> status;
};

std::unique_ptr<Projection> make_projects_projection();
std::optional<ProjectRow> find_project(const ViewReader& view, const OfficeId& office,
                                       domain::ProjectId id);
// Newest first.
Page<ProjectRow> list_projects(const ViewReader& view, const OfficeId& office,
                               const ProjectFilter& filter, const PageRequest& page);

}  // namespace rollcall::projections
