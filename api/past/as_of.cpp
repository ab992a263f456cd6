#include "api/past/as_of.hpp"

#include <charconv>

#include "replay/position_at.hpp"

namespace rollcall::api {
namespace {

template <class Number>
std::optional<Number> take_number(std::string_view& text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || length == text.size() || *end != ' ') return std::nullopt;
  text.remove_prefix(length + 1);
  return number;
}

}  // namespace

std::optional<eventstore::Position> parse_position(std::string_view text) {
  eventstore::Position position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return position;
}

std::optional<Moment> parse_moment(std::string_view text) {
  if (const auto position = parse_position(text)) return *position;
  if (const auto instant = domain::Instant::parse(text)) return *instant;
  return std::nullopt;
}

tl::expected<AsOf, NoMoment> as_of(const eventstore::Log& log, const eventstore::OfficeId& office,
                                   const Moment& moment, domain::Instant now) {
  if (const auto* instant = std::get_if<domain::Instant>(&moment)) {
    if (*instant > now) return tl::make_unexpected(NoMoment::yet_to_come);
    const auto position = replay::position_at(log, office, *instant);
    if (!position) return tl::make_unexpected(NoMoment::unreadable);
    return AsOf{*position, *instant, true};
  }
  const auto position = std::get<eventstore::Position>(moment);
  if (position > log.head(office)) return tl::make_unexpected(NoMoment::yet_to_come);
  const auto at = replay::recorded_at(log, office, position);
  if (!at) return tl::make_unexpected(NoMoment::unreadable);
  return AsOf{position, at->value_or(domain::Instant{})};
}

bool goes_on(const AsOf& begun, const AsOf& asked) {
  return begun.at == asked.at && (asked.by_instant || begun.position == asked.position);
}

std::string write_as_of(const AsOf& as_of) {
  return std::to_string(as_of.position) + ' ' + std::to_string(as_of.at.ms) + ' ';
}

std::optional<AsOf> read_as_of(std::string_view& text) {
  const auto position = take_number<eventstore::Position>(text);
  const auto ms = position ? take_number<std::int64_t>(text) : std::nullopt;
  if (!ms) return std::nullopt;
  return AsOf{*position, {*ms}};
}

}  // namespace rollcall::api
