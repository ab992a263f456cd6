#include "eventstore/commit/queue.hpp"

#include <chrono>
#include <thread>

namespace rollcall::eventstore {
namespace {

// More than that the committer frees itself, so that no big import stays in memory for long.
constexpr std::size_t kMaxFinished = 256;
constexpr std::size_t kMaxFinishedBytes = std::size_t{1} << 20;

// Longer than a producer that is awake takes from its answer to its next append. One that must be
// woken first comes sooner, beside a real disk, if the committer sleeps (benchmarks/README.md).
constexpr std::chrono::microseconds kLookOut{10};

bool may_wait(const Queue::Appends& finished) {
  std::size_t bytes = 0;
  for (const auto& each : finished) bytes += each->weight;
  return finished.size() <= kMaxFinished && bytes <= kMaxFinishedBytes;
}

}  // namespace

Result<void> Queue::push(std::unique_ptr<Pending>& pending) {
  bool wake = false;
  Appends finished;  // freed after the lock is given back
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return tl::unexpected(Error::stopped);
    if (waiting_.size() >= limits_.appends ||
        (!waiting_.empty() && waiting_bytes_ + pending->weight > limits_.bytes)) {
      return tl::unexpected(Error::overloaded);
    }
    waiting_bytes_ += pending->weight;
    waiting_.push_back(std::move(pending));
    to_take_.store(true, std::memory_order_relaxed);
    wake = std::exchange(taker_sleeps_, false);
    finished.swap(finished_);
  }
  if (wake) filled_.notify_one();
  return {};
}

std::size_t Queue::take(Appends& group) {
  const std::size_t before = group.size();
  if (before == 0) {
    group_events_ = group_bytes_ = 0;
    if (std::exchange(lone_, false)) look_out();
  }
  std::unique_lock lock(mutex_);
  while (before == 0 && waiting_.empty() && !closed_) {
    taker_sleeps_ = true;
    filled_.wait(lock);
  }
  while (!waiting_.empty() && let_in(*waiting_.front(), group)) {
    const Pending& next = *waiting_.front();
    group_events_ += next.append.events.size();
    group_bytes_ += next.weight;
    waiting_bytes_ -= next.weight;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  to_take_.store(!waiting_.empty() || closed_, std::memory_order_relaxed);
  return group.size() - before;
}

// A hint only: what there is to take is seen under the lock.
void Queue::look_out() const {
  const auto end = std::chrono::steady_clock::now() + kLookOut;
  while (!to_take_.load(std::memory_order_relaxed) && std::chrono::steady_clock::now() < end) {
    std::this_thread::yield();  // a producer that was woken on this core goes first
  }
}

bool Queue::let_in(const Pending& next, const Appends& group) const {
  if (group.empty()) return true;
  return group.size() < limits_.group_appends &&
         group_events_ + next.append.events.size() <= limits_.group_events &&
         group_bytes_ + next.weight <= limits_.group_bytes;
}

void Queue::give_back(Appends finished) {
  lone_ = finished.size() == 1;
  if (!may_wait(finished)) finished.clear();
  const std::lock_guard lock(mutex_);
  finished_.swap(finished);
}

void Queue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    to_take_.store(true, std::memory_order_relaxed);
  }
  filled_.notify_all();
}

}  // namespace rollcall::eventstore
