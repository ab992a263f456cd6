#pragma once
// Between positions of a log and the time.

#include "domain/values/time.hpp"
#include "eventstore/log.hpp"

namespace rollcall::replay {

// The last position that was recorded at `instant` or before; 0 if there is none. A binary search.
eventstore::Result<eventstore::Position> position_at(const eventstore::Log& log,
                                                     const eventstore::OfficeId& office,
                                                     domain::Instant instant);

// When the event at `position` was recorded; nullopt if there is none.
eventstore::Result<std::optional<domain::Instant>> recorded_at(const eventstore::Log& log,
                                                               const eventstore::OfficeId& office,
                                                               eventstore::Position position);

}  // namespace rollcall::replay
