#pragma once
// What readers see of the projector: the views' current state, how far each projection is, and who
// waits. The projector's thread publishes, any thread asks.

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "projections/projector.hpp"
#include "projections/projector/checkpoint.hpp"
#include "projections/projector/waiters.hpp"

namespace rollcall::projections {

// How far one projection is.
struct Reached {
  KeySpace space{};
  std::string name;
  std::uint32_t version = 0;
  std::uint64_t batch = 0;
  std::string stopped_reason;
  bool runs() const { return stopped_reason.empty(); }
};

// What one write brought.
struct Published {
  std::shared_ptr<const ViewReader> view;
  std::vector<Reached> reached;
  std::uint64_t last_batch = 0;  // that any projection has applied
  Positions positions;           // of the offices whose events the write covers, after it
};

// Projections may be apart (one is rebuilt, one had stopped). Those that reached the furthest one
// are at its positions; for those behind a lower bound is kept: what the batches since the start
// say, in which all of them take part.
class Progress {
 public:
  Progress(std::shared_ptr<const ViewReader> view, std::vector<Reached> reached);

  void publish(Published published);
  // Tells all who wait no, now and from now on.
  void end();

  ViewSnapshot snapshot(const OfficeId& office) const;
  void when_projected(const OfficeId& office, Position position, Waiter waiter);
  std::vector<Reached> reached() const;

 private:
  // These want the lock.
  bool is_level(const Reached& projection) const { return projection.batch >= last_batch_; }
  bool all_level() const;
  Position position_of(const OfficeId& office, bool level) const;
  std::optional<bool> verdict(const OfficeId& office, Position position,
                              const std::vector<KeySpace>& spaces) const;

  mutable std::mutex mutex_;
  std::shared_ptr<const ViewReader> view_;
  std::vector<Reached> reached_;
  std::uint64_t last_batch_ = 0;
  Positions furthest_;  // after last_batch_
  Positions behind_;    // at least so far are all that run
  Waiters waiters_;
  bool ended_ = false;
};

}  // namespace rollcall::projections
