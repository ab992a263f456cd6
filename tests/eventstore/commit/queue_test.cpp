#include "eventstore/commit/queue.hpp"

#include <semaphore>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

namespace rollcall::eventstore::queue_test {
namespace {

constexpr QueueLimits kLimits{
    .appends = 6, .bytes = 1'000, .group_appends = 4, .group_events = 5, .group_bytes = 400};

std::unique_ptr<Pending> pending(std::size_t weight, std::size_t events = 1) {
  auto made = std::make_unique<Pending>();
  made->weight = weight;
  made->append.events.resize(events);
  return made;
}

// Pushes appends of these weights, and says what each push returned.
std::vector<Result<void>> push(Queue& queue, std::initializer_list<std::size_t> weights) {
  std::vector<Result<void>> results;
  for (const std::size_t weight : weights) {
    auto made = pending(weight);
    results.push_back(queue.push(made));
    EXPECT_EQ(made == nullptr, results.back().has_value());
  }
  return results;
}

std::vector<std::size_t> weights(const Queue::Appends& group) {
  std::vector<std::size_t> found;
  for (const auto& each : group) found.push_back(each->weight);
  return found;
}

using Weights = std::vector<std::size_t>;

TEST(AQueue, hands_out_what_waits_in_the_order_of_its_coming) {
  Queue queue(kLimits);
  push(queue, {1, 2, 3});
  Queue::Appends group;
  EXPECT_EQ(queue.take(group), 3u);
  EXPECT_EQ(weights(group), (Weights{1, 2, 3}));
}

TEST(AQueue, adds_what_came_since_to_the_group_in_the_making) {
  Queue queue(kLimits);
  push(queue, {1, 2});
  Queue::Appends group;
  queue.take(group);
  EXPECT_EQ(queue.take(group), 0u) << "and does not wait for more";
  push(queue, {3});
  EXPECT_EQ(queue.take(group), 1u);
  EXPECT_EQ(weights(group), (Weights{1, 2, 3}));
}

TEST(AQueue, keeps_a_group_within_every_limit_however_often_it_is_added_to) {
  const auto group_of = [](std::vector<std::unique_ptr<Pending>> appends) {
    Queue queue(kLimits);
    Queue::Appends group;
    for (auto& each : appends) {
      EXPECT_TRUE(queue.push(each).has_value());
      queue.take(group);
    }
    return group.size();
  };
  const auto repeated = [](std::size_t times, std::size_t weight, std::size_t events) {
    std::vector<std::unique_ptr<Pending>> appends;
    for (std::size_t i = 0; i < times; ++i) appends.push_back(pending(weight, events));
    return appends;
  };
  EXPECT_EQ(group_of(repeated(6, 1, 1)), kLimits.group_appends);
  EXPECT_EQ(group_of(repeated(4, 1, 2)), 2u) << "a third would make it six events";
  EXPECT_EQ(group_of(repeated(4, 150, 1)), 2u) << "a third would make it 450 bytes";
  EXPECT_EQ(group_of(repeated(1, 900, 9)), 1u) << "the first is let in whatever its size";
}

TEST(AQueue, begins_each_group_anew) {
  Queue queue(kLimits);
  push(queue, {300});
  Queue::Appends group;
  queue.take(group);
  queue.give_back(std::move(group));
  push(queue, {300, 50});
  Queue::Appends next;
  EXPECT_EQ(queue.take(next), 2u);
}

TEST(AQueue, refuses_what_goes_beyond_its_limits) {
  Queue queue(kLimits);
  EXPECT_EQ(push(queue, {1, 1, 1, 1, 1, 1, 1}).back(), tl::unexpected(Error::overloaded));
  Queue heavy(kLimits);
  const auto results = push(heavy, {2'000, 1});
  EXPECT_TRUE(results[0].has_value()) << "one is taken in whatever its size";
  EXPECT_EQ(results[1], tl::unexpected(Error::overloaded));
}

TEST(AQueue, hands_out_what_is_left_when_closed_and_then_no_more) {
  Queue queue(kLimits);
  push(queue, {1});
  queue.close();
  EXPECT_EQ(push(queue, {2}).front(), tl::unexpected(Error::stopped));
  Queue::Appends group;
  EXPECT_EQ(queue.take(group), 1u);
  Queue::Appends none;
  EXPECT_EQ(queue.take(none), 0u);
}

TEST(AQueue, wakes_who_waits_for_the_first) {
  Queue queue(kLimits);
  Queue::Appends group;
  std::jthread taker([&] { queue.take(group); });
  push(queue, {1});
  taker.join();
  EXPECT_EQ(weights(group), (Weights{1}));
}

// After a group of one the taker looks out for the next before it sleeps; the producer comes back
// at once in some turns and late in others, as the threads are scheduled.
TEST(AQueue, serves_a_lone_producer_turn_by_turn) {
  constexpr std::size_t kTurns = 2'000;
  Queue queue(kLimits);
  std::binary_semaphore answered(0);
  std::vector<std::size_t> taken;
  std::jthread taker([&] {
    for (Queue::Appends group; queue.take(group) > 0; group.clear()) {
      taken.push_back(group.front()->weight);
      queue.give_back(std::exchange(group, {}));
      answered.release();
    }
  });
  for (std::size_t turn = 1; turn <= kTurns; ++turn) {
    push(queue, {turn % 300});
    answered.acquire();
  }
  queue.close();
  taker.join();
  ASSERT_EQ(taken.size(), kTurns);
  for (std::size_t turn = 1; turn <= kTurns; ++turn) EXPECT_EQ(taken[turn - 1], turn % 300);
}

}  // namespace
}  // namespace rollcall::eventstore::queue_test
