#include <algorithm>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "api/commands/clock.hpp"

namespace rollcall::api::ids_test {
namespace {

class SetClock : public Clock {
 public:
  domain::Instant now() const override { return {ms.load()}; }
  std::atomic<std::int64_t> ms{1'780'000'000'000};
};

// Every byte the same: what differs between ids is what the counter and the clock make differ.
class SameBytes : public Randomness {
 public:
  explicit SameBytes(std::uint8_t byte) : byte_(byte) {}
  void fill(void* out, std::size_t size) override {
    std::fill_n(static_cast<std::uint8_t*>(out), size, byte_);
  }

 private:
  const std::uint8_t byte_;
};

std::int64_t time_of(const domain::Uuid& id) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
  return ms;
}

TEST(Ids, made_in_one_millisecond_are_in_order_of_making) {
  const SetClock clock;
  Ids ids(clock, system_randomness());
  auto before = ids.next();
  for (int i = 0; i < 100'000; ++i) {
    const auto id = ids.next();
    ASSERT_LT(before, id);
    before = id;
  }
}

TEST(Ids, are_version_7_of_their_moment) {
  const SetClock clock;
  SameBytes bytes(0xff);
  Ids ids(clock, bytes);
  EXPECT_EQ(ids.next().to_string(), "019e7044-8800-77ff-bfff-ffffffffffff");
  EXPECT_EQ(ids.next().to_string(), "019e7044-8800-7800-bfff-ffffffffffff");
}

TEST(Ids, borrow_from_the_next_millisecond_when_the_counter_runs_over) {
  const SetClock clock;
  SameBytes bytes(0);
  Ids ids(clock, bytes);
  for (int i = 0; i < 4'096; ++i) EXPECT_EQ(time_of(ids.next()), clock.ms);
  EXPECT_EQ(time_of(ids.next()), clock.ms + 1);
}

TEST(Ids, go_on_when_the_clock_goes_back) {
  SetClock clock;
  Ids ids(clock, system_randomness());
  const auto before = ids.next();
  clock.ms -= 60'000;
  const auto after = ids.next();
  EXPECT_LT(before, after);
  EXPECT_EQ(time_of(after), time_of(before));
  clock.ms += 60'001;
  EXPECT_EQ(time_of(ids.next()), clock.ms);
}

TEST(Ids, do_not_let_one_guess_the_next) {
  const SetClock clock;
  Ids ids(clock, system_randomness());
  std::vector<std::vector<std::uint8_t>> tails;
  for (int i = 0; i < 1'000; ++i) {
    const auto id = ids.next();
    tails.emplace_back(id.bytes.begin() + 8, id.bytes.end());
  }
  std::sort(tails.begin(), tails.end());
  EXPECT_EQ(std::unique(tails.begin(), tails.end()), tails.end());
}

TEST(Ids, of_several_threads_are_each_once_and_in_each_threads_order) {
  const SetClock clock;
  Ids ids(clock, system_randomness());
  std::vector<std::vector<domain::Uuid>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&ids, &mine] {
      for (int i = 0; i < 5'000; ++i) mine.push_back(ids.next());
    });
  }
  for (auto& thread : threads) thread.join();
  std::vector<domain::Uuid> all;
  for (const auto& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(all.end(), mine.begin(), mine.end());
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace
}  // namespace rollcall::api::ids_test
