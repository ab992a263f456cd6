#include "domain/participant.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

struct StandardRule {
  std::string_view name;
  TextRule rule;
};

// In the order of StandardField. The e-mail's own rule comes on top.
constexpr std::array<StandardRule, kStandardFields> kStandard = {{
    {"externalId", {0, 200, false}},
    {"firstName", PersonNameKind::kRule},
    {"lastName", PersonNameKind::kRule},
    {"email", {0, 254, false}},
    {"phone", {0, 100, false}},
    {"company", {0, 200, false}},
    {"status", {0, 100, false}},
}};

Result<std::string> check_standard(StandardField field, const std::string& value) {
  auto checked = check_text(value, kStandard[static_cast<std::size_t>(field)].rule);
  if (field != StandardField::email || !checked || checked->empty()) return checked;
  return EmailAddress::parse(*checked).map([](const EmailAddress& email) { return email.str(); });
}

// One custom field into `checked`; an empty one is dropped.
Refusals check_custom(std::string_view name, std::string_view value,
                      std::map<std::string, std::string>& checked) {
  const std::string pointer = "/fields/" + pointer_token(name);
  auto good_name = FieldName::parse(name);
  if (!good_name) return below(pointer, std::move(good_name).error());
  auto good_value = FieldValue::parse(value);
  if (!good_value) return below(pointer, std::move(good_value).error());
  if (good_value->empty()) return {};
  const bool is_new = checked.emplace(to_nfc(good_name->str()), good_value->str()).second;
  return is_new ? Refusals{} : Refusals{{Reason::duplicate, pointer, {}, "", 0}};
}

Refusals check_whole(const ParticipantDetails& details) {
  std::size_t bytes = 0;
  for (const std::string& value : details.standard) bytes += value.size();
  for (const auto& [name, value] : details.fields) bytes += name.size() + value.size();
  Refusals faults;
  if (bytes == 0) add(faults, Reason::required);
  if (bytes > kMaxParticipantBytes) add(faults, Reason::too_long);
  if (details.fields.size() > kMaxCustomFields) add(faults, Reason::too_long, "/fields");
  return faults;
}

}  // namespace

std::string_view name_of(StandardField field) {
  return kStandard[static_cast<std::size_t>(field)].name;
}

std::optional<StandardField> standard_field(std::string_view name) {
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    if (kStandard[i].name == name) return static_cast<StandardField>(i);
  }
  return std::nullopt;
}

Result<ParticipantDetails> check_participant(ParticipantDetails details) {
  Refusals faults;
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    auto checked = check_standard(static_cast<StandardField>(i), details.standard[i]);
    if (checked) {
      details.standard[i] = *std::move(checked);
    } else {
      add(faults, below("/" + std::string(kStandard[i].name), std::move(checked).error()));
    }
  }
  std::map<std::string, std::string> fields;
  for (const auto& [name, value] : details.fields) add(faults, check_custom(name, value, fields));
  details.fields = std::move(fields);
  if (faults.empty()) faults = check_whole(details);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  return details;
}

std::string external_id_key(const ParticipantDetails& details) {
  return to_nfc(details.at(StandardField::external_id));
}

std::string email_key_of(const ParticipantDetails& details) {
  const std::string& email = details.at(StandardField::email);
  return email.empty() ? "" : EmailAddress::restore(email).canonical();
}

namespace {

Personal<ParticipantDetails> personal(ParticipantId participant, ParticipantDetails details) {
  return {person_of(participant), std::move(details)};
}

// participant_exists if somebody else has the external id of `details`, which need not be checked.
Refusals check_external_id(const RosterState& roster, ParticipantId participant,
                           const ParticipantDetails& details) {
  const auto external_id =
      check_standard(StandardField::external_id, details.at(StandardField::external_id));
  if (!external_id) return {};  // told by check_participant
  const auto found = roster.by_external_id.find(to_nfc(*external_id));
  if (found == roster.by_external_id.end() || found->second == participant) return {};
  return {{Reason::participant_exists, "/externalId", found->second.uuid, "", 0}};
}

}  // namespace

Result<Proposals> decide(const ProjectState& project, const RosterState& roster,
                         const AddParticipant& command) {
  if (!project.details) return refuse(Reason::not_found, "", command.project.uuid);
  auto details = check_participant(command.details);
  Refusals faults = check_external_id(roster, command.participant, command.details);
  if (!details) add(faults, std::move(details).error());
  if (roster.participants.size() >= kMaxParticipants) {
    add(faults, Reason::too_long, "", {}, std::to_string(kMaxParticipants));
  }
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  return Proposals{propose(ParticipantAdded{command.participant, command.project,
                                            personal(command.participant, *std::move(details))})};
}

Result<Proposals> decide(const RosterState& roster, const EditParticipant& command) {
  const auto found = roster.participants.find(command.participant);
  if (found == roster.participants.end() || !found->second.details) {
    return refuse(Reason::not_found, "", command.participant.uuid);
  }
  auto details = check_participant(command.details);
  Refusals faults = check_external_id(roster, command.participant, command.details);
  if (!details) add(faults, std::move(details).error());
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  if (*found->second.details == *details) return Proposals{};
  return Proposals{propose(ParticipantEdited{command.participant, command.project,
                                             personal(command.participant, *std::move(details))})};
}

Result<Proposals> decide(const RosterState& roster, const RemoveParticipant& command) {
  if (!roster.participants.contains(command.participant)) {
    return refuse(Reason::not_found, "", command.participant.uuid);
  }
  return Proposals{propose(ParticipantRemoved{command.participant, command.project})};
}

}  // namespace rollcall::domain
