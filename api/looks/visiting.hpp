#pragma once
// The facts that decide what a contact person sees of a project's customer web.

#include "api/commands/facts.hpp"
#include "domain/access.hpp"

namespace rollcall::api {

// `list`: nil for what needs none.
inline domain::VisitFacts load_visit(Facts& facts, domain::ContactId contact,
                                     domain::ProjectId project, domain::ListId list = {}) {
  const domain::OfficeId office{projections::from_log(facts.office())};
  domain::VisitFacts visit;
  visit.office = *facts.load<domain::OfficeState>(domain::facts_of_office(office));
  visit.project = *facts.load<domain::ProjectState>(domain::facts_of_project(project));
  visit.web = *facts.load<domain::CustomerWebState>(domain::facts_of_customer_web(project));
  visit.list = *facts.load<domain::ListState>(domain::facts_of_list(list));
  visit.visitor = facts.load<domain::ContactState>(domain::facts_of_contact(contact))->standing;
  return visit;
}

}  // namespace rollcall::api
