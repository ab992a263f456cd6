#include "eventstore/rules/match.hpp"

#include <algorithm>

namespace rollcall::eventstore {

bool has_type(const QueryItem& item, EventType type) {
  return item.types.empty() || std::ranges::find(item.types, type) != item.types.end();
}

bool has_tags(std::span<const Tag> wanted, std::span<const Tag> tags) {
  return std::ranges::all_of(
      wanted, [&](const Tag& tag) { return std::ranges::find(tags, tag) != tags.end(); });
}

bool matches(const Query& query, EventType type, std::span<const Tag> tags) {
  if (query.items.empty()) return true;
  return std::ranges::any_of(query.items, [&](const QueryItem& item) {
    return has_type(item, type) && has_tags(item.tags, tags);
  });
}

}  // namespace rollcall::eventstore
