// What every log promises about conditions and idempotency keys.

#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::condition_contract_test {
namespace {

class ConditionContract : public LogContract {
 protected:
  bool conflicts(Query query, Position after) {
    const Position before = log_->head(kOffice);
    const auto outcome = append(with_condition(append_of({event(99)}), std::move(query), after));
    CHECK(outcome || outcome.error() == Error::conflict);
    CHECK(log_->head(kOffice) == before + (outcome ? 1 : 0));
    return !outcome;
  }
};
FOR_EVERY_LOG(ConditionContract);

TEST_P(ConditionContract, refuses_when_a_match_came_after) {
  add({event(1, {kRed})});
  add({event(2, {kBlue})});
  EXPECT_TRUE(conflicts(tagged({kRed}), 0));
  EXPECT_FALSE(conflicts(tagged({kRed}), 1));
  EXPECT_TRUE(conflicts(tagged({kBlue}), 1));
  EXPECT_FALSE(conflicts(tagged({kBlue}), 2));
  EXPECT_FALSE(conflicts(tagged({kGreen}), 0));
}

TEST_P(ConditionContract, respects_types) {
  add({event(1, {kRed}), event(2, {kRed}), event(3, {kBlue})});
  EXPECT_FALSE(conflicts(tagged({kRed}, {3}), 0));
  EXPECT_TRUE(conflicts(tagged({kRed}, {3, 2}), 0));
  EXPECT_FALSE(conflicts(tagged({kRed}, {1}), 1));
  EXPECT_TRUE(conflicts(tagged({}, {3}), 2));
  EXPECT_FALSE(conflicts(tagged({}, {3}), 3));
  EXPECT_FALSE(conflicts(tagged({}, {4}), 0));
}

TEST_P(ConditionContract, needs_all_tags_of_an_item_on_one_event) {
  add({event(1, {kRed}), event(1, {kBlue}), event(1, {kRed, kGreen}), event(2, {kGreen})});
  EXPECT_FALSE(conflicts(tagged({kRed, kBlue}), 0));
  EXPECT_TRUE(conflicts(tagged({kRed, kGreen}), 0));
  EXPECT_TRUE(conflicts(tagged({kGreen, kRed}), 2));
  EXPECT_FALSE(conflicts(tagged({kRed, kGreen}), 3));
  EXPECT_FALSE(conflicts(tagged({kRed, kGreen}, {2}), 0));
}

TEST_P(ConditionContract, fails_if_any_item_matches) {
  add({event(1, {kRed})});
  const Query query{{{{}, {kBlue}}, {{2}, {kRed}}, {{1}, {kRed}}}};
  EXPECT_TRUE(conflicts(query, 0));
  EXPECT_FALSE(conflicts(query, 1));
}

TEST_P(ConditionContract, with_an_empty_query_or_item_any_event_counts) {
  EXPECT_FALSE(conflicts({}, 0));
  EXPECT_TRUE(conflicts({}, 0));
  EXPECT_FALSE(conflicts({}, 1));
  EXPECT_TRUE(conflicts({{{}}}, 1));
}

TEST_P(ConditionContract, an_append_does_not_conflict_with_itself) {
  EXPECT_TRUE(
      append(with_condition(append_of({event(1, {kRed}), event(1, {kRed})}), tagged({kRed}), 0)));
}

TEST_P(ConditionContract, a_position_that_is_still_to_come_conflicts_with_nothing) {
  add({event(1, {kRed})});
  EXPECT_FALSE(conflicts(tagged({kRed}), 1'000));
}

TEST_P(ConditionContract, a_refused_append_leaves_no_event_and_no_answer) {
  add({event(1, {kRed})});
  Append append = append_of({event(1), event(1)});
  append = with_key(with_condition(std::move(append), tagged({kRed}), 0), 5);
  EXPECT_EQ(append_and_wait(*log_, append).error(), Error::conflict);
  EXPECT_EQ(log_->head(kOffice), 1U);
  EXPECT_EQ(*log_->find_answer(kOffice, {5}, 1'000), std::nullopt);
}

TEST_P(ConditionContract, a_repeated_key_answers_what_was_done) {
  add({event(1)});
  const Append append = with_key(append_of({event(1), event(2)}), 5, 6, "note");
  const auto done = appended(append_and_wait(*log_, append));
  const Answer expected{{6}, done.first, done.last, done.recorded_at, "note"};
  EXPECT_EQ(*log_->find_answer(kOffice, {5}, 1'000), expected);
  EXPECT_EQ(already_done(append_and_wait(*log_, append)), expected);
  EXPECT_EQ(log_->head(kOffice), 3U);
}

TEST_P(ConditionContract, a_known_key_is_answered_before_the_condition_is_looked_at) {
  const Append append =
      with_key(with_condition(append_of({event(1, {kRed})}), tagged({kRed}), 0), 5);
  EXPECT_EQ(appended(append_and_wait(*log_, append)).first, 1U);
  EXPECT_EQ(already_done(append_and_wait(*log_, append)).first, 1U);
}

TEST_P(ConditionContract, a_key_with_another_fingerprint_is_refused) {
  ASSERT_TRUE(append(with_key(append_of({event(1)}), 5, 1)));
  EXPECT_EQ(append(with_key(append_of({event(1)}), 5, 2)).error(), Error::key_reused);
  EXPECT_TRUE(append(with_key(append_of({event(1)}), 6, 2)));
  EXPECT_TRUE(append(with_key(append_of({event(1)}, kOther), 5, 2))) << "another office's key";
}

TEST_P(ConditionContract, a_key_without_events_is_kept_too) {
  const auto nothing = appended(append(with_key(append_of({}), 5)));
  EXPECT_EQ(nothing.first, 1U);
  EXPECT_EQ(nothing.last, 0U);
  EXPECT_EQ(log_->last_batch(), 0U) << "no event, no batch";
  EXPECT_EQ(already_done(append(with_key(append_of({}), 5))).first, 1U);
  add({event(1)});
  const auto after = appended(append(with_key(append_of({}), 6)));
  EXPECT_EQ(after.first, 2U);
  EXPECT_EQ(after.last, 1U);
}

TEST_P(ConditionContract, an_answer_lives_for_a_day) {
  const auto at = [&](Millis now, std::uint8_t fingerprint) {
    Append append = with_key(append_of({event(1)}), 5, fingerprint);
    append.decided_at = now;
    return append_and_wait(*log_, append);
  };
  ASSERT_TRUE(at(1'000, 1));
  EXPECT_NE(*log_->find_answer(kOffice, {5}, 1'000 + kAnswerLifetime), std::nullopt);
  EXPECT_EQ(*log_->find_answer(kOffice, {5}, 1'001 + kAnswerLifetime), std::nullopt);
  EXPECT_EQ(at(1'000 + kAnswerLifetime, 2).error(), Error::key_reused);
  EXPECT_EQ(appended(at(1'001 + kAnswerLifetime, 2)).first, 2U);
  EXPECT_EQ(already_done(at(1'001 + kAnswerLifetime, 2)).first, 2U);
}

TEST_P(ConditionContract, an_expired_answer_does_not_come_back_when_a_clock_does) {
  ASSERT_TRUE(append(with_key(append_of({event(1)}), 5)));
  Append later = append_of({event(1)});
  later.decided_at = 2'000 + kAnswerLifetime;
  ASSERT_TRUE(append_and_wait(*log_, later));
  EXPECT_EQ(*log_->find_answer(kOffice, {5}, 1'000), std::nullopt);
  EXPECT_EQ(appended(append(with_key(append_of({event(1)}), 5))).first, 3U);
}

}  // namespace
}  // namespace rollcall::eventstore::condition_contract_test
