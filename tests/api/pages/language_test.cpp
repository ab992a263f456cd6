#include "api/pages/language.hpp"

#include <gtest/gtest.h>

#include "api/pages/texts.hpp"

namespace rollcall::api::pages::language_test {
namespace {

const Words kEnglish = Language::english;
const Words kNorwegian = Language::norwegian;

TEST(Words, write_days_and_times_as_their_language_does) {
  const auto at = *domain::Instant::parse("2026-03-01T08:05:00Z");
  const auto oslo = domain::TimeZone::restore("Europe/Oslo");
  EXPECT_EQ(kEnglish.time(at, oslo), "1 March 2026 at 09:05");
  EXPECT_EQ(kNorwegian.time(at, oslo), "1. mars 2026 kl. 09.05");
  EXPECT_EQ(kEnglish.date(*domain::Date::parse("2026-12-24")), "24 December 2026");
  EXPECT_EQ(kNorwegian.date(*domain::Date::parse("2026-12-24")), "24. desember 2026");
}

TEST(Words, fill_in_what_a_text_leaves_open) {
  EXPECT_EQ(kEnglish(texts::kPageOf, 2, 3), "Page 2 of 3");
  EXPECT_EQ(kNorwegian(texts::kSharesWithYou, "Fjord {} & Fest"),
            "Fjord {} & Fest deler en liste med deg");
}

}  // namespace
}  // namespace rollcall::api::pages::language_test
