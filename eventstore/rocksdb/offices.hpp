#pragma once
// The offices of a log and their heads.

#include <atomic>
#include <deque>
#include <shared_mutex>
#include <unordered_map>

#include "eventstore/keys.hpp"

namespace rollcall::eventstore {

struct Office {
  OfficeId id{};
  OfficeNumber number = 0;
  // What readers may see: durable. Written by the committer alone.
  std::atomic<Position> head = 0;
  std::atomic<Millis> last_recorded_at = 0;

  // The committer's own: with what the group in hand adds.
  Position staged_head = 0;
  Millis staged_recorded_at = 0;
  std::size_t staged_range = 0;  // of its events in the batch, if staged_head > head
};

// Threads: every method may be called from any thread, add() from one at a time. An office stays
// where it is until the table goes.
class Offices {
 public:
  // nullptr if unknown.
  Office* find(const OfficeId& id) const;
  Office* find(OfficeNumber number) const;

  // With the next number: 1, 2, 3 … The office must be unknown.
  Office& add(const OfficeId& id);

  // In the order of their numbers, those with events.
  std::vector<OfficeId> with_events() const;
  std::size_t size() const;

 private:
  struct HashId {
    std::size_t operator()(const OfficeId& id) const;
  };

  mutable std::shared_mutex mutex_;
  std::deque<Office> by_number_;
  std::unordered_map<OfficeId, Office*, HashId> by_id_;
};

}  // namespace rollcall::eventstore
