#pragma once
// Walks the index rows of one tag, in either direction: those in the family `tags`, and the recent
// ones, which all come after them. Reused from tag to tag, because making a RocksDB iterator costs
// as much as several steps. Not thread-safe.

#include <memory>

#include "eventstore/index/recent_tags.hpp"
#include "eventstore/log.hpp"
#include "eventstore/rocksdb/database.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

// What a read looks at: the positions of one office in (after, up_to].
struct Bounds {
  OfficeNumber office = 0;
  Position after = 0;
  Position up_to = 0;
  Direction direction = Direction::forward;

  bool empty() const { return up_to <= after; }
  bool forward() const { return direction == Direction::forward; }
};

class TagCursor {
 public:
  // The snapshot must outlive the cursor.
  TagCursor(const Database& database, const RecentSnapshot& recent)
      : database_(database), recent_(recent) {}

  // To the first row within the bounds, in their direction.
  void aim(const Tag& tag, const Bounds& bounds);
  // To the first row at `position` or beyond, in the direction of the bounds.
  void advance_to(Position position);
  void next();

  // Position of the tag's very last row in `tags`; 0 if it has none there.
  Result<Position> last_indexed(OfficeNumber office, const Tag& tag);

  // False at the end, or after an error.
  bool valid() const { return valid_; }
  Position position() const { return position_; }
  Result<EventType> type() const;
  Result<void> status() const;

 private:
  bool among_recent() const { return at_ < rows_.size(); }
  void jump(Position position);
  void enter_recent(std::size_t at);
  void enter_indexed(Position position);
  void settle_indexed();

  const Database& database_;
  const RecentSnapshot& recent_;
  std::unique_ptr<rocksdb::Iterator> indexed_;  // made when first needed
  TagPrefix tag_{};
  Bounds bounds_;
  std::vector<IndexRow> rows_;  // the recent ones within the bounds, ascending
  std::size_t at_ = 0;          // of rows_; its size: not among them
  Bounds indexed_bounds_;       // below the recent ones
  bool valid_ = false;
  Position position_ = 0;
};

}  // namespace rollcall::eventstore
