#include "domain/office.hpp"

#include <utility>

#include "domain/contact.hpp"
#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

Refusals faults_of(const OfficeSettings& settings) {
  Refusals faults;
  if (settings.retention_months < 1 || settings.retention_months > kMaxRetentionMonths) {
    add(faults, Reason::out_of_range, "/retentionMonths");
  }
  if (settings.expiry_reminder_days < 0 || settings.expiry_reminder_days > kMaxReminderDays) {
    add(faults, Reason::out_of_range, "/expiryReminderDays");
  }
  return faults;
}

StaffAdded staff_added(OfficeId office, StaffId staff, StaffRole role, StaffDetails details) {
  return StaffAdded{office, staff, role,
                    Personal<StaffDetails>{person_of(staff), std::move(details)}};
}

}  // namespace

FactQueries facts_of_office(OfficeId office) {
  return {{types_of<OfficeCreated, StaffAdded>(), {Tag{TagKind::office, office.uuid}}}};
}

OfficeState evolve(OfficeState state, const Recorded& recorded) {
  const auto* event = std::get_if<OfficeEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const OfficeCreated& created) { state.settings = created.settings; },
                 [&](const StaffAdded& added) {
                   const bool is_admin = added.role == StaffRole::office_admin;
                   if (is_admin && !state.first_admin) state.first_admin = added.staff;
                 },
                 [](const ApiTokenCreated&) {},
             },
             *event);
  return state;
}

FactQueries facts_of_api_token(ApiTokenId token) {
  return {{types_of<ApiTokenCreated>(), {Tag{TagKind::api_token, token.uuid}}}};
}

ApiTokenState evolve(ApiTokenState state, const Recorded& recorded) {
  const auto* event = std::get_if<OfficeEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [](const OfficeCreated&) {},
                 [](const StaffAdded&) {},
                 [&](const ApiTokenCreated& created) {
                   state = ApiTokenState{true, created.office, created.role, created.expires_at};
                 },
             },
             *event);
  return state;
}

Result<Proposals> decide(const OfficeState& state, const CreateOffice& command) {
  if (state.settings) return refuse(Reason::duplicate, "", command.office.uuid);
  Refusals faults = faults_of(command.settings);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  ApiTokenCreated token{command.office, command.token, Name::restore("First token"),
                        TokenRole::office_admin, std::nullopt};
  return Proposals{
      propose(OfficeCreated{command.office, command.settings}),
      propose(staff_added(command.office, command.admin, StaffRole::office_admin,
                          command.admin_details),
              command.admin_email),
      propose(std::move(token)),
  };
}

Result<Proposals> decide(const EmailHolder& holder, const AddStaff& command) {
  if (auto taken = refusal_of_taken(holder, "/email")) {
    return tl::make_unexpected(Refusals{*std::move(taken)});
  }
  return Proposals{propose(
      staff_added(command.office, command.staff, command.role, command.details), command.email)};
}

}  // namespace rollcall::domain
