#include "domain/values/collation.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace rollcall::domain::collation_test {
namespace {

TEST(CollationKey, puts_texts_in_the_order_of_dictionaries) {
  const std::vector<std::string> order = {"", "2", "Aas", "Åse", "berg", "Berg", "Łukasz", "Moen"};
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return collation_key(a) < collation_key(b);
  }));
  EXPECT_EQ(collation_key(""), "");
  EXPECT_NE(collation_key("e\u0301"), collation_key("e"));
  EXPECT_EQ(collation_key("e\u0301"), collation_key("\u00e9"));
}

}  // namespace
}  // namespace rollcall::domain::collation_test
