#pragma once
// The index rows that are not in the family `tags` yet. A row that is put into RocksDB's memtable
// one by one, under a key that is random, costs more than all else of an event; so rows gather in
// hash maps here (and, for a restart, in one row of `recent` per batch) and go to `tags` by the
// hundred thousand, sorted: see indexer.hpp.
//
// Two parts: the committer adds to the active one; when that is full it is sealed, and the indexer
// takes it. Every position of an office in here is higher than all of that office that are only in
// `tags`, and every one in the active part higher than those in the sealed one.
//
// Threads: as each method says; snapshot() and failed() from any thread.

#include <condition_variable>
#include <memory>
#include <optional>

#include "eventstore/index/recent_rows.hpp"

namespace rollcall::eventstore {

// What a reader sees, for as long as it holds it: take one before looking into `tags`, and nothing
// is missed that moves there meanwhile (but some of it may be found in both).
class RecentSnapshot {
 public:
  RecentSnapshot(std::shared_ptr<RecentRows> sealed, std::shared_ptr<RecentRows> active)
      : sealed_(std::move(sealed)), active_(std::move(active)) {}

  // Position of the tag's last row; 0 if it has none in here.
  Position last(const TagPrefix& tag) const;

  // The tag's rows with a position > after and <= up_to, in ascending order.
  std::vector<IndexRow> find(const TagPrefix& tag, Position after, Position up_to) const;

 private:
  std::shared_ptr<RecentRows> sealed_;  // may be null
  std::shared_ptr<RecentRows> active_;
};

class RecentTags {
 public:
  // The active part is sealed at `max_rows`; at most twice as many wait for the indexer.
  explicit RecentTags(std::size_t max_rows) : max_rows_(max_rows) {}

  RecentSnapshot snapshot() const;

  // The committer's. May be called before what the row is about is durable: readers ask for
  // nothing beyond an office's head.
  void add(const TagPrefix& tag, const IndexRow& row) { active_->add(tag, row); }

  // The committer's: all rows up to that batch were added. Seals the active part if it is full;
  // waits if the indexer is far behind.
  void batch_added(std::uint64_t sequence);

  // The committer's: seals the active part, full or not; all rows up to that batch were added.
  void seal(std::uint64_t sequence);
  // Until nothing sealed waits for the indexer. False if that will not be.
  bool wait_for_indexer();

  // The indexer's: the next sealed part, to be given back by indexed(). Blocks; null after close().
  std::shared_ptr<RecentRows> take_sealed();
  void indexed();
  // The indexer's: rows can't be brought to `tags`. What is in memory stays readable.
  void fail();

  // The sequence of the last batch whose rows are all in `tags`; 0 if none is known to be.
  std::uint64_t indexed_up_to() const;
  bool failed() const;
  // Nothing is added any more, and nothing waits.
  void close();

 private:
  bool is_over() const { return closed_ || failed_; }

  const std::size_t max_rows_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<RecentRows> active_ = std::make_shared<RecentRows>();
  std::shared_ptr<RecentRows> sealed_;
  std::uint64_t sealed_up_to_ = 0;
  std::uint64_t indexed_up_to_ = 0;
  bool failed_ = false;
  bool closed_ = false;
};

}  // namespace rollcall::eventstore
