#pragma once
// The batches as followers get them: recent ones from memory, older ones from disk.
// Threads: every method may be called from any thread, push() from one.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>

#include "eventstore/rocksdb/batch_rows.hpp"

namespace rollcall::eventstore {

class Feed {
 public:
  using Batches = std::vector<std::shared_ptr<const CommittedBatch>>;

  // `last`: the sequence of the last durable batch.
  Feed(const Database& database, const Offices& offices, std::uint64_t last)
      : database_(database), offices_(offices), last_(last) {}

  // The next batch became durable.
  void push(std::shared_ptr<const CommittedBatch> batch);
  // Nothing more will come, or nobody may wait any more.
  void stop();

  // See Log::follow.
  Result<Batches> follow(std::uint64_t sequence, std::size_t limit,
                         std::chrono::milliseconds timeout, const std::stop_token& end) const;
  std::uint64_t last() const;

 private:
  struct Recent {
    std::shared_ptr<const CommittedBatch> batch;
    std::size_t bytes;
  };

  const Database& database_;
  const Offices& offices_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  std::uint64_t last_;
  bool stopped_ = false;
  std::deque<Recent> recent_;  // the last of them is batch `last_`
  std::size_t recent_bytes_ = 0;
};

}  // namespace rollcall::eventstore
