// How a project that is there changes: its details and its status.

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "domain/event.hpp"
#include "domain/projects/details.hpp"

namespace rollcall::domain {
namespace {

bool has_customer_contacts(const ProjectState& project) {
  return std::any_of(project.members.begin(), project.members.end(), [](const Membership& member) {
    return member.kind == OrganisationKind::customer;
  });
}

Refusals faults_of_status(const ProjectState& project, const EditProject& command) {
  const ProjectStatus before = project.details->status;
  const ProjectStatus after = command.details.status;
  Refusals faults;
  if (before != after && !may_become(before, after)) {
    add(faults, Reason::status_out_of_reach, "/status");
  }
  if (after == ProjectStatus::cancelled && !command.status_reason) {
    add(faults, Reason::required, "/statusReason");
  }
  return faults;
}

Refusals faults_of(const EditProjectFacts& facts, const EditProject& command) {
  const ProjectDetails& before = *facts.project.details;
  Refusals faults = faults_of_details(command.details, facts.customer);
  const bool is_other_customer = command.details.customer != before.customer;
  if (is_other_customer && has_customer_contacts(facts.project)) {
    add(faults, Reason::customer_contacts_on_project, "/customerId");
  }
  add(faults, faults_of_managers(command.details.managers, facts.managers, before.managers));
  add(faults, faults_of_status(facts.project, command));
  return faults;
}

}  // namespace

bool may_become(ProjectStatus from, ProjectStatus to) {
  switch (from) {
    case ProjectStatus::pending:
    case ProjectStatus::confirmed:
      return true;
    case ProjectStatus::finished:
      return to == ProjectStatus::confirmed;
    case ProjectStatus::cancelled:
      return to == ProjectStatus::pending;
  }
  return false;
}

Result<Proposals> decide(const EditProjectFacts& facts, const EditProject& command) {
  if (facts.managers.size() != command.details.managers.size()) std::abort();
  const ProjectState& project = facts.project;
  if (!project.details) return refuse(Reason::not_found, "", command.project.uuid);
  Refusals faults = faults_of(facts, command);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  Proposals proposals;
  const ProjectStatus before = project.details->status;
  const ProjectStatus after = command.details.status;
  ProjectDetails edited = command.details;
  edited.status = before;
  if (edited != *project.details) {
    proposals.push_back(propose(ProjectEdited{command.project, std::move(edited)}));
  }
  if (after != before || command.status_reason != project.status_reason) {
    proposals.push_back(
        propose(ProjectStatusChanged{command.project, after, command.status_reason}));
  }
  if (after == ProjectStatus::cancelled && before != after) {
    revoke_all(facts.shares, RevocationCause::project_cancelled, proposals);
    withdraw_all(facts.ticked, command.project, WithdrawalCause::project_cancelled, proposals);
  }
  return proposals;
}

}  // namespace rollcall::domain
