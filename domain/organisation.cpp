#include "domain/organisation.hpp"

#include <algorithm>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

template <class Id>
void note(std::vector<Id>& ids, const Id& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

}  // namespace

FactQueries facts_of_organisation(OrganisationId organisation) {
  return {{types_of<OrganisationAdded, OrganisationRenamed, OrganisationDeleted>(),
           {Tag{TagKind::organisation, organisation.uuid}}}};
}

OrganisationState evolve(OrganisationState state, const Recorded& recorded) {
  const auto* event = std::get_if<OrganisationEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const OrganisationAdded& added) {
                   state = OrganisationState{true, added.kind, added.name};
                 },
                 [&](const OrganisationRenamed& renamed) { state.name = renamed.name; },
                 [&](const OrganisationDeleted&) { state.exists = false; },
             },
             *event);
  state.version = recorded.position;
  return state;
}

Result<Proposals> decide(const OrganisationState& state, const AddOrganisation& command) {
  if (state.exists) return refuse(Reason::duplicate, "", command.organisation.uuid);
  return Proposals{propose(OrganisationAdded{command.organisation, command.kind, command.name})};
}

Result<Proposals> decide(const OrganisationState& state, const RenameOrganisation& command) {
  if (!state.exists) return refuse(Reason::not_found, "", command.organisation.uuid);
  if (state.name == command.name) return Proposals{};
  return Proposals{propose(OrganisationRenamed{command.organisation, command.name})};
}

FactQueries facts_of_ties(OrganisationId organisation) {
  return {{types_of<ContactAdded, ContactLinked, ProjectCreated, ProjectEdited>(),
           {Tag{TagKind::organisation, organisation.uuid}}}};
}

OrganisationTies evolve(OrganisationTies ties, const Recorded& recorded) {
  visit_event(Overloaded{
                  [&](const ContactAdded& added) { note(ties.contacts, added.contact); },
                  [&](const ContactLinked& linked) { note(ties.contacts, linked.contact); },
                  [&](const ProjectCreated& created) { note(ties.projects, created.project); },
                  [&](const ProjectEdited& edited) { note(ties.projects, edited.project); },
                  [](const auto&) {},  // no tie
              },
              *recorded.event);
  return ties;
}

Result<Proposals> decide(const DeleteOrganisationFacts& facts, const DeleteOrganisation& command) {
  const OrganisationId id = command.organisation;
  if (!facts.organisation.exists) return refuse(Reason::not_found, "", id.uuid);
  Refusals refusals;
  for (std::size_t i = 0; i < facts.projects.size(); ++i) {
    const auto& details = facts.projects[i].details;
    if (!details || details->customer != id) continue;
    refusals.push_back({Reason::organisation_has_projects, "", facts.ties.projects[i].uuid, "", 0,
                        details->name.str()});
  }
  const bool has_contacts = std::any_of(
      facts.contacts.begin(), facts.contacts.end(),
      [&](const ContactState& contact) { return contact.exists && contact.is_linked_to(id); });
  if (has_contacts) add(refusals, Reason::organisation_has_contacts);
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  return Proposals{propose(OrganisationDeleted{id, facts.organisation.kind})};
}

}  // namespace rollcall::domain
