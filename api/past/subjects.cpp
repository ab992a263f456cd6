#include "api/past/subjects.hpp"

#include "api/app/exchange.hpp"
#include "domain/share/bulk.hpp"

namespace rollcall::api::subjects {
namespace {

using domain::FactQueries;
using domain::TagKind;

FactQueries together(FactQueries first, const FactQueries& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// That the project is there, what it is called, its state.
FactQueries headline(domain::ProjectId project) {
  return {{domain::types_of<domain::ProjectCreated, domain::ProjectEdited,
                            domain::ProjectStatusChanged>(),
           {{TagKind::project, project.uuid}}}};
}

domain::ProjectId project_of(const Exchange& exchange) {
  return exchange.id<domain::ProjectId>(0);
}

Subjects shares_found(const FactQueries& facts) {
  return {.facts = facts, .whole_shares = true};
}

// The id that a filter gives; nullopt if it gives none.
template <class Id>
std::optional<Id> filter(const Exchange& exchange, std::string_view name) {
  const auto* given = exchange.request().query_value(name);
  const auto uuid = given ? domain::Uuid::parse(*given) : std::nullopt;
  return uuid ? std::optional(Id{*uuid}) : std::nullopt;
}

}  // namespace

Subjects directory(const Exchange&) {
  return {.types = replay::types_of_concepts<domain::OfficeEvent, domain::StaffEvent,
                                             domain::OrganisationEvent, domain::ContactEvent,
                                             domain::ProjectEvent>()};
}

Subjects organisation(const Exchange& exchange) {
  return {.facts = domain::facts_of_organisation(exchange.id<domain::OrganisationId>(0))};
}

Subjects contacts_of_organisation(const Exchange& exchange) {
  const auto id = exchange.id<domain::OrganisationId>(0);
  const FactQueries linked = {{domain::types_of<domain::ContactAdded, domain::ContactLinked>(),
                               {{TagKind::organisation, id.uuid}}}};
  return {.facts = together(domain::facts_of_organisation(id), linked), .whole_contacts = true};
}

Subjects contact(const Exchange& exchange) {
  return {.facts = domain::facts_of_contact(exchange.id<domain::ContactId>(0))};
}

Subjects project(const Exchange& exchange) {
  return {.facts = domain::facts_of_project(project_of(exchange))};
}

Subjects participants(const Exchange& exchange) {
  const auto id = project_of(exchange);
  return {.facts = together(headline(id), domain::facts_of_roster(id))};
}

Subjects participant(const Exchange& exchange) {
  const auto id = exchange.id<domain::ParticipantId>(1);
  return {.facts = {{domain::types_of<domain::ParticipantAdded, domain::ParticipantEdited,
                                      domain::ParticipantRemoved>(),
                     {{TagKind::participant, id.uuid}}}}};
}

Subjects lists(const Exchange& exchange) {
  const auto id = project_of(exchange);
  const FactQueries own = {
      {replay::types_of_concepts<domain::ListEvent>(), {{TagKind::project, id.uuid}}}};
  return {.facts =
              together(together(headline(id), own),
                       together(domain::facts_of_roster(id), domain::facts_of_customer_web(id)))};
}

Subjects customer_web(const Exchange& exchange) {
  const auto id = project_of(exchange);
  return {.facts = together(headline(id), domain::facts_of_customer_web(id))};
}

Subjects list_on_customer_web(const Exchange& exchange) {
  auto subjects = customer_web(exchange);
  const auto list = domain::facts_of_list(exchange.id<domain::ListId>(1));
  subjects.facts = together(std::move(subjects.facts), list);
  return subjects;
}

// With the list's shares, as looks of receivers are among its looks.
Subjects looks_on_customer_web(const Exchange& exchange) {
  const auto id = exchange.id<domain::ListId>(1);
  const FactQueries looks = {
      {domain::types_of<domain::ListAccessed>(), {{TagKind::disclosure, id.uuid}}}};
  return {.facts = together(
              together(domain::facts_of_list(id), domain::facts_of_shares_of_list(id)), looks)};
}

Subjects list(const Exchange& exchange) {
  return of_list(exchange.id<domain::ListId>(0));
}

Subjects shares_of_list(const Exchange& exchange) {
  const auto id = exchange.id<domain::ListId>(0);
  return shares_found(together(domain::facts_of_list(id), domain::facts_of_shares_of_list(id)));
}

// Who is on the list's project, with the shares that they have.
Subjects receivers_of_list(const Exchange& exchange) {
  auto subjects = shares_of_list(exchange);
  subjects.whole_projects = true;
  return subjects;
}

Subjects share(const Exchange& exchange) {
  return shares_found(domain::facts_of_share(exchange.id<domain::ShareId>(0)));
}

Subjects shares(const Exchange& exchange) {
  if (const auto list = filter<domain::ListId>(exchange, "listId")) {
    return shares_found(domain::facts_of_shares_of_list(*list));
  }
  if (const auto contact = filter<domain::ContactId>(exchange, "receiver")) {
    return shares_found(domain::facts_of_shares_of_contact(*contact));
  }
  if (const auto project = filter<domain::ProjectId>(exchange, "projectId")) {
    return shares_found(domain::facts_of_shares_of_project(*project));
  }
  return {.types = replay::types_of_concepts<domain::OfficeEvent, domain::ContactEvent,
                                             domain::ShareEvent, domain::AccessEvent>()};
}

Subjects of_list(domain::ListId list) {
  return {.facts = domain::facts_of_list(list), .rosters = true};
}

}  // namespace rollcall::api::subjects
