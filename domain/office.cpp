#include "domain/office.hpp"

#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

Refusals faults_of(const OfficeFacts& facts, OfficeId office, const OfficeSettings& settings) {
  Refusals faults;
  if (settings.retention_months < 1 || settings.retention_months > kMaxRetentionMonths) {
    add(faults, Reason::out_of_range, "/retentionMonths");
  }
  if (settings.expiry_reminder_days < 0 || settings.expiry_reminder_days > kMaxReminderDays) {
    add(faults, Reason::out_of_range, "/expiryReminderDays");
  }
  if (facts.slug_holder.value_or(office) != office) add(faults, Reason::slug_in_use, "/slug");
  return faults;
}

}  // namespace

FactQueries facts_of_office(OfficeId office) {
  return {{types_of<OfficeCreated, OfficeSettingsChanged>(), {Tag{TagKind::office, office.uuid}}}};
}

OfficeState evolve(OfficeState state, const Recorded& recorded) {
  const auto* event = std::get_if<OfficeEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit([&](const auto& e) { state.settings = e.settings; }, *event);
  state.version = recorded.position;
  return state;
}

Result<Proposals> decide(const OfficeFacts& facts, const CreateOffice& command) {
  if (facts.office.settings) return refuse(Reason::duplicate, "", command.office.uuid);
  Refusals faults = faults_of(facts, command.office, command.settings);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  return Proposals{
      propose(OfficeCreated{command.office, command.settings}),
      propose(StaffAdded{command.office, command.admin, StaffRole::office_admin,
                         Personal<StaffDetails>{person_of(command.admin), command.admin_details}},
              command.admin_email),
      propose(ApiTokenCreated{command.office, command.token, Name::restore("First token"),
                              TokenRole::office_admin, std::nullopt}),
  };
}

Result<Proposals> decide(const OfficeFacts& facts, const ChangeOfficeSettings& command) {
  if (!facts.office.settings) return refuse(Reason::not_found, "", command.office.uuid);
  Refusals faults = faults_of(facts, command.office, command.settings);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  if (command.settings == *facts.office.settings) return Proposals{};
  return Proposals{propose(OfficeSettingsChanged{command.office, command.settings})};
}

}  // namespace rollcall::domain
