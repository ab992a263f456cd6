#include "replay/position_at.hpp"

namespace rollcall::replay {

using eventstore::Position;
using eventstore::Result;

Result<Position> position_at(const eventstore::Log& log, const eventstore::OfficeId& office,
                             domain::Instant instant) {
  Position before = 0;  // recorded at the instant or before; `after` is not
  Position after = log.head(office) + 1;
  while (before + 1 < after) {
    const Position middle = before + (after - before) / 2;
    const auto time = recorded_at(log, office, middle);
    if (!time) return tl::make_unexpected(time.error());
    (*time && **time <= instant ? before : after) = middle;
  }
  return before;
}

Result<std::optional<domain::Instant>> recorded_at(const eventstore::Log& log,
                                                   const eventstore::OfficeId& office,
                                                   Position position) {
  if (position == 0) return std::nullopt;
  const auto records = log.read(office, {}, {.after = position - 1, .up_to = position});
  if (!records) return tl::make_unexpected(records.error());
  if (records->empty()) return std::nullopt;
  return domain::Instant{records->front().recorded_at};
}

}  // namespace rollcall::replay
