#pragma once
// Views as of earlier moments, those asked for lately kept: a collection's pages follow one
// another, and whoever looks into a list's past looks at its shares then, too.
//
// Threads: every method from any thread. What is kept is bounded by the events that it was made
// from; the least recently used go first.

#include <memory>

#include "api/commands/fold_cache.hpp"
#include "projections/log_codec.hpp"
#include "replay/as_of.hpp"

namespace rollcall::api {

class PastViews {
 public:
  struct Limits {
    std::size_t events_of_view = replay::kMaxEventsOfView;
    std::size_t events_kept = 100'000;  // at least one view is, whatever it was made from
  };
  PastViews(const eventstore::Log& log, const projections::LogCodec& codec, const Limits& limits);

  // As replay::view_as_of.
  eventstore::Result<std::shared_ptr<const projections::ViewReader>> view(
      const eventstore::OfficeId& office, const replay::Subjects& subjects,
      eventstore::Position up_to);

  // After a key was destroyed: nothing that was read before shows any more, what is being read now
  // included.
  void forget();

 private:
  const eventstore::Log& log_;
  const projections::LogCodec& codec_;
  const Limits limits_;
  FoldCache kept_;
};

}  // namespace rollcall::api
