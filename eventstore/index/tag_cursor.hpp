#pragma once
// Walks the index rows of one tag, in either direction. Reused from tag to tag, because making a
// RocksDB iterator costs as much as several steps. Not thread-safe.

#include <memory>

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
  explicit TagCursor(const Database& database) : rows_(database.iterate_tag()) {}

  // To the first row within the bounds, in their direction.
  void aim(const Tag& tag, const Bounds& bounds);
  // To the first row at `position` or beyond, in the direction of the bounds.
  void advance_to(Position position);
  void next();

  // Position of the tag's very last event, whatever the bounds; 0 if it has none.
  Result<Position> last(OfficeNumber office, const Tag& tag);

  // False at the end, or after an error.
  bool valid() const { return valid_; }
  Position position() const { return position_; }
  Result<EventType> type() const;
  Result<void> status() const;

 private:
  void step();
  void jump(Position position);
  void settle();

  std::unique_ptr<rocksdb::Iterator> rows_;
  Tag tag_;
  Bounds bounds_;
  bool valid_ = false;
  Position position_ = 0;
};

}  // namespace rollcall::eventstore
