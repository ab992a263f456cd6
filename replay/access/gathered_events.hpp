#pragma once
// Events that several queries find, once each and in the log's order.

#include <map>

#include "replay/list_at.hpp"

namespace rollcall::replay {

class GatheredEvents {
 public:
  using Events = std::map<eventstore::Position, projections::LoggedEvent>;

  explicit GatheredEvents(const Moment& moment) : moment_(moment) {}

  // Up to the moment's position. Error::corrupt if one cannot be decoded.
  eventstore::Result<void> add(const domain::FactQueries& queries);
  const Events& events() const { return events_; }

 private:
  const Moment moment_;
  Events events_;
};

}  // namespace rollcall::replay
