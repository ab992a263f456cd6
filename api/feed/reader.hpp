#pragma once
// Steps along an office's log: the events that a reader asked for, as they may know them.

#include <vector>

#include "api/app/context.hpp"
#include "api/feed/cloud_event.hpp"

namespace rollcall::api::feed {

// What is asked for: events of one of the types (none given: of any) that carry the tag.
struct Filter {
  std::vector<domain::EventType> types;
  std::optional<domain::Tag> tag;
};

// How far one step goes at most.
struct StepLimits {
  std::size_t events = 64;
  std::size_t bytes = std::size_t{64} << 10;  // the event that passes it is the step's last
};

struct Step {
  std::vector<CloudEvent> events;
  eventstore::Position next = 0;  // looked at up to here: what the next step begins after
  bool has_personal = false;
};

// Immutable. Threads: any; reads the log, so on a pool.
class Reader {
 public:
  Reader(const Context& context, Viewer viewer, Filter filter)
      : context_(context), viewer_(std::move(viewer)), filter_(std::move(filter)) {}

  const eventstore::OfficeId& office() const { return viewer_.office(); }
  eventstore::Position head() const { return context_.log.head(office()); }

  // The next events in (after, up_to]. It may give none and still have come further: without a tag
  // there is no index to go by, and a step looks at kMaxScanned events.
  tl::expected<Step, Failure> step(eventstore::Position after, eventstore::Position up_to,
                                   const StepLimits& limits = {}) const;
  static constexpr eventstore::Position kMaxScanned = 10'000;

 private:
  const Context& context_;
  const Viewer viewer_;
  const Filter filter_;
};

}  // namespace rollcall::api::feed
