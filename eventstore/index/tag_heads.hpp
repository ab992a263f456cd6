#pragma once
// The last position in the family `tags` of every recently used tag, in memory: so that "nothing
// new since" is answered without touching the index. What it does not know, the index must be
// asked; what is not indexed yet it does not know (see recent_tags.hpp).
//
// Bounded: two generations per shard; when the young one is full the old one is dropped.
// Threads: every method may be called from any thread.

#include <array>
#include <atomic>
#include <mutex>
#include <optional>

#include "eventstore/index/tag_map.hpp"

namespace rollcall::eventstore {

class TagHeads {
 public:
  // `max_tags`: it keeps at least half of that many and never more.
  explicit TagHeads(std::size_t max_tags);

  // Position 0 if the tag is known to have no event; nullopt if nothing is known.
  std::optional<Position> find(const TagPrefix& tag);

  // The indexer's: the tag's last row that is now in `tags`.
  void committed(const TagPrefix& tag, Position position);

  // Of no tag anything is known any more.
  void forget_all();

  // A reader's, of what it found in the index. `as_of` is generation() from before the reader took
  // its snapshot: if a generation was dropped since, a later position may have been forgotten, and
  // what was found is not kept.
  void learn(const TagPrefix& tag, Position position, std::uint64_t as_of);
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

 private:
  static constexpr std::size_t kShards = 16;

  struct Shard {
    std::mutex mutex;
    TagMap young{1};
    TagMap old{1};
  };

  Shard& shard_of(const TagPrefix& tag) { return shards_[hash_of(tag) >> 60]; }
  void raise(Shard& shard, const TagPrefix& tag, Position position);

  const std::size_t max_young_;
  std::atomic<std::uint64_t> generation_ = 0;
  std::array<Shard, kShards> shards_;
};

}  // namespace rollcall::eventstore
