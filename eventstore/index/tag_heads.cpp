#include "eventstore/index/tag_heads.hpp"

namespace rollcall::eventstore {

TagHeads::TagHeads(std::size_t max_tags)
    : max_young_(std::max<std::size_t>(1, max_tags / 2 / kShards)) {}

std::optional<Position> TagHeads::find(const TagPrefix& tag) {
  Shard& shard = shard_of(tag);
  const std::lock_guard lock(shard.mutex);
  if (const Position* position = shard.young.find(tag)) return *position;
  if (const Position* position = shard.old.find(tag)) {
    const Position kept = *position;
    raise(shard, tag, kept);
    return kept;
  }
  return std::nullopt;
}

void TagHeads::committed(const TagPrefix& tag, Position position) {
  Shard& shard = shard_of(tag);
  const std::lock_guard lock(shard.mutex);
  raise(shard, tag, position);
}

void TagHeads::forget_all() {
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    generation_.fetch_add(1, std::memory_order_release);
    shard.young.clear();
    shard.old.clear();
  }
}

void TagHeads::learn(const TagPrefix& tag, Position position, std::uint64_t as_of) {
  Shard& shard = shard_of(tag);
  const std::lock_guard lock(shard.mutex);
  if (generation() != as_of) return;
  if (const Position* old = shard.old.find(tag)) position = std::max(position, *old);
  raise(shard, tag, position);
}

void TagHeads::raise(Shard& shard, const TagPrefix& tag, Position position) {
  if (shard.young.size() >= max_young_ && shard.young.find(tag) == nullptr) {
    std::swap(shard.old, shard.young);
    shard.young.clear();
    generation_.fetch_add(1, std::memory_order_release);
  }
  Position& kept = shard.young.find_or_add(tag, position);
  kept = std::max(kept, position);
}

}  // namespace rollcall::eventstore
