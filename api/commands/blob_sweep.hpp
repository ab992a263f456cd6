#pragma once
// Takes blobs away that the log came to name nowhere: those of uploads that were refused or cut
// off.
//
// As in VaultSweep, a blob goes when it was found so twice, an hour or more apart, and has not been
// put again in between: no append is that long in flight.
//
// Threads: one at a time. A step looks at a bounded number of blobs.

#include <chrono>
#include <map>
#include <optional>

#include "eventstore/blobs.hpp"
#include "eventstore/log.hpp"

namespace rollcall::api {

class BlobSweep {
 public:
  using Time = eventstore::Blobs::Time;
  static constexpr std::size_t kAtOnce = 1'000;
  static constexpr std::size_t kMaxSuspects = 100'000;  // the rest waits for a later round
  static constexpr std::chrono::hours kPatience{1};

  BlobSweep(const eventstore::Log& log, eventstore::Blobs& blobs) : log_(log), blobs_(blobs) {}

  // Looks at the next blobs; true when those were the last and a new round begins.
  bool step(Time now);

 private:
  using Suspects = std::map<eventstore::StoredBlob, Time>;  // since when
  bool is_named(const eventstore::StoredBlob& blob) const;
  void look_at(const eventstore::StoredBlob& blob, Time now);

  const eventstore::Log& log_;
  eventstore::Blobs& blobs_;
  std::optional<eventstore::StoredBlob> after_;
  Suspects suspects_;  // of the last round
  Suspects found_;     // of this one, so far
};

}  // namespace rollcall::api
