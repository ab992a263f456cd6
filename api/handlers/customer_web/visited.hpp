#pragma once
// The projects whose customer web opens to a contact person.

#include "api/app/exchange.hpp"
#include "api/commands/facts.hpp"
#include "domain/customer_web/menu.hpp"
#include "projections/paging.hpp"

namespace rollcall::api::handlers {

struct VisitedProject {
  domain::ProjectId id;
  domain::ProjectDetails details;
};

// False: an offer's link signed the visitor in, to another project.
bool reaches(const Exchange& exchange, domain::ProjectId project);

// Of an offer or a page, for a browser.
std::string item_page_path(domain::ProjectId project, domain::MenuItemId item);

// Of whoever asks, in order of id, a page.
projections::Page<VisitedProject> visited_projects(Facts& facts, const Exchange& exchange,
                                                   const projections::PageRequest& request);

}  // namespace rollcall::api::handlers
