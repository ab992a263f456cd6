#include "domain/values/time.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <utility>

#include <date/date.h>
#include <date/tz.h>

namespace rollcall::domain {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using SysMillis = date::sys_time<milliseconds>;

constexpr std::int64_t kMsPerSecond = 1'000;
constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 9999;

// Reads a text from its start; any read that fails makes the whole reading fail.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + digit();
    return value;
  }
  void one_of(std::string_view letters) { taken_of(letters); }
  char taken_of(std::string_view letters) {
    if (rest_.empty() || letters.find(rest_.front()) == std::string_view::npos) {
      ok_ = false;
      return 0;
    }
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }
  bool at(std::string_view letters) const {
    return !rest_.empty() && letters.find(rest_.front()) != std::string_view::npos;
  }
  bool ok() const { return ok_; }
  bool ok_to_the_end() const { return ok_ && rest_.empty(); }

 private:
  int digit() {
    const char taken = taken_of("0123456789");
    return taken == 0 ? 0 : taken - '0';
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<date::sys_days> read_day(Reader& reader, int first_year) {
  const int year = reader.digits(4);
  reader.one_of("-");
  const int month = reader.digits(2);
  reader.one_of("-");
  const int day = reader.digits(2);
  const date::year_month_day date{date::year{year}, date::month{static_cast<unsigned>(month)},
                                  date::day{static_cast<unsigned>(day)}};
  if (!reader.ok() || !date.ok() || year < first_year) return std::nullopt;
  return date::sys_days{date};
}

// Milliseconds of ".123456…"; absent: 0.
std::int64_t read_fraction(Reader& reader) {
  if (!reader.at(".")) return 0;
  reader.one_of(".");
  std::int64_t ms = 0;
  std::int64_t unit = 100;
  do {
    ms += unit * reader.digits(1);
    unit /= 10;
  } while (reader.ok() && reader.at("0123456789"));
  return ms;
}

// The offset of "Z" or "+02:00" in ms; out of range: nullopt.
std::optional<std::int64_t> read_offset(Reader& reader) {
  const char sign = reader.taken_of("Zz+-");
  if (sign != '+' && sign != '-') return 0;
  const int hour = reader.digits(2);
  reader.one_of(":");
  const int minute = reader.digits(2);
  if (hour > 23 || minute > 59) return std::nullopt;
  const std::int64_t offset = (hour * 60 + minute) * kMsPerMinute;
  return sign == '+' ? offset : -offset;
}

// A leap second is the 61st second of the last minute of a day in UTC.
bool is_leap_second(std::int64_t ms_of_second_60) {
  const std::int64_t of_day = ((ms_of_second_60 % kMsPerDay) + kMsPerDay) % kMsPerDay;
  return of_day < kMsPerSecond;
}

const date::time_zone* find_zone(const std::string& name) {
  try {
    const date::time_zone* zone = date::locate_zone(name);
    zone->get_info(date::sys_seconds{});  // reads the zone's file: not all names are zones
    return zone;
  } catch (const std::exception&) {
    return nullptr;
  }
}

// Keeps what follows inside the calendar's range, whatever the number says.
SysMillis clamped(Instant instant) {
  static constexpr SysMillis kFirst = date::sys_days{date::year{1} / 1 / 1};
  static constexpr SysMillis kLast = date::sys_days{date::year{kLastYear} / 12 / 31};
  return std::clamp(SysMillis{milliseconds{instant.ms}}, kFirst, kLast);
}

seconds offset_at(const date::time_zone* zone, SysMillis at) {
  if (zone == nullptr) return seconds{0};
  try {
    return zone->get_info(date::floor<seconds>(at)).offset;
  } catch (const std::exception&) {
    return seconds{0};
  }
}

// The end of everything in `zone` that is not later than local time `midnight`: in each stretch of
// constant offset around it, the part before `midnight` counts; the last such part decides.
date::sys_seconds last_end(const date::time_zone& zone, date::local_seconds midnight) {
  const date::sys_seconds in_utc{midnight.time_since_epoch()};
  const date::sys_seconds stop = in_utc + hours{48};
  date::sys_seconds end = in_utc - hours{48};
  for (date::sys_seconds at = end; at < stop;) {
    const date::sys_info stretch = zone.get_info(at);
    const date::sys_seconds inside = std::min(in_utc - stretch.offset, stretch.end);
    if (inside > at) end = inside;
    if (stretch.end <= at) break;  // cannot be; a broken table must not hang us
    at = stretch.end;
  }
  return end;
}

// Appends `value` with `digits` digits. By hand: lists of shares are mostly instants.
void write_number(std::string& out, int value, int digits) {
  const auto start = out.size();
  out.append(static_cast<std::size_t>(digits), '0');
  for (auto at = out.size(); at > start; value /= 10)
    out[--at] = static_cast<char>('0' + value % 10);
}

std::string written(date::sys_days day) {
  const date::year_month_day date{day};
  std::string text;
  write_number(text, static_cast<int>(date.year()), 4);
  text += '-';
  write_number(text, static_cast<int>(static_cast<unsigned>(date.month())), 2);
  text += '-';
  write_number(text, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  return text;
}

}  // namespace

std::optional<Instant> Instant::parse(std::string_view text) {
  Reader reader(text);
  const auto day = read_day(reader, 1);
  reader.one_of("Tt");
  const int hour = reader.digits(2);
  reader.one_of(":");
  const int minute = reader.digits(2);
  reader.one_of(":");
  const int second = reader.digits(2);
  const std::int64_t fraction = read_fraction(reader);
  const auto offset = read_offset(reader);
  if (!reader.ok_to_the_end() || !day || !offset) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::int64_t ms = day->time_since_epoch().count() * kMsPerDay +
                          (hour * 60 + minute) * kMsPerMinute + second * kMsPerSecond - *offset;
  if (second == 60 && !is_leap_second(ms)) return std::nullopt;
  return Instant{ms + fraction};
}

std::string Instant::to_string() const {
  const SysMillis at = clamped(*this);
  const auto day = date::floor<date::days>(at);
  const date::hh_mm_ss<milliseconds> time{at - day};
  auto text = written(day);
  text.reserve(24);
  write_number(text += 'T', static_cast<int>(time.hours().count()), 2);
  write_number(text += ':', static_cast<int>(time.minutes().count()), 2);
  write_number(text += ':', static_cast<int>(time.seconds().count()), 2);
  write_number(text += '.', static_cast<int>(time.subseconds().count()), 3);
  return text += 'Z';
}

std::optional<Date> Date::parse(std::string_view text) {
  Reader reader(text);
  const auto day = read_day(reader, kFirstYear);
  if (!day || !reader.ok_to_the_end()) return std::nullopt;
  return Date{static_cast<std::int32_t>(day->time_since_epoch().count())};
}

std::string Date::to_string() const {
  return written(date::sys_days{date::days{days}});
}

Result<TimeZone> TimeZone::parse(std::string_view name) {
  static constexpr std::size_t kLongestName = 64;
  if (name.empty()) return refuse(Reason::required);
  if (name.size() > kLongestName) return refuse(Reason::too_long);
  if (find_zone(std::string(name)) == nullptr) return refuse(Reason::unknown_value);
  return restore(std::string(name));
}

TimeZone TimeZone::restore(std::string name) {
  TimeZone zone;
  zone.name_ = std::move(name);
  return zone;
}

Date local_date(Instant instant, const TimeZone& zone) {
  return local_time(instant, zone).date;
}

LocalTime local_time(Instant instant, const TimeZone& zone) {
  const SysMillis at = clamped(instant);
  const SysMillis local = at + offset_at(find_zone(zone.name()), at);
  const auto day = date::floor<date::days>(local);
  const auto minute = std::chrono::duration_cast<std::chrono::minutes>(local - day);
  return {Date{static_cast<std::int32_t>(day.time_since_epoch().count())},
          static_cast<std::int32_t>(minute.count())};
}

CalendarDate calendar_date(Date date) {
  const date::year_month_day day{date::sys_days{date::days{date.days}}};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
          static_cast<unsigned>(day.day())};
}

Instant end_of_day(Date day, const TimeZone& zone) {
  const date::local_seconds midnight{date::local_days{date::days{day.days} + date::days{1}}};
  const std::int64_t utc_ms = (std::int64_t{day.days} + 1) * kMsPerDay;
  const date::time_zone* known = find_zone(zone.name());
  if (known == nullptr) return Instant{utc_ms};
  try {
    return Instant{milliseconds{last_end(*known, midnight).time_since_epoch()}.count()};
  } catch (const std::exception&) {
    return Instant{utc_ms};
  }
}

}  // namespace rollcall::domain
