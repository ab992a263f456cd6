#pragma once
// Instants, calendar dates and time zones. Zones come from the IANA database (Debian's tzdata)
// through Howard Hinnant's date library.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/values/result.hpp"

namespace rollcall::domain {

// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;

  // RFC 3339 with any offset, years 0001 to 9999; what is finer than milliseconds is cut off. A
  // leap second counts as the first second of the next minute, as in POSIX.
  static std::optional<Instant> parse(std::string_view text);
  std::string to_string() const;  // 2026-01-31T09:30:00.000Z
  Instant plus(std::chrono::milliseconds span) const { return Instant{ms + span.count()}; }
};

// A day of the proleptic Gregorian calendar, years 1900 to 9999.
struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  auto operator<=>(const Date&) const = default;

  static std::optional<Date> parse(std::string_view text);  // exactly YYYY-MM-DD
  std::string to_string() const;
};

// A name of the IANA time zone database.
class TimeZone {
 public:
  TimeZone() : name_("UTC") {}
  static Result<TimeZone> parse(std::string_view name);  // refuses names the database lacks
  static TimeZone restore(std::string name);             // unchecked, for replay
  const std::string& name() const { return name_; }
  bool operator==(const TimeZone&) const = default;

 private:
  std::string name_;
};

// The day it is there at that instant. A zone the database no longer has counts as UTC.
Date local_date(Instant instant, const TimeZone& zone);

// What a calendar and a clock on the wall show there.
struct LocalTime {
  Date date;
  std::int32_t minute_of_day = 0;
  auto operator<=>(const LocalTime&) const = default;
};
LocalTime local_time(Instant instant, const TimeZone& zone);

struct CalendarDate {
  std::int32_t year = 0;
  std::uint32_t month = 0;  // 1 to 12
  std::uint32_t day = 0;    // 1 to 31
};
CalendarDate calendar_date(Date date);

// First instant after the last moment of `day` there: when something valid until `day` ends. Days
// that are left out or run twice (a zone that turns its clock back past midnight) included: from
// this instant on local_date is always later than `day`.
// Zones' rules are known up to 2037, as far as Debian's compiled tables reach; later summers are
// an hour off.
Instant end_of_day(Date day, const TimeZone& zone);

}  // namespace rollcall::domain
