#include "eventstore/commit/staged.hpp"

#include <algorithm>
#include <ranges>

#include "eventstore/rules/match.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};

}  // namespace

void Staged::add(const Office& office, Position position, EventType type,
                 std::span<const Tag> tags) {
  const std::size_t event = events_.size();
  events_.push_back({&office, position, type, tags});
  for (const Tag& tag : tags) {
    std::uint64_t& last = last_.find_or_add(tag_prefix(office.number, tag), kNone);
    rows_.push_back({event, last});
    last = rows_.size() - 1;
  }
}

bool Staged::any(const Office& office, const Query& query, Position after) {
  if (office.staged_head <= after || office.staged_head == office.head) return false;
  if (query.items.empty()) return true;
  return std::ranges::any_of(
      query.items, [&](const QueryItem& item) { return any_of_item(office, item, after); });
}

bool Staged::any_of_item(const Office& office, const QueryItem& item, Position after) {
  if (item.tags.empty()) return any_of_type(office, item, after);
  const std::uint64_t* last = last_.find(tag_prefix(office.number, item.tags.front()));
  for (std::size_t at = last == nullptr ? kNone : *last; at != kNone; at = rows_[at].previous) {
    const Event& event = events_[rows_[at].event];
    if (event.position <= after) return false;
    if (has_type(item, event.type) && has_tags(item.tags, event.tags)) return true;
  }
  return false;
}

bool Staged::any_of_type(const Office& office, const QueryItem& item, Position after) const {
  for (const Event& event : events_ | std::views::reverse) {
    if (event.office != &office) continue;
    if (event.position <= after) return false;
    if (has_type(item, event.type)) return true;
  }
  return false;
}

void Staged::clear() {
  events_.clear();
  rows_.clear();
  last_.clear();
}

}  // namespace rollcall::eventstore
