#pragma once
// The events that a group holds so far, not yet durable: what a condition of the next append in the
// same group is checked against, beside the index. The committer's own; not thread-safe.

#include <span>

#include "eventstore/index/tag_map.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

class Staged {
 public:
  // `tags` must stay where it is until clear().
  void add(const Office& office, Position position, EventType type, std::span<const Tag> tags);

  // Whether a staged event of the office after `after` matches.
  bool any(const Office& office, const Query& query, Position after);

  void clear();

  // Calls f(tag of an office, position of its last staged event).
  template <class F>
  void for_each_tag(F&& f) const {
    last_.for_each([&](const TagPrefix& tag, std::uint64_t row) {
      f(tag, events_[rows_[row].event].position);
    });
  }

 private:
  struct Event {
    const Office* office;
    Position position;
    EventType type;
    std::span<const Tag> tags;
  };
  // One per event and tag, chained to the row before of the same tag.
  struct Row {
    std::size_t event;
    std::size_t previous;
  };

  bool any_of_item(const Office& office, const QueryItem& item, Position after);
  bool any_of_type(const Office& office, const QueryItem& item, Position after) const;

  std::vector<Event> events_;
  std::vector<Row> rows_;
  TagMap last_{512};  // to the tag's last row
};

}  // namespace rollcall::eventstore
