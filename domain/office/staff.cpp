#include "domain/office/staff.hpp"

#include <algorithm>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

StaffMember* member_of(OfficeStaff& staff, StaffId id) {
  const auto found = std::find_if(staff.members.begin(), staff.members.end(),
                                  [&](const StaffMember& m) { return m.staff == id; });
  return found == staff.members.end() ? nullptr : &*found;
}

template <class Change>
void change_member(OfficeStaff& staff, StaffId id, const Change& change) {
  if (StaffMember* member = member_of(staff, id)) change(*member);
}

Refusals faults_of(const ChangeStaffFacts& facts, const ChangeStaff& command) {
  Refusals faults;
  if (command.email != command.former_email) {
    if (auto taken = refusal_of_taken(facts.holder, "/email")) {
      faults.push_back(*std::move(taken));
    }
  }
  const bool is_to_be_admin = command.active && command.role == StaffRole::office_admin;
  if (!is_to_be_admin && facts.all.needs_admin(command.staff)) {
    add(faults, Reason::last_office_admin, command.active ? "/role" : "/active",
        command.staff.uuid);
  }
  return faults;
}

// Both addresses as tags, if it is another mailbox now.
Proposal edited(const ChangeStaff& command) {
  StaffEdited event{command.office, command.staff,
                    Personal<StaffDetails>{person_of(command.staff), command.details}};
  if (command.email == command.former_email) return propose(std::move(event));
  return propose(std::move(event), command.email, command.former_email);
}

}  // namespace

FactQueries facts_of_staff(StaffId staff) {
  return {{types_of<StaffAdded, StaffEdited, StaffRoleChanged, StaffDeactivated, StaffReactivated,
                    PersonErased>(),
           {Tag{TagKind::staff, staff.uuid}}}};
}

StaffState evolve(StaffState state, const Recorded& recorded) {
  if (person_erased(recorded)) {
    state.details.reset();
    state.version = recorded.position;
  }
  const auto* event = std::get_if<StaffEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const StaffAdded& added) {
                   state = {true, true, added.role, added.details.known, 0};
                 },
                 [&](const StaffEdited& edited) { state.details = edited.details.known; },
                 [&](const StaffRoleChanged& changed) { state.role = changed.role; },
                 [&](const StaffDeactivated&) { state.active = false; },
                 [&](const StaffReactivated&) { state.active = true; },
             },
             *event);
  state.version = recorded.position;
  return state;
}

std::optional<StaffId> OfficeStaff::first_admin() const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [](const StaffMember& m) { return m.is_active_admin(); });
  return found == members.end() ? std::nullopt : std::optional(found->staff);
}

bool OfficeStaff::needs_admin(StaffId staff) const {
  return std::none_of(members.begin(), members.end(), [&](const StaffMember& m) {
    return m.staff != staff && m.is_active_admin();
  });
}

FactQueries facts_of_office_staff(OfficeId office) {
  return {{types_of<StaffAdded, StaffRoleChanged, StaffDeactivated, StaffReactivated>(),
           {Tag{TagKind::office, office.uuid}}}};
}

OfficeStaff evolve(OfficeStaff state, const Recorded& recorded) {
  const auto* event = std::get_if<StaffEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const StaffAdded& added) {
                   if (member_of(state, added.staff) == nullptr) {
                     state.members.push_back({added.staff, added.role, true});
                   }
                 },
                 [](const StaffEdited&) {},
                 [&](const StaffRoleChanged& changed) {
                   change_member(state, changed.staff, [&](auto& m) { m.role = changed.role; });
                 },
                 [&](const StaffDeactivated& left) {
                   change_member(state, left.staff, [](auto& m) { m.active = false; });
                 },
                 [&](const StaffReactivated& back) {
                   change_member(state, back.staff, [](auto& m) { m.active = true; });
                 },
             },
             *event);
  return state;
}

Result<Proposals> decide(const EmailHolder& holder, const AddStaff& command) {
  if (auto taken = refusal_of_taken(holder, "/email")) {
    return tl::make_unexpected(Refusals{*std::move(taken)});
  }
  return Proposals{
      propose(StaffAdded{command.office, command.staff, command.role,
                         Personal<StaffDetails>{person_of(command.staff), command.details}},
              command.email)};
}

Result<Proposals> decide(const ChangeStaffFacts& facts, const ChangeStaff& command) {
  if (!facts.staff.is_known()) return refuse(Reason::not_found, "", command.staff.uuid);
  Refusals faults = faults_of(facts, command);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  Proposals proposals;
  if (command.details != *facts.staff.details) proposals.push_back(edited(command));
  if (command.role != facts.staff.role) {
    proposals.push_back(propose(StaffRoleChanged{command.office, command.staff, command.role}));
  }
  if (command.active && !facts.staff.active) {
    proposals.push_back(propose(StaffReactivated{command.office, command.staff}));
  }
  if (!command.active && facts.staff.active) {
    proposals.push_back(propose(StaffDeactivated{command.office, command.staff}));
  }
  return proposals;
}

}  // namespace rollcall::domain
