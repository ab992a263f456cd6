#pragma once
// The yardstick: RocksDB itself, in the log's settings and column families, written by one
// committer thread: one WriteBatch and one fsync for all that wait. It writes the same rows as the
// log's committer and does nothing else: no condition, no hash, no feed, no index.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "eventstore/rocksdb/database.hpp"

namespace rollcall::benchmarks {

struct RawEvent {
  std::vector<eventstore::Tag> tags;
  eventstore::Bytes stored;
};

struct RawAppend {
  std::vector<RawEvent> events;
  std::function<void(eventstore::Position last)> done;
};

class RawStore {
 public:
  explicit RawStore(const std::filesystem::path& folder);
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;
  ~RawStore();

  // Any thread. `done` runs on the committer's once the events are durable.
  void append(std::unique_ptr<RawAppend> append);

 private:
  using Appends = std::vector<std::unique_ptr<RawAppend>>;

  Appends take();
  void run();
  void put(const RawEvent& event);
  void put_batch(eventstore::Position first);

  std::unique_ptr<eventstore::Database> database_;
  rocksdb::WriteBatch write_;
  eventstore::Bytes tag_rows_;
  eventstore::Position head_ = 0;
  std::uint64_t sequence_ = 0;

  std::mutex mutex_;
  std::condition_variable filled_;
  Appends waiting_;
  bool taker_sleeps_ = false;
  bool closed_ = false;
  std::thread committer_;
};

}  // namespace rollcall::benchmarks
