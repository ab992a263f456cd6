#include "domain/project.hpp"

#include <algorithm>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

Tag project_tag(ProjectId project) {
  return Tag{TagKind::project, project.uuid};
}

void put_member(ProjectState& state, const ContactAddedToProject& added) {
  std::erase_if(state.members, [&](const Membership& m) { return m.contact == added.contact; });
  state.members.push_back({added.contact, added.organisation, added.organisation_kind});
}

bool fits(const ContactOrganisation& linked, OrganisationId customer) {
  return linked.kind == OrganisationKind::supplier || linked.organisation == customer;
}

// As whose contact a person comes onto a project.
Result<ContactOrganisation> organisation_for(const AddContactToProjectFacts& facts,
                                             const std::optional<OrganisationId>& named) {
  std::vector<ContactOrganisation> fitting;
  for (const ContactOrganisation& linked : facts.contact.organisations) {
    const bool is_wanted = !named || linked.organisation == *named;
    if (is_wanted && fits(linked, facts.project.details->customer)) fitting.push_back(linked);
  }
  if (fitting.size() == 1) return fitting.front();
  if (!fitting.empty()) return refuse(Reason::organisation_needed, "/organisationId");
  return named ? refuse(Reason::not_of_project, "/organisationId", named->uuid)
               : refuse(Reason::not_of_project);
}

}  // namespace

const Membership* ProjectState::member(ContactId contact) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Membership& m) { return m.contact == contact; });
  return found == members.end() ? nullptr : &*found;
}

FactQueries facts_of_project(ProjectId project) {
  return {{types_of<ProjectCreated, ContactAddedToProject, ContactRemovedFromProject, ProjectEdited,
                    ProjectStatusChanged>(),
           {project_tag(project)}}};
}

ProjectState evolve(ProjectState state, const Recorded& recorded) {
  const auto* event = std::get_if<ProjectEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  state.version = recorded.position;
  std::visit(Overloaded{
                 [&](const ProjectCreated& created) { state.details = created.details; },
                 [&](const ContactAddedToProject& added) { put_member(state, added); },
                 [&](const ContactRemovedFromProject& removed) {
                   std::erase_if(state.members, [&](const Membership& member) {
                     return member.contact == removed.contact;
                   });
                 },
                 [&](const ProjectEdited& edited) { state.details = edited.details; },
                 [&](const ProjectStatusChanged& changed) {
                   state.status_reason = changed.reason;
                   if (state.details) state.details->status = changed.status;
                 },
             },
             *event);
  return state;
}

Result<Proposals> decide(const AddContactToProjectFacts& facts,
                         const AddContactToProject& command) {
  if (!facts.project.details) return refuse(Reason::not_found, "", command.project.uuid);
  if (!facts.contact.is_known()) return refuse(Reason::not_found, "", command.contact.uuid);
  const Membership* member = facts.project.member(command.contact);
  if (member == nullptr && !facts.contact.standing.active) {
    return refuse(Reason::contact_inactive, "", command.contact.uuid);
  }
  const bool is_as_asked = member != nullptr && command.organisation.value_or(
                                                    member->organisation) == member->organisation;
  if (is_as_asked) return Proposals{};
  return organisation_for(facts, command.organisation).map([&](const ContactOrganisation& as) {
    return Proposals{
        propose(ContactAddedToProject{command.project, command.contact, as.organisation, as.kind})};
  });
}

Result<Proposals> decide(const RemoveContactFromProjectFacts& facts,
                         const RemoveContactFromProject& command) {
  if (facts.project.member(command.contact) == nullptr) {
    return refuse(Reason::not_found, "", command.contact.uuid);
  }
  Proposals proposals = {propose(ContactRemovedFromProject{command.project, command.contact})};
  revoke_all(facts.shares, RevocationCause::contact_removed_from_project, proposals);
  return proposals;
}

}  // namespace rollcall::domain
