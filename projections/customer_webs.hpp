#pragma once
// View: customer webs of projects, and looks at lists there.

#include "projections/paging.hpp"
#include "projections/projection.hpp"
#include "projections/shares.hpp"

namespace rollcall::projections {

std::unique_ptr<Projection> make_customer_webs_projection();
// Of a project without one: empty.
domain::CustomerWebState find_customer_web(const ViewReader& view, const OfficeId& office,
                                           domain::ProjectId project);
// Looks at a list by contact persons, newest first; from where is not said.
Page<AccessRow> visits_of_list(const ViewReader& view, const OfficeId& office, domain::ListId list,
                               const PageRequest& page);

// The look that what they see at `version` of the list, signed in in that session, is compared
// with, by the rule of domain::previous_look. nullopt: they saw nothing before.
struct Visit {
  domain::ListId list;
  domain::ContactId contact;
  domain::SessionId session;
};
std::optional<AccessRow> previous_visit(const ViewReader& view, const OfficeId& office,
                                        const Visit& visit, Position version);

}  // namespace rollcall::projections
