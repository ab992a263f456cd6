// What every log promises about read.

#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::read_contract_test {
namespace {

using P = std::vector<Position>;

class ReadContract : public LogContract {
 protected:
  void SetUp() override {
    LogContract::SetUp();
    add({event(1, {kRed}), event(2, {kRed, kBlue}), event(1, {kBlue}), event(3)});
    add({event(2, {kRed, kBlue, kGreen})});
    add({event(1, {kGreen}), event(1, {kRed, kGreen}), event(3, {kRed})});
  }
};
FOR_EVERY_LOG(ReadContract);

TEST_P(ReadContract, of_everything_is_in_position_order) {
  EXPECT_EQ(found(*log_, {}), (P{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(found(*log_, {{{}}}), (P{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(found(*log_, {{{{}, {kRed}}, {}}}, {.limit = 2}), (P{1, 2}));
}

TEST_P(ReadContract, by_tag_and_type) {
  EXPECT_EQ(found(*log_, tagged({kRed})), (P{1, 2, 5, 7, 8}));
  EXPECT_EQ(found(*log_, tagged({kRed}, {1})), (P{1, 7}));
  EXPECT_EQ(found(*log_, tagged({kRed}, {3, 2})), (P{2, 5, 8}));
  EXPECT_EQ(found(*log_, tagged({}, {3})), (P{4, 8}));
  EXPECT_EQ(found(*log_, tagged({}, {9})), (P{}));
  EXPECT_EQ(found(*log_, tagged({{9, {9}}})), (P{}));
}

TEST_P(ReadContract, by_several_tags_at_once) {
  EXPECT_EQ(found(*log_, tagged({kRed, kBlue})), (P{2, 5}));
  EXPECT_EQ(found(*log_, tagged({kGreen, kRed})), (P{5, 7}));
  EXPECT_EQ(found(*log_, tagged({kGreen, kRed, kBlue})), (P{5}));
  EXPECT_EQ(found(*log_, tagged({kRed, kRed})), (P{1, 2, 5, 7, 8}));
  EXPECT_EQ(found(*log_, tagged({kGreen, kRed}, {1})), (P{7}));
}

TEST_P(ReadContract, of_several_items_is_merged_without_duplicates) {
  const Query query{{{{}, {kGreen}}, {{2}, {}}, {{}, {kBlue}}}};
  EXPECT_EQ(found(*log_, query), (P{2, 3, 5, 6, 7}));
  EXPECT_EQ(found(*log_, query, {.limit = 3}), (P{2, 3, 5}));
  EXPECT_EQ(found(*log_, query, {.limit = 3, .direction = Direction::backward}), (P{7, 6, 5}));
}

TEST_P(ReadContract, keeps_to_its_bounds) {
  EXPECT_EQ(found(*log_, {}, {.after = 3, .up_to = 5}), (P{4, 5}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 1, .up_to = 7}), (P{2, 5, 7}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 8}), (P{}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 100}), (P{}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 5, .up_to = 5}), (P{}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 5, .up_to = 2}), (P{}));
  EXPECT_EQ(found(*log_, {}, {.limit = 0}), (P{}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.limit = 0}), (P{}));
}

TEST_P(ReadContract, backwards_begins_at_the_end) {
  const auto back = Direction::backward;
  EXPECT_EQ(found(*log_, {}, {.limit = 2, .direction = back}), (P{8, 7}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.direction = back}), (P{8, 7, 5, 2, 1}));
  EXPECT_EQ(found(*log_, tagged({kRed, kGreen}), {.direction = back}), (P{7, 5}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 1, .up_to = 7, .limit = 2, .direction = back}),
            (P{7, 5}));
  EXPECT_EQ(found(*log_, tagged({}, {1}), {.up_to = 6, .limit = 2, .direction = back}), (P{6, 3}));
}

TEST_P(ReadContract, finds_rare_tags_among_many_events) {
  std::vector<NewEvent> many;
  for (int i = 0; i < 3'000; ++i) {
    many.push_back(event(1, i % 700 == 0 ? std::vector<Tag>{kRed, {5, {5}}} : std::vector{kRed}));
  }
  add(std::move(many));
  EXPECT_EQ(found(*log_, tagged({kRed, {5, {5}}})), (P{9, 709, 1'409, 2'109, 2'809}));
  EXPECT_EQ(found(*log_, tagged({{5, {5}}, kRed}), {.limit = 2, .direction = Direction::backward}),
            (P{2'809, 2'109}));
  EXPECT_EQ(found(*log_, tagged({kRed})).size(), 3'005U);
  EXPECT_EQ(found(*log_, tagged({kRed}), {.after = 2'000}).size(), 1'008U);
}

}  // namespace
}  // namespace rollcall::eventstore::read_contract_test
