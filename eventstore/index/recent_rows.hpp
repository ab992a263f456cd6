#pragma once
// Index rows in memory: tags and the positions that have them, of batches that follow one another.
//
// Threads: every method may be called from any thread, add() from one at a time.

#include <array>
#include <atomic>
#include <mutex>
#include <vector>

#include "eventstore/index/tag_map.hpp"

namespace rollcall::eventstore {

struct IndexRow {
  Position position = 0;
  EventType type = 0;
};

class RecentRows {
 public:
  // Positions of one office must come in ascending order; a row that is there already counts once.
  void add(const TagPrefix& tag, const IndexRow& row);

  // How many rows were added.
  std::size_t size() const { return size_.load(std::memory_order_relaxed); }

  // Position of the tag's last row; 0 if it has none.
  Position last(const TagPrefix& tag);

  // The tag's rows with a position > after and <= up_to, in ascending order.
  std::vector<IndexRow> find(const TagPrefix& tag, Position after, Position up_to);

  // Calls f(tag, position of its last row) for every tag.
  template <class F>
  void for_each_tag(F&& f) {
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      shard.last.for_each([&](const TagPrefix& tag, std::uint64_t link) {
        f(tag, shard.links[link].row.position);
      });
    }
  }

  // All rows in the order of their keys.
  std::vector<TagRow> sorted();

 private:
  static constexpr std::size_t kShards = 16;
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};

  // One per row, chained to the row before of the same tag.
  struct Link {
    IndexRow row;
    std::uint64_t previous = kNone;
  };
  struct Shard {
    std::mutex mutex;
    TagMap last{64};  // to the tag's last link
    std::vector<Link> links;
  };

  Shard& shard_of(const TagPrefix& tag) { return shards_[hash_of(tag) >> 60]; }

  std::array<Shard, kShards> shards_;
  std::atomic<std::size_t> size_ = 0;
};

}  // namespace rollcall::eventstore
