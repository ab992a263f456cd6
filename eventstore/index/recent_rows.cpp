#include "eventstore/index/recent_rows.hpp"

#include <algorithm>
#include <cstring>

namespace rollcall::eventstore {

void RecentRows::add(const TagPrefix& tag, const IndexRow& row) {
  Shard& shard = shard_of(tag);
  {
    const std::lock_guard lock(shard.mutex);
    std::uint64_t& last = shard.last.find_or_add(tag, kNone);
    if (last != kNone && shard.links[last].row.position == row.position) return;
    shard.links.push_back({row, last});
    last = shard.links.size() - 1;
  }
  size_.fetch_add(1, std::memory_order_relaxed);
}

Position RecentRows::last(const TagPrefix& tag) {
  Shard& shard = shard_of(tag);
  const std::lock_guard lock(shard.mutex);
  const std::uint64_t* last = shard.last.find(tag);
  return last == nullptr ? 0 : shard.links[*last].row.position;
}

std::vector<IndexRow> RecentRows::find(const TagPrefix& tag, Position after, Position up_to) {
  std::vector<IndexRow> rows;
  Shard& shard = shard_of(tag);
  const std::lock_guard lock(shard.mutex);
  const std::uint64_t* last = shard.last.find(tag);
  for (std::uint64_t at = last == nullptr ? kNone : *last; at != kNone;) {
    const Link& link = shard.links[at];
    if (link.row.position <= after) break;
    if (link.row.position <= up_to) rows.push_back(link.row);
    at = link.previous;
  }
  std::ranges::reverse(rows);
  return rows;
}

std::vector<TagRow> RecentRows::sorted() {
  std::vector<TagRow> rows;
  rows.reserve(size());
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    shard.last.for_each([&](const TagPrefix& tag, std::uint64_t last) {
      for (std::uint64_t at = last; at != kNone; at = shard.links[at].previous) {
        const IndexRow& row = shard.links[at].row;
        rows.push_back({tag_key(tag, row.position), row.type});
      }
    });
  }
  std::ranges::sort(rows, [](const TagRow& one, const TagRow& other) {
    return std::memcmp(one.key.data(), other.key.data(), one.key.size()) < 0;
  });
  return rows;
}

}  // namespace rollcall::eventstore
