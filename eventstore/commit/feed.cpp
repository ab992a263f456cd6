#include "eventstore/commit/feed.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kRecentBatches = 4'096;
constexpr std::size_t kRecentBytes = std::size_t{32} << 20;

std::size_t size_of(const CommittedBatch& batch) {
  std::size_t bytes = sizeof(batch);
  for (const auto& records : batch.records) {
    for (const Record& record : records) bytes += sizeof(record) + record.payload.size();
  }
  return bytes;
}

}  // namespace

void Feed::push(std::shared_ptr<const CommittedBatch> batch) {
  const std::size_t bytes = size_of(*batch);
  Batches dropped;  // freed after the lock is given back
  {
    const std::lock_guard lock(mutex_);
    last_ = batch->batch.sequence;
    recent_.push_back({std::move(batch), bytes});
    recent_bytes_ += bytes;
    while (recent_.size() > kRecentBatches || recent_bytes_ > kRecentBytes) {
      recent_bytes_ -= recent_.front().bytes;
      dropped.push_back(std::move(recent_.front().batch));
      recent_.pop_front();
    }
  }
  changed_.notify_all();
}

void Feed::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

Result<Feed::Batches> Feed::follow(std::uint64_t sequence, std::size_t limit,
                                   std::chrono::milliseconds timeout,
                                   const std::stop_token& end) const {
  Batches next;
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, end, timeout, [&] { return stopped_ || last_ > sequence; });
  if (last_ <= sequence) {
    if (stopped_) return tl::unexpected(Error::stopped);
    return next;
  }
  const std::uint64_t oldest = last_ - recent_.size() + 1;
  if (sequence + 1 < oldest) {
    const std::uint64_t up_to = last_;
    lock.unlock();
    return read_batches(database_, offices_, sequence, up_to, limit);
  }
  for (std::size_t i = sequence + 1 - oldest; i < recent_.size() && next.size() < limit; ++i) {
    next.push_back(recent_[i].batch);
  }
  return next;
}

std::uint64_t Feed::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

}  // namespace rollcall::eventstore
