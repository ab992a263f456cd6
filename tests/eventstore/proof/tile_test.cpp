#include "eventstore/proof/tile.hpp"

#include <gtest/gtest.h>

namespace rollcall::eventstore::tile_test {
namespace {

using Parts = std::vector<std::string>;

TEST(ATilePath, is_read_as_it_is_written) {
  const std::vector<std::pair<TilePath, Parts>> rows = {
      {{0, 256}, {"000"}},
      {{67, 256}, {"067"}},
      {{67, 1}, {"067.p", "1"}},
      {{999, 255}, {"999.p", "255"}},
      {{1'000, 256}, {"x001", "000"}},
      {{1'234'067, 256}, {"x001", "x234", "067"}},
      {{1'234'067, 12}, {"x001", "x234", "067.p", "12"}},
  };
  for (const auto& [path, parts] : rows) {
    EXPECT_EQ(parse_tile_path(parts), path);
    std::string joined;
    for (const auto& part : parts) joined += (joined.empty() ? "" : "/") + part;
    EXPECT_EQ(tile_path(path), joined);
  }
}

TEST(ATilePath, is_refused_in_any_other_form) {
  for (const Parts& parts : std::vector<Parts>{
           {},
           {""},
           {"67"},
           {"0067"},
           {"x067"},
           {"06a"},
           {"-01"},
           {"067.p"},
           {"067.p", "0"},
           {"067.p", "256"},
           {"067.p", "01"},
           {"067.p", ""},
           {"067", "1"},
           {"x000", "067"},
           {"x000", "x001", "000"},
           {"001", "000"},
           {"x01", "000"},
           {"x001", "x002", "x003", "004"},
       }) {
    EXPECT_FALSE(parse_tile_path(parts)) << ::testing::PrintToString(parts);
  }
}

TEST(ATile, is_as_wide_as_the_tree_makes_it) {
  EXPECT_EQ(tile_width({0, 0}, 0), 0u);
  EXPECT_EQ(tile_width({0, 0}, 5), 5u);
  EXPECT_EQ(tile_width({0, 0}, 256), 256u);
  EXPECT_EQ(tile_width({0, 1}, 256), 0u);
  EXPECT_EQ(tile_width({0, 1}, 257), 1u);
  EXPECT_EQ(tile_width({1, 0}, 255), 0u);
  EXPECT_EQ(tile_width({1, 0}, 70'000), 256u);
  EXPECT_EQ(tile_width({1, 1}, 70'000), 17u);
  EXPECT_EQ(tile_width({2, 0}, 70'000), 1u);
  EXPECT_EQ(tile_width({0, ~std::uint64_t{0}}, 70'000), 0u);
  EXPECT_EQ(tile_width({8, 0}, ~std::uint64_t{0}), 0u);
}

TEST(AnEntry, stands_behind_its_length) {
  Bytes bundle;
  add_entry(bundle, "ab");
  add_entry(bundle, std::string(258, 'x'));
  EXPECT_EQ(bundle, Bytes("\0\2ab\1\2", 6) + std::string(258, 'x'));
}

}  // namespace
}  // namespace rollcall::eventstore::tile_test
