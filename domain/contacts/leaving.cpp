// How persons are deleted, deactivated, reactivated and unlinked, and what stands in the way.

#include <utility>

#include "domain/contact.hpp"

namespace rollcall::domain {
namespace {

Refusals on_projects(const std::vector<ProjectId>& blocking, const ContactLeaveFacts& facts) {
  Refusals refusals;
  for (const ProjectId project : blocking) {
    const auto name = facts.project_names.find(project);
    refusals.push_back(
        {.reason = Reason::contact_on_projects,
         .field = "",
         .subject = project.uuid,
         .detail = "",
         .subject_name = name == facts.project_names.end() ? "" : name->second.str()});
  }
  return refusals;
}

Result<Proposals> unless_blocked(const std::vector<ProjectId>& blocking,
                                 const ContactLeaveFacts& facts, Proposal proposal) {
  if (!blocking.empty()) return tl::make_unexpected(on_projects(blocking, facts));
  return Proposals{std::move(proposal)};
}

}  // namespace

bool is_allowed(ContactLeave leave, std::size_t projects) {
  switch (leave) {
    case ContactLeave::deletion:
      return projects == 0;
    case ContactLeave::deactivation:
      return projects <= 1;
  }
  return false;
}

std::vector<ProjectId> blocking_projects(const ContactState& contact, ContactLeave leave) {
  std::vector<ProjectId> blocking;
  if (is_allowed(leave, contact.projects.size())) return blocking;
  for (const ContactProject& on : contact.projects) blocking.push_back(on.project);
  return blocking;
}

std::vector<ProjectId> blocking_projects(const ContactState& contact, OrganisationId organisation) {
  std::vector<ProjectId> blocking;
  for (const ContactProject& on : contact.projects) {
    if (on.organisation == organisation) blocking.push_back(on.project);
  }
  return blocking;
}

Result<Proposals> decide(const ContactLeaveFacts& facts, const DeleteContact& command) {
  if (!facts.contact.exists) return refuse(Reason::not_found, "", command.contact.uuid);
  auto deleted = propose(ContactDeleted{command.contact}, std::nullopt, facts.email);
  deleted.forgets = person_of(command.contact);
  return unless_blocked(blocking_projects(facts.contact, ContactLeave::deletion), facts,
                        std::move(deleted));
}

Result<Proposals> decide(const ContactLeaveFacts& facts, const DeactivateContact& command) {
  if (!facts.contact.exists) return refuse(Reason::not_found, "", command.contact.uuid);
  if (!facts.contact.standing.active) return Proposals{};
  return unless_blocked(blocking_projects(facts.contact, ContactLeave::deactivation), facts,
                        propose(ContactDeactivated{command.contact}));
}

Result<Proposals> decide(const ContactLeaveFacts& facts, const UnlinkContact& command) {
  if (!facts.contact.is_linked_to(command.organisation)) {
    return refuse(Reason::not_found, "", command.contact.uuid);
  }
  if (facts.contact.organisations.size() == 1) {
    return decide(facts, DeleteContact{command.contact});
  }
  return unless_blocked(blocking_projects(facts.contact, command.organisation), facts,
                        propose(ContactUnlinked{command.contact, command.organisation}));
}

Result<Proposals> decide(const ContactState& contact, const ReactivateContact& command) {
  if (!contact.exists) return refuse(Reason::not_found, "", command.contact.uuid);
  if (contact.standing.active) return Proposals{};
  return Proposals{propose(ContactReactivated{command.contact})};
}

}  // namespace rollcall::domain
