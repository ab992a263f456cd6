#pragma once
// Erasure: what is known about a person goes for good. The event stays in the log, with all others;
// after it the person's key is destroyed, and with it what was sealed.

#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "domain/office/staff.hpp"
#include "domain/participant.hpp"
#include "domain/share.hpp"

namespace rollcall::domain {

enum class PersonKind : std::uint8_t {  // part of the stored format
  contact = 1,
  participant = 2,
  receiver = 3,  // an address that a list was shared with
  staff = 4
};
enum class ErasureCause : std::uint8_t { request = 1, retention = 2 };

// ---- Events --------------------------------------------------------------------------------

struct PersonErased {
  static constexpr EventType kType = 150;
  static constexpr std::string_view kName = "PersonErased";
  PersonId person;  // whose key goes
  PersonKind kind{};
  ErasureCause cause{};
  std::optional<ProjectId> project{};  // a participant's
  std::optional<ShareId> share{};      // a receiver's
  bool operator==(const PersonErased&) const = default;
};
struct RetentionPassed {  // all that the project's retention asks for is done
  static constexpr EventType kType = 151;
  static constexpr std::string_view kName = "RetentionPassed";
  ProjectId project;
  bool operator==(const RetentionPassed&) const = default;
};
using ErasureEvent = std::variant<PersonErased, RetentionPassed>;

// Under which tag the person's own events are, a receiver's those of the share.
Tag subject_of(const PersonErased& erased);
const PersonErased* person_erased(const Recorded& recorded);  // nullptr: another event

// ---- State ---------------------------------------------------------------------------------

// Who was erased of those that a tag is about.
struct ErasedPersons {
  std::set<PersonId> persons;
};
FactQueries facts_of_erased(const Tag& subject);
ErasedPersons evolve(ErasedPersons state, const Recorded& recorded);

// A participant, removed ones too. nullopt: there never was one.
struct ParticipantTrace {
  std::optional<ProjectId> project;
  std::set<std::string> emails;  // canonical: all they ever had, as far as it can still be read
  bool erased = false;
};
FactQueries facts_of_participant(ParticipantId participant);
ParticipantTrace evolve(ParticipantTrace state, const Recorded& recorded);

// With whose keys the mails of a share were sealed, a contact person's aside: of one who was
// identified, as an address before.
struct ReceiverTrace {
  std::set<PersonId> persons;  // erased ones no more
};
FactQueries facts_of_receivers(ShareId share);
ReceiverTrace evolve(ReceiverTrace state, const Recorded& recorded);

// Whose an address is, and whose it was when they were deleted.
struct AddressTrace {
  std::set<ContactId> contacts;
  std::optional<StaffId> staff;
};
AddressTrace evolve(AddressTrace state, const Recorded& recorded);  // of facts_of_email

// ---- Commands ------------------------------------------------------------------------------

struct ErasureFacts {
  struct OfContact {
    ContactId contact;
    ContactState state;
    bool erased = false;
    std::optional<EmailKey> email;  // of the address they have, if known
  };
  struct OfShare {
    ShareState share;
    ReceiverTrace receivers;
  };
  struct OfParticipant {
    ParticipantId participant;
    ParticipantTrace trace;
  };
  struct OfStaff {
    StaffId staff;
    StaffState state;
  };
  std::vector<OfContact> contacts;
  std::vector<OfShare> shares;  // made to them, or to the address
  std::vector<OfParticipant> participants;
  std::vector<OfStaff> staff;
};

inline constexpr std::size_t kMaxErased = 20'000;  // persons and shares of one command

// Erases everybody whom the facts are about. A contact person is taken off their projects and
// deleted first; their shares are revoked. A participant's row stays, without its values.
// not_found: there is nobody. staff_active: staff leave before they are erased. Erased already: no
// event.
struct ErasePersons {
  ErasureCause cause = ErasureCause::request;
};
Result<Proposals> decide(const ErasureFacts& facts, const ErasePersons& command);

}  // namespace rollcall::domain
