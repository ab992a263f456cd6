#include "eventstore/index/queries.hpp"

#include <algorithm>
namespace rollcall::eventstore {
namespace {

bool matches_all(const QueryItem& item) {
  return item.tags.empty() && item.types.empty();
}

bool matches_all(const Query& query) {
  return query.items.empty() ||
         std::ranges::any_of(query.items, [](const QueryItem& item) { return matches_all(item); });
}

// In the direction of the bounds, each once, at most `limit`.
void put_in_order(std::vector<Position>& positions, const Bounds& bounds, std::size_t limit) {
  if (bounds.forward()) {
    std::ranges::sort(positions);
  } else {
    std::ranges::sort(positions, std::greater());
  }
  positions.erase(std::ranges::unique(positions).begin(), positions.end());
  if (positions.size() > limit) positions.resize(limit);
}

}  // namespace

Result<std::vector<Record>> Queries::read(const Query& query, const Bounds& bounds,
                                          std::size_t limit) const {
  std::vector<Record> records;
  if (bounds.empty()) return records;
  IndexScan scan = this->scan();
  const bool all = matches_all(query);
  if (all || (query.items.size() == 1 && query.items[0].tags.empty())) {
    const auto read = scan.read_all(all ? QueryItem{} : query.items[0], bounds, limit, records);
    if (!read) return tl::unexpected(read.error());
    return records;
  }
  std::vector<Position> positions;
  for (const QueryItem& item : query.items) {
    const auto found = scan.find(item, bounds, limit, positions);
    if (!found) return tl::unexpected(found.error());
  }
  if (positions.empty()) return records;
  if (query.items.size() > 1) put_in_order(positions, bounds, limit);
  return scan.fetch(bounds, positions);
}

void Queries::warm(const Query& query, OfficeNumber office) const {
  IndexScan scan = this->scan();
  for (const QueryItem& item : query.items) {
    for (const Tag& tag : item.tags) {
      if (!scan.last_of(office, tag)) return;  // the committer will meet the error again
    }
  }
}

}  // namespace rollcall::eventstore
