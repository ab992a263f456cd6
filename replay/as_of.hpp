#pragma once
// Views as they were: the projections' own code over an in-memory store, fed only with the events
// that concern what is asked for. Whoever's key is destroyed is erased in them, whatever the
// moment.

#include <memory>
#include <vector>

#include "domain/event.hpp"
#include "eventstore/log.hpp"
#include "projections/projection.hpp"

namespace rollcall::replay {

// What a view is asked to show.
struct Subjects {
  // Whatever of these types the office has. The log is read from its beginning for it, and nothing
  // but these is shown: name the types of all that an answer shows.
  std::vector<domain::EventType> types{};
  // Else: the events that make the resources up, found by tags; and, of what these name:
  domain::FactQueries facts{};
  bool whole_shares = false;    // every share, with its looks
  bool whole_contacts = false;  // every contact person, with the projects they are on
  bool whole_projects = false;  // every project, with who is on it
  bool rosters = false;         // of every list made: the project's participants and customer web
};

// The types of all events of the concepts, such as domain::ShareEvent.
template <class... Concepts>
std::vector<domain::EventType> types_of_concepts() {
  std::vector<domain::EventType> types;
  const auto add = [&]<class... E>(const std::variant<E...>*) { (types.push_back(E::kType), ...); };
  (add(static_cast<const Concepts*>(nullptr)), ...);
  return types;
}

struct PastView {
  std::shared_ptr<const projections::ViewReader> view;
  std::size_t events = 0;  // that it was made from: about what it weighs
};

// They and what they make lie in memory, about 1 KB an event if they are small.
inline constexpr std::size_t kMaxEventsOfView = 250'000;

// A view that shows the subjects, and the headlines of what they refer to (names of organisations,
// contact persons, projects, lists, the office and its staff), as of position `up_to`. Errors: what
// reading gives; Error::overloaded if it takes more than `max_events`; Error::corrupt if an event
// cannot be decoded.
//
// The cost grows with the subjects' own events, not with the log; by types, with the log up to that
// position (events of other types are passed over unread).
eventstore::Result<PastView> view_as_of(const eventstore::Log& log,
                                        const projections::LogCodec& codec,
                                        const eventstore::OfficeId& office,
                                        const Subjects& subjects, eventstore::Position up_to,
                                        std::size_t max_events = kMaxEventsOfView);

// The same, without a limit, of `resources` (contact, project, list, share … by their tags), each
// with all that is tagged so.
eventstore::Result<std::shared_ptr<const projections::ViewReader>> view_as_of(
    const eventstore::Log& log, const projections::LogCodec& codec,
    const eventstore::OfficeId& office, const std::vector<domain::Tag>& resources,
    eventstore::Position up_to);

}  // namespace rollcall::replay
