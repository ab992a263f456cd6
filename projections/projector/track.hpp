#pragma once
// One projection on its way through the log: what it has written and not yet stored, how far it is,
// and why it stopped.
//
// Threads: the projector's.

#include <memory>
#include <string>

#include "projections/projector/checkpoint.hpp"
#include "projections/projector/progress.hpp"
#include "projections/store/overlay.hpp"

namespace rollcall::projections {

class Track {
 public:
  // `stands`: whether what is stored is of this log. If not, it must be erased.
  Track(std::unique_ptr<Projection> projection, std::shared_ptr<const ViewReader> base,
        RowCache& cache, bool stands);

  const Projection& projection() const { return *projection_; }
  bool runs() const { return stopped_reason_.empty(); }
  std::uint64_t batch() const { return checkpoint_.batch; }
  // Rows of another version or log must go before anything is applied.
  bool must_erase() const { return checkpoint_.erasing; }
  Reached reached() const;

  // Shows an event in the overlay; if it can't, stops.
  void apply(const OfficeId& office, const LoggedEvent& event);
  void stop(std::string reason) { stopped_reason_ = std::move(reason); }
  // Every event of the batch was applied.
  void finish(std::uint64_t batch) { checkpoint_.batch = batch; }
  void finish_erasing() { checkpoint_.erasing = false; }

  Overlay& overlay() { return overlay_; }
  const Overlay& overlay() const { return overlay_; }
  // Of the checkpoint as the store has it.
  std::uint64_t stored_batch() const { return stored_batch_; }
  // Gives the changes since the last write, and the checkpoint after them.
  void move_to(std::vector<ViewChange>& changes);
  ViewChange checkpoint_change() const;

 private:
  std::unique_ptr<Projection> projection_;
  Overlay overlay_;
  Checkpoint checkpoint_;
  std::uint64_t stored_batch_ = 0;
  std::string stopped_reason_;
};

// "event 12 of type 70: …": what of an event may be said aloud.
std::string describe(Position position, domain::EventType type, std::string_view what);

}  // namespace rollcall::projections
