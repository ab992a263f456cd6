#include "eventstore/vault/key_cache.hpp"

namespace rollcall::eventstore {

std::optional<SecretKey> KeyCache::find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto it = by_name_.find(name);
  if (it == by_name_.end()) return std::nullopt;
  newest_first_.splice(newest_first_.begin(), newest_first_, it->second);
  return it->second->key;
}

std::uint64_t KeyCache::epoch() const {
  const std::lock_guard lock(mutex_);
  return epoch_;
}

void KeyCache::insert(const std::string& name, const SecretKey& key, std::uint64_t epoch) {
  const std::lock_guard lock(mutex_);
  if (epoch != epoch_ || by_name_.contains(name)) return;
  newest_first_.push_front({name, key});
  by_name_.emplace(name, newest_first_.begin());
  if (by_name_.size() > capacity_) {
    by_name_.erase(newest_first_.back().name);
    newest_first_.pop_back();
  }
}

void KeyCache::forget(const std::string& name) {
  const std::lock_guard lock(mutex_);
  ++epoch_;
  const auto it = by_name_.find(name);
  if (it == by_name_.end()) return;
  newest_first_.erase(it->second);
  by_name_.erase(it);
}

}  // namespace rollcall::eventstore
