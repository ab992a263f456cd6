#include "benchmarks/append/producers.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

namespace rollcall::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

// How many threads serve the producers in the form of completions: the server's default pool.
constexpr std::uint32_t kThreads = 2;

// Appends not yet started.
class Quota {
 public:
  explicit Quota(std::uint64_t appends) : left_(static_cast<std::int64_t>(appends)) {}
  bool take() { return left_.fetch_sub(1, std::memory_order_relaxed) > 0; }

 private:
  std::atomic<std::int64_t> left_;
};

void block_each_time(std::uint32_t number, Quota& quota, const StartAppend& start) {
  std::binary_semaphore durable(0);
  while (quota.take()) {
    start(number, [&durable] { durable.release(); });
    durable.acquire();
  }
}

// The producers whose turn it is, served by one thread.
class Turns {
 public:
  void give(std::uint32_t number) {
    bool wake = false;
    {
      const std::lock_guard lock(mutex_);
      ready_.push_back(number);
      wake = std::exchange(taker_sleeps_, false);
    }
    if (wake) filled_.notify_one();
  }

  std::vector<std::uint32_t> take() {
    std::unique_lock lock(mutex_);
    while (ready_.empty()) {
      taker_sleeps_ = true;
      filled_.wait(lock);
    }
    return std::exchange(ready_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::vector<std::uint32_t> ready_;
  bool taker_sleeps_ = false;
};

// Serves `producers` producers until each finds the quota used up.
void serve(Turns& turns, std::uint32_t producers, Quota& quota, const StartAppend& start) {
  while (producers > 0) {
    for (const std::uint32_t number : turns.take()) {
      if (quota.take()) {
        start(number, [&turns, number] { turns.give(number); });
      } else {
        --producers;
      }
    }
  }
}

void run_threads(const Plan& plan, Quota& quota, const StartAppend& start) {
  std::vector<std::jthread> threads;
  for (std::uint32_t i = 0; i < plan.producers; ++i) {
    threads.emplace_back([i, &quota, &start] { block_each_time(i, quota, start); });
  }
}

void run_completions(const Plan& plan, Quota& quota, const StartAppend& start) {
  const std::uint32_t count = std::min(kThreads, plan.producers);
  std::vector<Turns> turns(count);
  std::vector<std::uint32_t> served(count);
  for (std::uint32_t i = 0; i < plan.producers; ++i) {
    turns[i % count].give(i);
    ++served[i % count];
  }
  std::vector<std::jthread> threads;
  for (std::uint32_t i = 0; i < count; ++i) {
    threads.emplace_back([&, i] { serve(turns[i], served[i], quota, start); });
  }
}

}  // namespace

double run_producers(const Plan& plan, const StartAppend& start) {
  Quota quota(plan.appends);
  const auto begin = Clock::now();
  if (plan.form == Form::threads) {
    run_threads(plan, quota, start);
  } else {
    run_completions(plan, quota, start);
  }
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace rollcall::benchmarks
