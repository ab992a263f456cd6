// What every log promises about append.

#include <thread>

#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::append_contract_test {
namespace {

class AppendContract : public LogContract {};
FOR_EVERY_LOG(AppendContract);

TEST_P(AppendContract, gives_dense_positions_from_one) {
  EXPECT_EQ(log_->head(kOffice), 0U);
  const auto first = add({event(1), event(2)});
  EXPECT_EQ(first.first, 1U);
  EXPECT_EQ(first.last, 2U);
  const auto second = add({event(3)});
  EXPECT_EQ(second.first, 3U);
  EXPECT_EQ(second.last, 3U);
  EXPECT_EQ(log_->head(kOffice), 3U);
  EXPECT_EQ(found(*log_, {}), (std::vector<Position>{1, 2, 3}));
}

TEST_P(AppendContract, keeps_everything_of_an_event) {
  Append append = append_of({event(7, {kRed}, std::string("a\0b", 3)), event(8, {}, "")});
  append.decided_at = 5'000;
  append.actor = {3, {9}};
  append.correlation = {4};
  const Id first = append.events[0].id;
  const auto done = appended(append_and_wait(*log_, append));
  EXPECT_EQ(done.recorded_at, 5'000);
  const auto records = *log_->read(kOffice, {}, {});
  ASSERT_EQ(records.size(), 2U);
  const Record expected{1, first, 7, 5'000, 5'000, {3, {9}}, {4}, std::string("a\0b", 3)};
  EXPECT_EQ(records[0], expected);
  EXPECT_EQ(records[1].payload, "");
}

TEST_P(AppendContract, keeps_offices_apart) {
  add({event(1, {kRed}), event(1, {kRed})});
  EXPECT_EQ(add({event(1, {kRed})}, kOther).first, 1U);
  EXPECT_EQ(log_->head(kOffice), 2U);
  EXPECT_EQ(log_->head(kOther), 1U);
  EXPECT_EQ(found(*log_, tagged({kRed}), {}, kOther), (std::vector<Position>{1}));
  EXPECT_EQ(found(*log_, tagged({kRed}), {}, OfficeId{3}), (std::vector<Position>{}));
  EXPECT_TRUE(append(with_condition(append_of({event(1)}, kOther), tagged({kRed}), 1)));
  EXPECT_EQ(log_->offices(), (std::vector<OfficeId>{kOffice, kOther}));
}

TEST_P(AppendContract, names_offices_in_the_order_of_their_first_events) {
  EXPECT_TRUE(log_->offices().empty());
  ASSERT_TRUE(append(with_key(append_of({}, OfficeId{9}), 1)));
  add({event(1)}, kOther);
  add({event(1)}, kOffice);
  EXPECT_EQ(log_->offices(), (std::vector<OfficeId>{kOther, kOffice}));
  add({event(1)}, OfficeId{9});
  EXPECT_EQ(log_->offices(), (std::vector<OfficeId>{kOther, kOffice, OfficeId{9}}));
}

TEST_P(AppendContract, never_lets_recorded_at_run_backwards_within_an_office) {
  const auto add_at = [&](Millis now, const OfficeId& office = kOffice) {
    Append append = append_of({event(1)}, office);
    append.decided_at = now;
    return appended(append_and_wait(*log_, append)).recorded_at;
  };
  EXPECT_EQ(add_at(5'000), 5'000);
  EXPECT_EQ(add_at(4'000), 5'000);
  EXPECT_EQ(add_at(6'000), 6'000);
  EXPECT_EQ(add_at(1'000, kOther), 1'000);
  EXPECT_EQ(log_->last_recorded_at(kOffice), 6'000);
  EXPECT_EQ(log_->last_recorded_at(OfficeId{3}), 0);
  const auto records = *log_->read(kOffice, {}, {});
  EXPECT_EQ(records[1].decided_at, 4'000);
  EXPECT_EQ(records[1].recorded_at, 5'000);
}

TEST_P(AppendContract, refuses_what_breaks_a_limit_and_writes_nothing) {
  const auto refused = [&](Append append) {
    const auto outcome = append_and_wait(*log_, std::move(append));
    return !outcome && outcome.error() == Error::invalid;
  };
  EXPECT_TRUE(refused(append_of({}))) << "neither events nor a key";
  EXPECT_TRUE(refused(append_of({event(1, std::vector<Tag>(kMaxTags + 1, kRed))})));
  EXPECT_TRUE(refused(append_of({event(1, {}, Bytes(kMaxStoredBytes - kEnvelopeBytes + 1, 'x'))})));
  EXPECT_TRUE(refused(append_of(std::vector<NewEvent>(kMaxEventsPerAppend + 1, event(1)))));
  const std::size_t too_many = kMaxBytesPerAppend / kMaxStoredBytes + 1;
  EXPECT_TRUE(refused(append_of(std::vector<NewEvent>(
      too_many, event(1, {}, Bytes(kMaxStoredBytes - kEnvelopeBytes, 'x'))))));
  EXPECT_TRUE(refused(with_key(append_of({event(1)}), 1, 1, Bytes(kMaxNoteBytes + 1, 'x'))));
  EXPECT_TRUE(refused(
      with_condition(append_of({event(1)}), tagged(std::vector<Tag>(kMaxTags + 1, kRed)), 0)));
  EXPECT_TRUE(refused(
      with_condition(append_of({event(1)}), Query{std::vector<QueryItem>(kMaxQueryItems + 1)}, 0)));
  Append before_time = append_of({event(1)});
  before_time.decided_at = -1;
  EXPECT_TRUE(refused(before_time));
  EXPECT_EQ(log_->head(kOffice), 0U);
  EXPECT_EQ(log_->last_batch(), 0U);
}

TEST_P(AppendContract, takes_the_largest_that_limits_allow) {
  std::vector<Tag> tags;
  for (std::uint8_t i = 0; i < kMaxTags; ++i) tags.push_back({99, {i}});
  const Bytes payload(kMaxStoredBytes - kEnvelopeBytes, 'x');
  add({event(1, tags, payload)});
  EXPECT_EQ(log_->read(kOffice, tagged(tags), {})->at(0).payload, payload);
  const auto many = add(std::vector<NewEvent>(kMaxEventsPerAppend, event(2, {kRed})));
  EXPECT_EQ(many.last, kMaxEventsPerAppend + 1);
  EXPECT_EQ(found(*log_, tagged({kRed})).size(), kMaxEventsPerAppend);
}

TEST_P(AppendContract, appends_from_many_threads_are_dense_and_whole) {
  constexpr int kThreads = 8;
  constexpr int kEach = 50;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const auto type = static_cast<EventType>(t * kEach + i);
        const auto done = add({event(type), event(type), event(type)});
        CHECK(done.last == done.first + 2);
        CHECK(log_->head(kOffice) >= done.last);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto records = *log_->read(kOffice, {}, {});
  ASSERT_EQ(records.size(), kThreads * kEach * 3U);
  for (std::size_t i = 0; i < records.size(); ++i) {
    EXPECT_EQ(records[i].position, i + 1);
    EXPECT_EQ(records[i].type, records[i - i % 3].type) << "an append's events are together";
  }
}

TEST_P(AppendContract, of_competing_appends_under_one_condition_one_wins) {
  constexpr int kThreads = 8;
  constexpr std::uint8_t kRounds = 40;
  std::atomic<int> won = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (std::uint8_t round = 0; round < kRounds; ++round) {
        const Tag email{7, {round}};
        const auto outcome =
            append(with_condition(append_of({event(1, {email})}), tagged({email}), 0));
        CHECK(outcome || outcome.error() == Error::conflict);
        if (outcome) ++won;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(won, kRounds);
  EXPECT_EQ(log_->head(kOffice), kRounds);
}

}  // namespace
}  // namespace rollcall::eventstore::append_contract_test
