// The parts of memory that stand before the index: what they forget, they must not answer wrongly.

#include <cstring>
#include <deque>
#include <random>

#include <gtest/gtest.h>

#include "eventstore/commit/staged.hpp"
#include "eventstore/index/tag_heads.hpp"

namespace rollcall::eventstore {
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

class StagedTest : public ::testing::Test {
 protected:
  void add(EventType type, std::vector<Tag> tags) {
    tags_.push_back(std::move(tags));
    staged_.add(office_, ++office_.staged_head, type, tags_.back());
  }
  bool any(QueryItem item, Position after) {
    return staged_.any(office_, {{std::move(item)}}, after);
  }

  StagedTest() {
    office_.number = 1;
    office_.head = office_.staged_head = 10;
  }

  Office office_;
  Staged staged_;
  std::deque<std::vector<Tag>> tags_;
};

constexpr Tag kRed{1, {1}};
constexpr Tag kBlue{1, {2}};

TEST_F(StagedTest, knows_what_the_group_holds_so_far) {
  EXPECT_FALSE(staged_.any(office_, {}, 0));
  add(1, {kRed});
  add(2, {kRed, kBlue});
  add(1, {kBlue});
  EXPECT_TRUE(staged_.any(office_, {}, 12));
  EXPECT_FALSE(staged_.any(office_, {}, 13));
  EXPECT_TRUE(any({{}, {kRed}}, 11));
  EXPECT_FALSE(any({{}, {kRed}}, 12));
  EXPECT_TRUE(any({{1}, {kRed}}, 10));
  EXPECT_FALSE(any({{1}, {kRed}}, 11));
  EXPECT_TRUE(any({{}, {kRed, kBlue}}, 11));
  EXPECT_FALSE(any({{1}, {kRed, kBlue}}, 10));
  EXPECT_TRUE(any({{2}, {}}, 11));
  EXPECT_FALSE(any({{2}, {}}, 12));
  EXPECT_FALSE(any({{3}, {}}, 0));
}

TEST_F(StagedTest, keeps_offices_apart) {
  add(1, {kRed});
  Office other;
  other.number = 2;
  other.staged_head = 11;
  EXPECT_FALSE(staged_.any(other, {{{{}, {kRed}}}}, 0));
  EXPECT_FALSE(staged_.any(other, {{{{1}, {}}}}, 0));
}

TEST_F(StagedTest, gives_the_last_position_of_each_tag) {
  add(1, {kRed});
  add(1, {kRed, kBlue});
  add(1, {kRed});
  std::map<TagPrefix, Position> last;
  staged_.for_each_tag([&](const TagPrefix& of, Position position) { last[of] = position; });
  EXPECT_EQ(last,
            (std::map<TagPrefix, Position>{{tag_prefix(1, kRed), 13}, {tag_prefix(1, kBlue), 12}}));
  staged_.clear();
  EXPECT_FALSE(any({{}, {kRed}}, 0));
}

}  // namespace
}  // namespace rollcall::eventstore
