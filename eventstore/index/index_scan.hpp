#pragma once
// One look into the index and the events, with the iterators it needs: make one per read, on the
// thread that reads. Sees what was durable when it was made, and maybe more. Not thread-safe.

#include <span>

#include "eventstore/index/tag_cursor.hpp"
#include "eventstore/index/tag_heads.hpp"

namespace rollcall::eventstore {

class IndexScan {
 public:
  IndexScan(const Database& database, TagHeads& heads, RecentSnapshot recent)
      : database_(database),
        heads_(heads),
        generation_(heads.generation()),
        recent_(std::move(recent)) {}
  IndexScan(const IndexScan&) = delete;
  IndexScan& operator=(const IndexScan&) = delete;

  // Position of the last event with the tag, from memory if it is known there.
  Result<Position> last_of(OfficeNumber office, const Tag& tag);

  // Whether an event within the bounds could match, judged by the heads of the item's tags alone.
  Result<bool> may_match(const QueryItem& item, const Bounds& bounds);

  // Whether any event within the bounds matches.
  Result<bool> any(const QueryItem& item, const Bounds& bounds);

  // Adds the positions of the first `limit` matches of an item, in the direction of the bounds.
  Result<void> find(const QueryItem& item, const Bounds& bounds, std::size_t limit,
                    std::vector<Position>& found);

  // Adds the first `limit` events within the bounds that have one of the item's types.
  Result<void> read_all(const QueryItem& item, const Bounds& bounds, std::size_t limit,
                        std::vector<Record>& found);

  // The events at the positions, which must exist and be sorted in the direction of the bounds.
  Result<std::vector<Record>> fetch(const Bounds& bounds, const std::vector<Position>& positions);

 private:
  TagCursor& cursor(std::size_t index);
  Result<void> find_by_tags(const QueryItem& item, const Bounds& bounds, std::size_t limit,
                            std::vector<Position>& found);
  bool meet(std::size_t cursors, const Bounds& bounds);

  // Calls f(position, stored bytes) for each event within the bounds until it returns false or an
  // error.
  template <class F>
  Result<void> walk(const Bounds& bounds, F&& f);
  Result<void> fetch_near(const Bounds& bounds, std::span<const Position> positions,
                          std::vector<Record>& records);
  Result<void> fetch_scattered(OfficeNumber office, std::span<const Position> positions,
                               std::vector<Record>& records);

  const Database& database_;
  TagHeads& heads_;
  const std::uint64_t generation_;  // from before any iterator was made, see TagHeads::learn
  const RecentSnapshot recent_;     // the same
  std::vector<std::unique_ptr<TagCursor>> cursors_;  // made when first needed
};

}  // namespace rollcall::eventstore
