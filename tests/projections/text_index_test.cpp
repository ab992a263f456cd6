#include "projections/search/text_index.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace rollcall::projections::text_index_test {
namespace {

using Words = std::vector<std::string>;

TEST(Words, are_folded_split_sorted_and_each_once) {
  const struct {
    std::string_view text;
    Words words;
  } rows[] = {
      {"", {}},
      {" -- ", {}},
      {"Anna", {"anna"}},
      {"Anna.Olsen@Fjord-Fest.no", {"anna", "fest", "fjord", "no", "olsen"}},
      {"b a B", {"a", "b"}},
      {"Størst STRASSE straße", {"strasse", "størst"}},
      {"Lag 2026", {"2026", "lag"}},
      {"東京 タワー", {"タワー", "東京"}},
  };
  for (const auto& row : rows) EXPECT_EQ(words_of(row.text), row.words) << row.text;
}

TEST(Words, are_found_by_their_beginnings) {
  const Words words = words_of("Anna Olsen");
  EXPECT_TRUE(hold_all(words, {"an", "olsen"}));
  EXPECT_TRUE(hold_all(words, {}));
  EXPECT_FALSE(hold_all(words, {"an", "sen"}));
  EXPECT_FALSE(hold_all(words, {"annas"}));
}

TEST(CollationKey, orders_names_as_people_do) {
  Words names = {"Zebra", "apple", "Éclair", "Apple", "eclair", "banana"};
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return collation_key(a) < collation_key(b);
  });
  EXPECT_EQ(names, (Words{"apple", "Apple", "banana", "eclair", "Éclair", "Zebra"}));
}

TEST(CollationKey, has_no_zero_byte) {
  const std::string key = collation_key("Ærlig talt, 12 – " + std::string(200, 'x'));
  EXPECT_FALSE(key.empty());
  EXPECT_EQ(key.find('\0'), key.npos);
}

}  // namespace
}  // namespace rollcall::projections::text_index_test
