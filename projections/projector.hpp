#pragma once
// Keeps every view up to date with the log: one thread, batch by batch, each batch and the
// checkpoints in one write. A failing event stops its projection, which then says so.
//
// Threads: all public methods from any thread; callbacks run on the projector's thread and must
// not block.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "eventstore/log.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

// A consistent state of the views and what it reflects.
struct ViewSnapshot {
  std::shared_ptr<const ViewReader> view;
  Position position = 0;  // of the office asked for; everything up to it is in the views that run
};

struct ProjectionStatus {
  std::string name;
  std::uint32_t version = 0;
  std::uint64_t batch = 0;     // last applied
  std::uint64_t lag = 0;       // batches behind the log
  std::string stopped_reason;  // "" while it runs
};

class Projector {
 public:
  virtual ~Projector() = default;  // stops: finishes the batch at hand, flushes the views

  virtual ViewSnapshot snapshot(const OfficeId& office) const = 0;

  // Calls `done(true)` once the projections that `spaces` names (none: all that run) passed
  // `position` of the office, at once and on the caller's thread if they have; `done(false)` if one
  // that `spaces` names is stopped, none runs, or the projector stops. The caller keeps the time
  // (Server::after). Of more than 16,384 of an office the one for the highest position is told no.
  virtual void when_projected(const OfficeId& office, Position position,
                              std::vector<KeySpace> spaces, std::function<void(bool)> done) = 0;

  // What projections that have data of persons erased or replaced of the office, up to now, is in
  // no file any more. May block for long; false if that could not be done.
  virtual bool rewrite_personal(const OfficeId& office) = 0;

  virtual std::vector<ProjectionStatus> status() const = 0;
  // True if every projection that runs has reached the log's last batch of the moment it was asked.
  virtual bool caught_up() const = 0;
};

struct ProjectorOptions {
  std::size_t max_batches_per_write = 256;
};

// Starts at the checkpoints; a projection with another version than its checkpoint starts from an
// empty key space. `log` and `codec` must outlive it.
std::unique_ptr<Projector> start_projector(const eventstore::Log& log, const LogCodec& codec,
                                           std::unique_ptr<ViewStore> store,
                                           std::vector<std::unique_ptr<Projection>> projections,
                                           const ProjectorOptions& options = {});

// The same code without a thread: applies one event to every projection over `view`. For as-of
// views and rebuild comparisons. False with a reason if a projection fails.
bool apply_to_all(const std::vector<std::unique_ptr<Projection>>& projections,
                  const OfficeId& office, const LoggedEvent& event, ViewStore& store,
                  std::string& reason);

}  // namespace rollcall::projections
