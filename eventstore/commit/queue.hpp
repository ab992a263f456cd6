#pragma once
// The appends that wait for the committer. Bounded in number and bytes.
// Threads: every method may be called from any thread; take() and give_back() from one.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "eventstore/commit/pending.hpp"

namespace rollcall::eventstore {

struct QueueLimits {
  std::size_t appends = 0;        // waiting
  std::size_t bytes = 0;          // waiting; one append is taken in whatever its size
  std::size_t group_appends = 0;  // of one group
  std::size_t group_events = 0;
  std::size_t group_bytes = 0;
};

class Queue {
 public:
  using Appends = std::vector<std::unique_ptr<Pending>>;

  explicit Queue(const QueueLimits& limits) : limits_(limits) {}

  // Takes it only if it returns no error: Error::overloaded, or stopped after close().
  Result<void> push(std::unique_ptr<Pending>& pending);

  // Adds the next appends to the group, in the order of their coming, as many as the limits of a
  // group let in. If the group is empty, blocks until there is one, or the queue is closed and
  // empty. Returns how many it added. After a group of one it looks out for the next append for
  // some microseconds before it sleeps: a lone producer comes back sooner than a thread is woken.
  std::size_t take(Appends& group);

  // A group that was answered: freeing it is left to the threads that push, because the committer's
  // time is the scarcest.
  void give_back(Appends finished);

  void close();

 private:
  bool let_in(const Pending& next, const Appends& group) const;
  void look_out() const;

  const QueueLimits limits_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<std::unique_ptr<Pending>> waiting_;
  Appends finished_;
  std::size_t waiting_bytes_ = 0;
  std::size_t group_events_ = 0;  // of the group in the making
  std::size_t group_bytes_ = 0;
  bool closed_ = false;
  bool taker_sleeps_ = false;
  bool lone_ = false;                  // the group before was one append; the taker's
  std::atomic<bool> to_take_ = false;  // something waits, or never will: no need to look out
};

}  // namespace rollcall::eventstore
