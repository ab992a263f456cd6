#include "api/commands/fold_cache.hpp"

namespace rollcall::api {

std::optional<FoldCache::Entry> FoldCache::find(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found == index_.end()) return std::nullopt;
  slots_.splice(slots_.begin(), slots_, found->second);
  return found->second->entry;
}

void FoldCache::advance(const std::string& key, eventstore::Position position) {
  std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found == index_.end()) return;
  auto& entry = found->second->entry;
  entry.position = std::max(entry.position, position);
}

void FoldCache::clear() {
  std::lock_guard lock(mutex_);
  index_.clear();
  slots_.clear();
  weight_ = 0;
  ++generation_;
}

std::uint64_t FoldCache::generation() const {
  std::lock_guard lock(mutex_);
  return generation_;
}

void FoldCache::put(const std::string& key, Entry entry, std::uint64_t generation) {
  std::lock_guard lock(mutex_);
  if (generation != generation_) return;
  if (const auto found = index_.find(key); found != index_.end()) {
    if (found->second->entry.position >= entry.position) return;
    drop(found->second);
  }
  weight_ += entry.weight;
  slots_.push_front({key, std::move(entry)});
  index_.emplace(slots_.front().key, slots_.begin());
  trim();
}

std::size_t FoldCache::size() const {
  std::lock_guard lock(mutex_);
  return slots_.size();
}

void FoldCache::drop(Slots::iterator slot) {
  weight_ -= slot->entry.weight;
  index_.erase(slot->key);
  slots_.erase(slot);
}

void FoldCache::trim() {
  while (weight_ > max_weight_ && slots_.size() > 1) drop(std::prev(slots_.end()));
}

}  // namespace rollcall::api
