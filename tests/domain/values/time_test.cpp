#include "domain/values/time.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace rollcall::domain::time_test {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

Instant instant(std::string_view text) {
  return Instant::parse(text).value();
}
Date day(std::string_view text) {
  return Date::parse(text).value();
}
TimeZone zone(std::string_view name) {
  return TimeZone::parse(name).value();
}

TEST(Instant, is_read_with_any_offset) {
  struct {
    const char* text;
    const char* utc;
  } const rows[] = {{"2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000Z"},
                    {"2026-01-31t09:30:00z", "2026-01-31T09:30:00.000Z"},
                    {"2026-01-31T10:30:00+01:00", "2026-01-31T09:30:00.000Z"},
                    {"2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00.000Z"},
                    {"2026-02-28T23:45:00-00:30", "2026-03-01T00:15:00.000Z"},
                    {"2026-01-31T09:30:00.1Z", "2026-01-31T09:30:00.100Z"},
                    {"2026-01-31T09:30:00.123999999Z", "2026-01-31T09:30:00.123Z"},
                    {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
                    {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
                    {"2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00.000Z"}};
  for (const auto& row : rows) {
    const auto read = Instant::parse(row.text);
    ASSERT_TRUE(read.has_value()) << row.text;
    EXPECT_EQ(read->to_string(), row.utc);
    EXPECT_EQ(Instant::parse(read->to_string()), read);
  }
}

TEST(Instant, refuses_what_rfc_3339_does) {
  for (const char* text : {"",
                           "2026-01-31",
                           "2026-01-31T09:30:00",
                           "2026-01-31 09:30:00Z",
                           "2026-01-31T09:30Z",
                           "2026-1-31T09:30:00Z",
                           "2026-02-29T09:30:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-01-31T24:00:00Z",
                           "2026-01-31T09:60:00Z",
                           "2026-01-31T09:30:61Z",
                           "2026-01-31T09:30:60Z",
                           "2026-01-31T09:30:00.Z",
                           "2026-01-31T09:30:00+1:00",
                           "2026-01-31T09:30:00+24:00",
                           "2026-01-31T09:30:00+01:60",
                           "2026-01-31T09:30:00Zx",
                           "0000-01-01T00:00:00Z",
                           "-026-01-01T00:00:00Z",
                           "20260131T093000Z",
                           "2026-01-31T09:30:00.12a"}) {
    EXPECT_FALSE(Instant::parse(text).has_value()) << text;
  }
}

TEST(Instant, beyond_the_calendar_is_still_written) {
  EXPECT_EQ(Instant{std::numeric_limits<std::int64_t>::max()}.to_string(),
            "9999-12-31T00:00:00.000Z");
  EXPECT_EQ(Instant{std::numeric_limits<std::int64_t>::min()}.to_string(),
            "0001-01-01T00:00:00.000Z");
}

TEST(Date, is_read_exactly) {
  EXPECT_EQ(day("1970-01-01").days, 0);
  EXPECT_EQ(day("2000-02-29").to_string(), "2000-02-29");
  EXPECT_EQ(day("9999-12-31").to_string(), "9999-12-31");
  for (const char* text : {"", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-01-00",
                           "1899-12-31", "26-01-01", "2026-1-1", "2026/01/01", "2026-01-01T",
                           " 2026-01-01", "2026-01-01 ", "10000-01-01", "٢٠٢٦-01-01"}) {
    EXPECT_FALSE(Date::parse(text).has_value()) << text;
  }
}

TEST(Date, every_day_is_written_as_it_is_read) {
  for (Date date = day("1900-01-01"); date < day("2110-01-01"); ++date.days) {
    ASSERT_EQ(Date::parse(date.to_string()), date) << date.to_string();
  }
}

TEST(TimeZone, is_one_the_database_has) {
  for (const char* name : {"UTC", "Europe/Oslo", "America/Argentina/Buenos_Aires", "Etc/GMT+5"}) {
    EXPECT_EQ(zone(name).name(), name);
  }
  for (const char* name : {"Europe/Osl", "europe/oslo", "Mars/Olympus", "../../etc/passwd",
                           "tzdata.zi", "zone.tab", "/etc/localtime", "Europe", "UTC\n"}) {
    ASSERT_FALSE(TimeZone::parse(name).has_value()) << name;
    EXPECT_EQ(TimeZone::parse(name).error().front().reason, Reason::unknown_value) << name;
  }
  EXPECT_EQ(TimeZone::parse("").error().front().reason, Reason::required);
  EXPECT_EQ(TimeZone::parse(std::string(1000, 'a')).error().front().reason, Reason::too_long);
}

TEST(TimeZone, that_the_database_lost_counts_as_utc) {
  const TimeZone lost = TimeZone::restore("Mars/Olympus");
  EXPECT_EQ(local_date(instant("2026-05-01T23:59:59.999Z"), lost), day("2026-05-01"));
  EXPECT_EQ(end_of_day(day("2026-05-01"), lost), instant("2026-05-02T00:00:00Z"));
}

TEST(LocalDate, is_the_day_on_the_wall_there) {
  struct {
    const char* at;
    const char* zone;
    const char* day;
  } const rows[] = {{"2026-05-01T21:59:59.999Z", "Europe/Oslo", "2026-05-01"},
                    {"2026-05-01T22:00:00Z", "Europe/Oslo", "2026-05-02"},
                    {"2026-01-01T22:59:59Z", "Europe/Oslo", "2026-01-01"},
                    {"2026-01-01T23:00:00Z", "Europe/Oslo", "2026-01-02"},
                    {"2026-05-01T10:00:00Z", "Pacific/Kiritimati", "2026-05-02"},
                    {"2026-05-02T02:29:59Z", "America/St_Johns", "2026-05-01"},
                    {"2026-05-02T02:30:00Z", "America/St_Johns", "2026-05-02"},
                    {"2024-02-28T23:30:00Z", "Europe/Oslo", "2024-02-29"},
                    {"2025-02-28T23:30:00Z", "Europe/Oslo", "2025-03-01"},
                    {"1969-12-31T23:59:59.999Z", "UTC", "1969-12-31"}};
  for (const auto& row : rows) {
    EXPECT_EQ(local_date(instant(row.at), zone(row.zone)).to_string(), row.day)
        << row.at << " in " << row.zone;
  }
}

TEST(LocalTime, is_what_the_clock_on_the_wall_shows) {
  struct {
    const char* at;
    const char* zone;
    const char* day;
    int minute;
  } const rows[] = {{"2026-05-01T21:59:59.999Z", "Europe/Oslo", "2026-05-01", 23 * 60 + 59},
                    {"2026-05-01T22:00:00Z", "Europe/Oslo", "2026-05-02", 0},
                    {"2026-10-25T00:30:00Z", "Europe/Oslo", "2026-10-25", 150},
                    {"2026-10-25T01:30:00Z", "Europe/Oslo", "2026-10-25", 150},
                    {"2026-05-02T02:30:00Z", "America/St_Johns", "2026-05-02", 0},
                    {"1969-12-31T23:59:59.999Z", "UTC", "1969-12-31", 23 * 60 + 59}};
  for (const auto& row : rows) {
    const LocalTime expected{day(row.day), row.minute};
    EXPECT_EQ(local_time(instant(row.at), zone(row.zone)), expected) << row.at << row.zone;
  }
}

TEST(CalendarDate, is_the_day_in_numbers) {
  const auto [year, month, of_month] = calendar_date(day("2024-02-29"));
  EXPECT_EQ(year, 2024);
  EXPECT_EQ(month, 2u);
  EXPECT_EQ(of_month, 29u);
}

TEST(EndOfDay, is_when_the_next_day_begins_there) {
  struct {
    const char* day;
    const char* zone;
    const char* end;
    const char* why;
  } const rows[] = {
      {"2026-01-31", "Europe/Oslo", "2026-01-31T23:00:00.000Z", "winter"},
      {"2026-03-28", "Europe/Oslo", "2026-03-28T23:00:00.000Z", "the day before summer time"},
      {"2026-03-29", "Europe/Oslo", "2026-03-29T22:00:00.000Z", "a day of 23 hours"},
      {"2026-10-25", "Europe/Oslo", "2026-10-25T23:00:00.000Z", "a day of 25 hours"},
      {"2024-02-29", "Europe/Oslo", "2024-02-29T23:00:00.000Z", "a leap day"},
      {"2026-05-01", "Pacific/Kiritimati", "2026-05-01T10:00:00.000Z", "the first to end"},
      {"2026-05-01", "Etc/GMT+12", "2026-05-02T12:00:00.000Z", "the last to end"},
      {"2026-05-01", "America/St_Johns", "2026-05-02T02:30:00.000Z", "half an hour"},
      {"2006-10-28", "America/St_Johns", "2006-10-29T03:30:00.000Z", "back from 00:01 to 23:01"},
      {"2018-11-03", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z", "the next has no midnight"},
      {"2019-02-16", "America/Sao_Paulo", "2019-02-17T03:00:00.000Z", "back at midnight"},
      {"2025-11-01", "America/Havana", "2025-11-02T04:00:00.000Z", "two midnights, first counts"},
      {"2011-12-29", "Pacific/Apia", "2011-12-30T10:00:00.000Z", "before a day left out"},
      {"2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z", "a day left out"},
      {"2011-12-31", "Pacific/Apia", "2011-12-31T10:00:00.000Z", "after a day left out"}};
  for (const auto& row : rows) {
    EXPECT_EQ(end_of_day(day(row.day), zone(row.zone)).to_string(), row.end)
        << row.day << " " << row.zone << ": " << row.why;
  }
}

TEST(EndOfDay, is_known_of_the_last_day_there_is) {
  EXPECT_EQ(end_of_day(day("9999-12-31"), zone("UTC")).ms,
            instant("9999-12-31T00:00:00Z").ms + 24 * kHourMs);
}

// Whatever the zone does to its clock: one moment before the end it is that day or earlier, from
// the end on never again.
TEST(EndOfDay, agrees_with_the_local_date_on_every_day) {
  for (const char* name :
       {"Europe/Oslo", "Pacific/Kiritimati", "America/St_Johns", "America/Sao_Paulo",
        "America/Havana", "Pacific/Apia", "Asia/Beirut", "Africa/Cairo", "Asia/Kathmandu",
        "Antarctica/Troll", "Asia/Gaza", "Pacific/Kwajalein", "UTC"}) {
    const TimeZone there = zone(name);
    Instant before{0};
    for (Date date = day("1985-01-01"); date < day("2036-12-31"); ++date.days) {
      const Instant end = end_of_day(date, there);
      ASSERT_LE(before, end) << name << date.to_string();
      ASSERT_LE(local_date(Instant{end.ms - 1}, there), date) << name << date.to_string();
      ASSERT_GT(local_date(end, there), date) << name << date.to_string();
      ASSERT_GT(local_date(Instant{end.ms + kHourMs - 1}, there), date) << name;
      ASSERT_GT(local_date(Instant{end.ms + 25 * kHourMs}, there), date) << name;
      before = end;
    }
  }
}

}  // namespace
}  // namespace rollcall::domain::time_test
