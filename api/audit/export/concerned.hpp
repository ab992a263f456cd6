#pragma once
// Which events an export for an auditor is about.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "replay/list_at.hpp"

namespace rollcall::api::audit_export {

// One of these; a contact person's address belongs to them, as does a staff member's.
struct Subject {
  std::optional<domain::ListId> list{};
  std::optional<domain::ProjectId> project{};
  std::optional<domain::ParticipantId> participant{};
  std::optional<domain::ContactId> contact{};
  std::optional<domain::StaffId> staff{};  // only with their address
  std::optional<domain::EmailKey> email{};
};

using Decode = std::function<codec::Result<projections::LoggedEvent>(const eventstore::Record&)>;

struct ConcernedEvent {
  eventstore::Record record;
  projections::LoggedEvent logged;
};

inline constexpr std::size_t kMaxEvents = 500'000;

// The subject's own events up to the moment, those of the shares and looks that they name, and
// what decides who may look: lists and projects, who was on the projects, how the contact persons
// stood, the office's settings and its people. About a person, nothing of others but for whom they
// looked. A participant's are their own events, and the looks that showed them with the shares that
// these were by; of no one else are participants' events among them. In order of position.
//
// `moment` has the keys by which it is told whom a look showed; events come as `decode` gives them.
// Errors, for people: the log can't be read, there are more than kMaxEvents, or none.
tl::expected<std::vector<ConcernedEvent>, std::string> concerned_events(
    const replay::Moment& moment, const Decode& decode, const Subject& subject);

}  // namespace rollcall::api::audit_export
