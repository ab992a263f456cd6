#pragma once
// What is appended: events of 250 stored bytes with three tags, as the domain writes them. The log
// and the yardstick get the same bytes and the same tags.

#include <random>

#include "eventstore/log.hpp"

namespace rollcall::benchmarks {

inline constexpr std::size_t kStoredBytes = 250;
inline constexpr std::size_t kTags = 3;
inline constexpr eventstore::EventType kType = 76;
inline constexpr eventstore::OfficeId kOffice{7};

// One producer's events: each has the producer's own tag (a share's, on which its condition
// stands), one that it has in common with others (a list's), and one never used before (what the
// event newly names). Ids begin with a time, like UUIDv7. Not thread-safe.
class Workload {
 public:
  explicit Workload(std::uint32_t producer);

  const eventstore::Tag& own_tag() const { return own_; }

  eventstore::NewEvent next_event();

  // "Nothing with my tag, of the types that matter, came after what I know."
  eventstore::Condition condition(eventstore::Position after) const;

  std::array<eventstore::Tag, kTags> next_tags();
  eventstore::Id next_id();

 private:
  std::mt19937_64 random_;
  eventstore::Tag own_;
  eventstore::Tag shared_;
  eventstore::Bytes payload_;
};

// An append's worth of events as the log's interface takes them.
eventstore::Append make_append(Workload& workload, std::size_t events, eventstore::Position after);

}  // namespace rollcall::benchmarks
