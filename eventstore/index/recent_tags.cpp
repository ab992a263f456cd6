#include "eventstore/index/recent_tags.hpp"

namespace rollcall::eventstore {

Position RecentSnapshot::last(const TagPrefix& tag) const {
  if (const Position last = active_->last(tag); last > 0) return last;
  return sealed_ ? sealed_->last(tag) : 0;
}

std::vector<IndexRow> RecentSnapshot::find(const TagPrefix& tag, Position after,
                                           Position up_to) const {
  std::vector<IndexRow> newer = active_->find(tag, after, up_to);
  if (!sealed_) return newer;
  std::vector<IndexRow> rows = sealed_->find(tag, after, up_to);
  if (rows.empty()) return newer;
  rows.insert(rows.end(), newer.begin(), newer.end());
  return rows;
}

RecentSnapshot RecentTags::snapshot() const {
  const std::lock_guard lock(mutex_);
  return {sealed_, active_};
}

void RecentTags::batch_added(std::uint64_t sequence) {
  if (active_->size() < max_rows_) return;
  std::unique_lock lock(mutex_);
  if (sealed_ && active_->size() < 2 * max_rows_) return;
  changed_.wait(lock, [&] { return !sealed_ || is_over(); });
  if (is_over()) return;
  sealed_ = std::exchange(active_, std::make_shared<RecentRows>());
  sealed_up_to_ = sequence;
  changed_.notify_all();
}

void RecentTags::seal(std::uint64_t sequence) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !sealed_ || is_over(); });
  if (is_over()) return;
  sealed_ = std::exchange(active_, std::make_shared<RecentRows>());
  sealed_up_to_ = sequence;
  changed_.notify_all();
}

bool RecentTags::wait_for_indexer() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !sealed_ || is_over(); });
  return !is_over();
}

std::shared_ptr<RecentRows> RecentTags::take_sealed() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return sealed_ || is_over(); });
  return is_over() ? nullptr : sealed_;
}

void RecentTags::indexed() {
  const std::lock_guard lock(mutex_);
  sealed_.reset();
  indexed_up_to_ = sealed_up_to_;
  changed_.notify_all();
}

void RecentTags::fail() {
  const std::lock_guard lock(mutex_);
  failed_ = true;
  changed_.notify_all();
}

std::uint64_t RecentTags::indexed_up_to() const {
  const std::lock_guard lock(mutex_);
  return indexed_up_to_;
}

bool RecentTags::failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

void RecentTags::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

}  // namespace rollcall::eventstore
