#pragma once
// Who is on a project: handlers below /v1/projects/{projectId}/contacts.

#include <memory>
#include <vector>

#include "api/app/exchange.hpp"
#include "domain/project.hpp"
#include "projections/paging.hpp"

namespace rollcall::api::handlers {

// A page of a project's members, in order of id: it stays when others come and go.
projections::Page<domain::Membership> page_of(std::vector<domain::Membership> members,
                                              const projections::PageRequest& request);

void list_members(const std::shared_ptr<Exchange>& exchange);
void put_member(const std::shared_ptr<Exchange>& exchange);
void remove_member(const std::shared_ptr<Exchange>& exchange);

}  // namespace rollcall::api::handlers
