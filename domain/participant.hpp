#pragma once
// Participants of a project: who attends. Personal, often sensitive.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "domain/project.hpp"
#include "domain/proposal.hpp"
#include "domain/values/personal.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

// Standard fields, in the order they are shown.
enum class StandardField : std::uint8_t {
  external_id,
  first_name,
  last_name,
  email,
  phone,
  company,
  status
};
inline constexpr std::size_t kStandardFields = 7;
std::string_view name_of(StandardField field);  // "externalId" …
std::optional<StandardField> standard_field(std::string_view name);

inline constexpr std::size_t kMaxCustomFields = 100;
inline constexpr std::size_t kMaxParticipantBytes = 40'000;  // all values together
inline constexpr std::size_t kMaxParticipants = 50'000;      // of a project

// Values are text as the office wrote it; empty means none. A custom field is never empty, and its
// name is in NFC.
struct ParticipantDetails {
  std::array<std::string, kStandardFields> standard;
  std::map<std::string, std::string> fields;
  const std::string& at(StandardField field) const {
    return standard[static_cast<std::size_t>(field)];
  }
  std::string& at(StandardField field) { return standard[static_cast<std::size_t>(field)]; }
  bool operator==(const ParticipantDetails&) const = default;
};
// The rules of one participant: field lengths, a valid e-mail if there is one, not wholly empty.
// Trims values and drops empty custom fields. Refusals name /externalId, /fields/Room …
Result<ParticipantDetails> check_participant(ParticipantDetails details);

struct ParticipantAdded {
  static constexpr EventType kType = 50;
  static constexpr std::string_view kName = "ParticipantAdded";
  ParticipantId participant;
  ProjectId project;
  Personal<ParticipantDetails> details;
  bool operator==(const ParticipantAdded&) const = default;
};
struct ParticipantEdited {  // all details as they are from now on
  static constexpr EventType kType = 51;
  static constexpr std::string_view kName = "ParticipantEdited";
  ParticipantId participant;
  ProjectId project;
  Personal<ParticipantDetails> details;
  bool operator==(const ParticipantEdited&) const = default;
};
struct ParticipantRemoved {
  static constexpr EventType kType = 52;
  static constexpr std::string_view kName = "ParticipantRemoved";
  ParticipantId participant;
  ProjectId project;
  bool operator==(const ParticipantRemoved&) const = default;
};
struct ParticipantsImported {  // closes the events of one import, in the same append
  static constexpr EventType kType = 53;
  static constexpr std::string_view kName = "ParticipantsImported";
  ProjectId project;
  std::uint32_t created = 0;
  std::uint32_t updated = 0;
  std::uint32_t unchanged = 0;
  bool operator==(const ParticipantsImported&) const = default;
};
using ParticipantEvent =
    std::variant<ParticipantAdded, ParticipantEdited, ParticipantRemoved, ParticipantsImported>;

// External ids are compared in NFC, with regard to case.
std::string external_id_key(const ParticipantDetails& details);
// Canonical; "" if there is no e-mail.
std::string email_key_of(const ParticipantDetails& details);

// A project's participants. An import finds them by external id or e-mail.
struct RosterState {
  struct Entry {
    std::optional<ParticipantDetails> details;  // nullopt: erased
    std::uint64_t version = 0;                  // position of its last change
  };
  std::unordered_map<ParticipantId, Entry> participants;
  std::unordered_map<std::string, ParticipantId> by_external_id;
  // All who have the address (canonical), in the order they came to have it.
  std::unordered_map<std::string, std::vector<ParticipantId>> by_email;
};
FactQueries facts_of_roster(ProjectId project);
RosterState evolve(RosterState state, const Recorded& recorded);

struct AddParticipant {
  ParticipantId participant;
  ProjectId project;
  ParticipantDetails details;
};
struct EditParticipant {
  ParticipantId participant;
  ProjectId project;
  ParticipantDetails details;
};
struct RemoveParticipant {
  ParticipantId participant;
  ProjectId project;
};
// participant_exists: another has that external id. Editing to the same values: no event. An erased
// participant cannot be edited (not_found), only removed.
Result<Proposals> decide(const ProjectState& project, const RosterState& roster,
                         const AddParticipant& command);
Result<Proposals> decide(const RosterState& roster, const EditParticipant& command);
Result<Proposals> decide(const RosterState& roster, const RemoveParticipant& command);

// One row of an import: only the columns of the file are given; the others keep what they have.
struct ImportRow {
  std::size_t line = 0;  // in the file, 1-based, for refusals
  ParticipantId new_id;  // used if the row matches nobody
  std::array<std::optional<std::string>, kStandardFields> standard;
  std::map<std::string, std::string> fields;  // "" takes the field away
};
struct ImportParticipants {
  ProjectId project;
  std::vector<ImportRow> rows;
};
// A row is the participant with its external id; else the first one with its e-mail, unless both
// have an external id: then they are two people with one address. An empty external id in the file
// keeps the one there is. Refusals carry fields "/line/N/column" (the bare name of a custom field);
// two rows for one participant are `duplicate`. All rows or none; ends with ParticipantsImported.
Result<Proposals> decide(const ProjectState& project, const RosterState& roster,
                         const ImportParticipants& command);

}  // namespace rollcall::domain
