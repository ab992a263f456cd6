#pragma once
// The moment that a read asks for (?asOf=).

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/values/time.hpp"
#include "eventstore/log.hpp"

namespace rollcall::api {

// A position as it is written in addresses and headers: decimal.
std::optional<eventstore::Position> parse_position(std::string_view text);

// As requests say it: a position of the office's log (decimal), or an instant (RFC 3339).
using Moment = std::variant<eventstore::Position, domain::Instant>;
std::optional<Moment> parse_moment(std::string_view text);

// The office's log up to a position, and the time then: what expires is judged by it.
struct AsOf {
  eventstore::Position position = 0;
  domain::Instant at;
  bool by_instant = false;  // asked for so: later there may be a later position for it
};

enum class NoMoment { yet_to_come, unreadable };
// Of a position the time that it was recorded at; of an instant the last position that was recorded
// by then. `now`: the office's. Position 0, and an instant before the first event, are known:
// nothing had happened. Costs a binary search in the log.
tl::expected<AsOf, NoMoment> as_of(const eventstore::Log& log, const eventstore::OfficeId& office,
                                   const Moment& moment, domain::Instant now);

// May what began at `begun` go on where `asked` is given again? The position that an instant had
// then stays.
bool goes_on(const AsOf& begun, const AsOf& asked);

// For cursors: "42 1780000000000 ". read_as_of takes it off the front of `text`.
std::string write_as_of(const AsOf& as_of);
std::optional<AsOf> read_as_of(std::string_view& text);

}  // namespace rollcall::api
