#pragma once
// Which events an export for an auditor is about.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "projections/log_codec.hpp"

namespace rollcall::api::audit_export {

// One of these.
struct Subject {
  std::optional<domain::ListId> list;
  std::optional<domain::ProjectId> project;
  std::optional<domain::ContactId> contact;
  std::optional<domain::EmailKey> email;  // of whom lists were shared with by address
};

using Decode = std::function<codec::Result<projections::LoggedEvent>(const eventstore::Record&)>;

struct ConcernedEvent {
  eventstore::Record record;
  projections::LoggedEvent logged;
};

inline constexpr std::size_t kMaxEvents = 500'000;

// The subject's own events up to that position, those of the shares and looks that they name, and
// what decides who may look: lists and projects, who was on the projects, how the contact persons
// stood, the office's settings and its people. About a person, nothing of others. In order of
// position. Participants' own events are not among them. Errors, for people: the log can't be read,
// or there are more than kMaxEvents.
tl::expected<std::vector<ConcernedEvent>, std::string> concerned_events(
    const eventstore::Log& log, const Decode& decode, const eventstore::OfficeId& office,
    const Subject& subject, eventstore::Position up_to);

}  // namespace rollcall::api::audit_export
