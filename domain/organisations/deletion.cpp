#include "domain/organisations/deletion.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

template <class Id>
void note(std::vector<Id>& ids, const Id& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

// Projects that stand in the way, by name.
using Blocking = std::map<ProjectId, std::string>;

Blocking projects_of(OrganisationId customer, const DeleteOrganisationFacts& facts) {
  Blocking blocking;
  for (const auto& [id, project] : facts.projects) {
    const auto& details = project.details;
    if (details && details->customer == customer) blocking.emplace(id, details->name.str());
  }
  return blocking;
}

Refusals refusals_of(const Blocking& blocking) {
  Refusals refusals;
  for (const auto& [project, name] : blocking) {
    refusals.push_back({Reason::organisation_has_projects, "", project.uuid, "", 0, name});
  }
  return refusals;
}

}  // namespace

FactQueries facts_of_ties(OrganisationId organisation) {
  return {{types_of<ContactAdded, ContactLinked, ContactUnlinked, ProjectCreated, ProjectEdited>(),
           {Tag{TagKind::organisation, organisation.uuid}}}};
}

OrganisationTies evolve(OrganisationTies ties, const Recorded& recorded) {
  visit_event(Overloaded{
                  [&](const ContactAdded& added) { note(ties.contacts, added.contact); },
                  [&](const ContactLinked& linked) { note(ties.contacts, linked.contact); },
                  [&](const ContactUnlinked& left) { std::erase(ties.contacts, left.contact); },
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
  Blocking blocking = projects_of(id, facts);
  Proposals proposals;
  for (const auto& [contact, leaving] : facts.contacts) {
    if (!leaving.contact.is_linked_to(id)) continue;
    if (auto unlinked = decide(leaving, UnlinkContact{contact, id})) {
      std::move(unlinked->begin(), unlinked->end(), std::back_inserter(proposals));
    } else {
      for (Refusal& refusal : unlinked.error()) {
        blocking.emplace(ProjectId{refusal.subject}, std::move(refusal.subject_name));
      }
    }
  }
  if (!blocking.empty()) return tl::make_unexpected(refusals_of(blocking));
  if (proposals.size() > kMaxUnlinkedAtOnce) return refuse(Reason::organisation_has_contacts);
  proposals.push_back(propose(OrganisationDeleted{id, facts.organisation.kind}));
  return proposals;
}

}  // namespace rollcall::domain
