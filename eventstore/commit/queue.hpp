#pragma once
// The appends that wait for the committer. Bounded in number and bytes.
// Threads: every method may be called from any thread; take() from one.

#include <condition_variable>
#include <deque>
#include <mutex>

#include "eventstore/commit/pending.hpp"

namespace rollcall::eventstore {

struct QueueLimits {
  std::size_t appends = 0;        // waiting
  std::size_t bytes = 0;          // waiting; one append is taken in whatever its size
  std::size_t group_appends = 0;  // taken at once
  std::size_t group_events = 0;
  std::size_t group_bytes = 0;
};

class Queue {
 public:
  using Appends = std::vector<std::unique_ptr<Pending>>;

  explicit Queue(const QueueLimits& limits) : limits_(limits) {}

  // Takes it only if it returns no error: Error::overloaded, or stopped after close().
  Result<void> push(std::unique_ptr<Pending>& pending);

  // The next appends, in the order of their coming, at least one; blocks until there is one.
  // Empty: closed, and nothing is left. Takes back the appends handed out before: freeing them is
  // left to the threads that push, because the committer's time is the scarcest.
  Appends take(Appends finished);

  void close();

 private:
  const QueueLimits limits_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<std::unique_ptr<Pending>> waiting_;
  Appends finished_;
  std::size_t waiting_bytes_ = 0;
  bool closed_ = false;
  bool taker_sleeps_ = false;
};

}  // namespace rollcall::eventstore
