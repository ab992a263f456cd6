// The parts of memory that stand before the index: what they forget, they must not answer wrongly.

#include <cstring>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "eventstore/index/recent_tags.hpp"
#include "eventstore/index/tag_heads.hpp"

namespace rollcall::eventstore::index_test {
namespace {

TagPrefix tag(std::uint32_t number) {
  Tag made{1, {}};
  std::memcpy(made.id.data(), &number, sizeof(number));
  return tag_prefix(1, made);
}

TEST(TagMap, finds_what_was_added_while_it_grows) {
  TagMap map(2);
  for (std::uint32_t i = 0; i < 5'000; ++i) map.find_or_add(tag(i), i) += 1;
  EXPECT_EQ(map.size(), 5'000U);
  for (std::uint32_t i = 0; i < 5'000; ++i) {
    ASSERT_NE(map.find(tag(i)), nullptr);
    EXPECT_EQ(*map.find(tag(i)), i + 1);
  }
  EXPECT_EQ(map.find(tag(5'000)), nullptr);
  EXPECT_EQ(map.find_or_add(tag(7), 99), 8U);
}

TEST(TagMap, is_empty_after_clear) {
  TagMap map(2);
  for (std::uint32_t i = 0; i < 100; ++i) map.find_or_add(tag(i), i);
  map.clear();
  EXPECT_EQ(map.size(), 0U);
  EXPECT_EQ(map.find(tag(1)), nullptr);
  std::size_t seen = 0;
  map.for_each([&](const TagPrefix&, std::uint64_t) { ++seen; });
  EXPECT_EQ(seen, 0U);
}

TEST(TagHeads, know_what_was_committed_and_nothing_else) {
  TagHeads heads(1'000);
  EXPECT_EQ(heads.find(tag(1)), std::nullopt);
  heads.committed(tag(1), 5);
  heads.committed(tag(1), 9);
  EXPECT_EQ(heads.find(tag(1)), 9U);
  heads.learn(tag(2), 0, heads.generation());
  EXPECT_EQ(heads.find(tag(2)), 0U);
}

TEST(TagHeads, never_go_back_to_an_older_position) {
  TagHeads heads(1'000);
  const auto before = heads.generation();
  heads.committed(tag(1), 9);
  heads.learn(tag(1), 5, before);
  EXPECT_EQ(heads.find(tag(1)), 9U);
}

// A reader looks into the index, finds 5; meanwhile 9 is committed, and forgotten again.
TEST(TagHeads, do_not_keep_what_was_found_before_something_was_forgotten) {
  TagHeads heads(64);
  const auto before = heads.generation();
  heads.committed(tag(1), 9);
  for (std::uint32_t i = 100; i < 5'000; ++i) heads.committed(tag(i), i);
  ASSERT_EQ(heads.find(tag(1)), std::nullopt);
  heads.learn(tag(1), 5, before);
  EXPECT_EQ(heads.find(tag(1)), std::nullopt);
  heads.learn(tag(1), 9, heads.generation());
  EXPECT_EQ(heads.find(tag(1)), 9U);
}

TEST(TagHeads, agree_with_all_that_was_committed_however_small_they_are) {
  std::mt19937 random(1);
  TagHeads heads(100);
  std::map<std::uint32_t, Position> all;
  std::size_t known = 0;
  for (Position position = 1; position < 50'000; ++position) {
    const auto number = static_cast<std::uint32_t>(random() % 300);
    const auto head = heads.find(tag(number));
    if (head) {
      ++known;
      EXPECT_EQ(*head, all[number]);
    } else if (random() % 2 == 0) {
      heads.learn(tag(number), all[number], heads.generation());
    }
    if (random() % 3 == 0) {
      heads.committed(tag(number), position);
      all[number] = position;
    }
  }
  EXPECT_GT(known, 5'000U);
}

std::vector<Position> found(RecentRows& rows, const TagPrefix& tag, Position after,
                            Position up_to) {
  std::vector<Position> positions;
  for (const IndexRow& row : rows.find(tag, after, up_to)) positions.push_back(row.position);
  return positions;
}

TEST(RecentRows, are_found_by_tag_and_bounds_in_order) {
  RecentRows rows;
  for (const Position position : {3U, 5U, 8U}) rows.add(tag(1), {position, 7});
  rows.add(tag(1), {8, 7});  // the event has the tag twice
  rows.add(tag(2), {5, 7});
  EXPECT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows.last(tag(1)), 8U);
  EXPECT_EQ(rows.last(tag(3)), 0U);
  EXPECT_EQ(found(rows, tag(1), 0, 99), (std::vector<Position>{3, 5, 8}));
  EXPECT_EQ(found(rows, tag(1), 3, 7), (std::vector<Position>{5}));
  EXPECT_EQ(found(rows, tag(1), 8, 99), (std::vector<Position>{}));
  EXPECT_EQ(found(rows, tag(3), 0, 99), (std::vector<Position>{}));
}

TEST(RecentRows, come_sorted_as_the_table_wants_them) {
  RecentRows rows;
  for (std::uint32_t i = 0; i < 1'000; ++i) rows.add(tag(i * 7'919 % 500), {i + 1, 1});
  const auto sorted = rows.sorted();
  ASSERT_EQ(sorted.size(), 1'000U);
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    ASSERT_LT(sorted[i - 1].key.view(), sorted[i].key.view());
  }
}

TEST(RecentTags, stay_visible_to_who_looked_before_they_were_indexed) {
  RecentTags recent(2);
  recent.add(tag(1), {1, 1});
  recent.add(tag(1), {2, 1});
  recent.batch_added(1);  // full: sealed
  recent.add(tag(1), {3, 1});
  const auto before = recent.snapshot();
  ASSERT_NE(recent.take_sealed(), nullptr);
  EXPECT_EQ(recent.indexed_up_to(), 0U);
  recent.indexed();
  EXPECT_EQ(recent.indexed_up_to(), 1U);
  EXPECT_EQ(before.find(tag(1), 0, 9).size(), 3U);
  EXPECT_EQ(recent.snapshot().find(tag(1), 0, 9).size(), 1U);
  EXPECT_EQ(recent.snapshot().last(tag(1)), 3U);
}

TEST(RecentTags, let_nobody_wait_after_a_failure) {
  RecentTags recent(1);
  for (Position position = 1; position <= 2; ++position) {
    recent.add(tag(1), {position, 1});
    recent.batch_added(position);
  }
  recent.fail();
  EXPECT_TRUE(recent.failed());
  recent.add(tag(1), {3, 1});
  recent.batch_added(3);
  EXPECT_EQ(recent.take_sealed(), nullptr);
  EXPECT_EQ(recent.snapshot().last(tag(1)), 3U);
}

}  // namespace
}  // namespace rollcall::eventstore::index_test
