#include "replay/access/gathered_events.hpp"

namespace rollcall::replay {

eventstore::Result<void> GatheredEvents::add(const domain::FactQueries& queries) {
  if (queries.empty()) return {};  // which would be everything
  const auto records =
      moment_.log.read(moment_.office, projections::to_log(queries), {.up_to = moment_.position});
  if (!records) return tl::make_unexpected(records.error());
  for (const auto& record : *records) {
    if (events_.contains(record.position)) continue;
    auto event = moment_.codec.decode(moment_.office, record);
    if (!event) return tl::make_unexpected(eventstore::Error::corrupt);
    events_.emplace(record.position, std::move(*event));
  }
  return {};
}

}  // namespace rollcall::replay
