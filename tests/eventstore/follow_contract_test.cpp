// What every log promises about batches and follow.

#include <thread>

#include "tests/eventstore/chain_check.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::follow_contract_test {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kNoWait{0};
constexpr milliseconds kLong{600'000};

class FollowContract : public LogContract {
 protected:
  auto next(std::uint64_t sequence, std::size_t limit = 100) {
    auto batches = log_->follow(sequence, limit, kNoWait);
    CHECK(batches.has_value());
    return std::move(*batches);
  }
};
FOR_EVERY_LOG(FollowContract);

TEST_P(FollowContract, hands_out_batches_in_order_with_their_events) {
  add({event(1, {kRed}, "a"), event(2, {}, "b")});
  add({event(3, {}, "c")}, kOther);
  EXPECT_EQ(log_->last_batch(), 2U);
  const auto batches = next(0);
  ASSERT_EQ(batches.size(), 2U);
  EXPECT_EQ(batches[0]->batch.sequence, 1U);
  EXPECT_EQ(batches[0]->batch.ranges, (std::vector<BatchRange>{{kOffice, 1, 2}}));
  ASSERT_EQ(batches[0]->records.size(), 1U);
  EXPECT_EQ(batches[0]->records[0], *log_->read(kOffice, {}, {}));
  EXPECT_EQ(batches[1]->batch.sequence, 2U);
  EXPECT_EQ(batches[1]->records[0], *log_->read(kOther, {}, {}));
  EXPECT_EQ(next(1).at(0)->batch.sequence, 2U);
  EXPECT_EQ(next(0, 1).size(), 1U);
  EXPECT_TRUE(next(2).empty());
  EXPECT_TRUE(next(100).empty());
}

TEST_P(FollowContract, chains_batches_by_hash) {
  for (int i = 0; i < 5; ++i) add({event(1), event(2)}, i % 2 == 0 ? kOffice : kOther);
  for (const auto& committed : next(0)) EXPECT_NE(committed->batch.id, Id{});
  check_whole(*log_);
}

TEST_P(FollowContract, waits_for_what_comes_next) {
  std::thread follower([&] {
    std::uint64_t sequence = 0;
    std::uint64_t events = 0;
    while (events < 100) {
      const auto batches = log_->follow(sequence, 3, kLong);
      CHECK(batches && !batches->empty());
      for (const auto& committed : *batches) {
        CHECK(committed->batch.sequence == ++sequence);
        CHECK(committed->batch.ranges.at(0).first == events + 1);
        events += committed->batch.ranges[0].count;
        CHECK(log_->head(kOffice) >= events);
      }
    }
  });
  for (int i = 0; i < 100; ++i) add({event(1)});
  follower.join();
}

TEST_P(FollowContract, wakes_the_follower_that_is_to_end) {
  add({event(1)});
  std::stop_source end;
  std::thread follower([&] { CHECK(log_->follow(1, 1, kLong, end.get_token())->empty()); });
  end.request_stop();
  follower.join();
  EXPECT_EQ(log_->follow(0, 1, kLong, end.get_token())->size(), 1U);
  EXPECT_TRUE(log_->follow(1, 1, kLong, end.get_token())->empty());
  EXPECT_TRUE(log_->follow(1, 1, kNoWait).has_value()) << "others follow on";
}

TEST_P(FollowContract, interrupt_wakes_followers_once_all_is_handed_out) {
  add({event(1)});
  std::thread follower([&] {
    CHECK(log_->follow(0, 1, kLong)->size() == 1);
    CHECK(log_->follow(1, 1, kLong).error() == Error::stopped);
  });
  log_->interrupt();
  follower.join();
  EXPECT_EQ(log_->follow(0, 1, kLong)->size(), 1U);
  EXPECT_EQ(log_->follow(1, 1, kLong).error(), Error::stopped);
  add({event(1)});
  EXPECT_EQ(log_->follow(1, 1, kLong)->size(), 1U) << "appending goes on";
}

TEST_P(FollowContract, a_refused_append_makes_no_batch) {
  add({event(1, {kRed})});
  EXPECT_FALSE(append(with_condition(append_of({event(1)}), tagged({kRed}), 0)));
  EXPECT_EQ(log_->last_batch(), 1U);
  EXPECT_TRUE(log_->writable());
}

}  // namespace
}  // namespace rollcall::eventstore::follow_contract_test
