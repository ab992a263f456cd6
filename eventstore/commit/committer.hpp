#pragma once
// The one thread that writes: takes all waiting appends, decides them in order, writes what they
// add with one WriteBatch and one fsync, then answers them.
//
// Fail-stop: after an error of that write, or of the indexer, nothing is written any more. Its
// bytes may be in the write-ahead log all the same, so the outcome of the group is unknown until
// the log is reopened.

#include <thread>

#include "eventstore/commit/feed.hpp"
#include "eventstore/commit/group.hpp"
#include "eventstore/commit/queue.hpp"
#include "eventstore/rocksdb/recovery.hpp"

namespace rollcall::eventstore {

class Committer {
 public:
  // All that is referred to must outlive it.
  Committer(const Database& database, Offices& offices, const Queries& queries, RecentTags& recent,
            Feed& feed, const Tail& tail, const QueueLimits& limits);
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;
  ~Committer() { stop(); }

  // Commits what is queued, and takes no more. May be called again.
  void stop();

  // Answers Error::overloaded or stopped on this thread, everything else on the committer's.
  void append(std::unique_ptr<Pending> pending);

  bool writable() const { return writable_.load(std::memory_order_acquire) && !recent_.failed(); }

 private:
  using Appends = Queue::Appends;

  void run();
  void commit(Appends& appends);
  void stage(Appends& appends);
  bool write();
  void fail(Appends& appends);

  const Database& database_;
  RecentTags& recent_;
  Feed& feed_;
  Tail tail_;
  Group group_;
  Queue queue_;
  std::atomic<bool> writable_ = true;
  std::thread thread_;
};

}  // namespace rollcall::eventstore
