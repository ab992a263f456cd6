#include "eventstore/commit/queue.hpp"

namespace rollcall::eventstore {

Result<void> Queue::push(std::unique_ptr<Pending>& pending) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return tl::unexpected(Error::stopped);
    if (waiting_.size() >= limits_.appends ||
        (!waiting_.empty() && waiting_bytes_ + pending->weight > limits_.bytes)) {
      return tl::unexpected(Error::overloaded);
    }
    waiting_bytes_ += pending->weight;
    waiting_.push_back(std::move(pending));
    wake = std::exchange(taker_sleeps_, false);
  }
  if (wake) filled_.notify_one();
  return {};
}

std::vector<std::unique_ptr<Pending>> Queue::take() {
  std::vector<std::unique_ptr<Pending>> group;
  std::size_t events = 0;
  std::size_t bytes = 0;
  std::unique_lock lock(mutex_);
  while (waiting_.empty() && !closed_) {
    taker_sleeps_ = true;
    filled_.wait(lock);
  }
  while (!waiting_.empty() && group.size() < limits_.group_appends) {
    const Pending& next = *waiting_.front();
    events += next.append.events.size();
    bytes += next.weight;
    if (!group.empty() && (events > limits_.group_events || bytes > limits_.group_bytes)) break;
    waiting_bytes_ -= next.weight;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

void Queue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  filled_.notify_all();
}

}  // namespace rollcall::eventstore
