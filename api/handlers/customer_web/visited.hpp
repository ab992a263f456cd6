#pragma once
// The projects whose customer web opens to a contact person.

#include "api/commands/facts.hpp"
#include "domain/customer_web/menu.hpp"
#include "projections/paging.hpp"

namespace rollcall::api::handlers {

struct VisitedProject {
  domain::ProjectId id;
  domain::ProjectDetails details;
};

// In order of id, a page.
projections::Page<VisitedProject> visited_projects(Facts& facts, domain::ContactId visitor,
                                                   const projections::PageRequest& request);

}  // namespace rollcall::api::handlers
