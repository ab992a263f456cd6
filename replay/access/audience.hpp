#pragma once
// Who could see a list, by which route, from when to when, and why: from the log, by the tags of
// what decides it. The cost grows with the events of the list, its shares, its project and the
// people on it, and with the office's own; not with looks, and not with the log.

#include <optional>
#include <string_view>
#include <vector>

#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"
#include "replay/access/grant_facts.hpp"
#include "replay/list_at.hpp"

namespace rollcall::replay {

// An event that has a part in it.
struct Why {
  eventstore::Position position = 0;
  domain::Instant at;
  std::string_view event;  // "ListShared"
  domain::Actor by;
  std::optional<domain::LinkHash> link_hash{};          // of ShareEmailAttempted
  std::optional<domain::RevocationCause> revocation{};  // of ShareRevoked
};

// How a grant ended.
struct GrantEnd {
  domain::Instant at;
  NoAccess why{};
  std::optional<Why> event;  // nullopt: by the clock
};

// Without interruption, one viewer could see the list.
struct Grant {
  domain::Actor viewer;  // a receiver, a contact person, staff or an API token
  domain::Instant from;
  eventstore::Position from_position = 0;  // of the event that completed it
  std::vector<Why> because;                // in the order of positions; later changes of it too
  std::vector<domain::Column> columns;     // that it showed last
  std::optional<GrantEnd> end;             // nullopt: it stood when the replay ended

  // At that time, `position` being the log's last.
  bool ended_by(eventstore::Position position, domain::Instant at) const;
  bool covers(eventstore::Position position, domain::Instant at) const;
};

struct Audience {
  std::vector<Grant> grants;  // in the order they began
  GrantFacts facts;           // as they were at the end
};
// Everything up to the moment's position, and then up to `at` by the clock. nullopt: there was no
// such list yet. Errors: what reading gives; Error::corrupt if an event cannot be decoded.
eventstore::Result<std::optional<Audience>> audience_of(const Moment& moment, domain::ListId list,
                                                        domain::Instant at);

}  // namespace rollcall::replay
