#pragma once
// Batches in, views out: decodes each event once, shows it to every projection that has not seen
// it, and stores many small batches in one write. A batch is never split over two writes, so it is
// seen as a whole or not at all, and a crash leaves whole batches.
//
// Threads: the projector's.

#include <functional>
#include <memory>
#include <vector>

#include "eventstore/log.hpp"
#include "projections/projector/track.hpp"

namespace rollcall::projections {

class Pipeline {
 public:
  using Batch = std::shared_ptr<const eventstore::CommittedBatch>;

  // Views that do not stand on a batch of `log` (which was put back to an earlier state, or is
  // another) are made anew.
  Pipeline(const eventstore::Log& log, const LogCodec& codec, std::unique_ptr<ViewStore> store,
           std::vector<std::unique_ptr<Projection>> projections);

  // Empties the key spaces that hold rows of another version or log, a bounded number of rows a
  // write. Stops early, to go on at the next start, when `stopping` says so.
  void erase_outdated(const std::function<bool()>& stopping);
  // Where to follow the log from: the lowest checkpoint. nullopt: every projection has stopped.
  std::optional<std::uint64_t> next_from() const;

  // Applies a batch; true if it is time to store().
  bool apply(const Batch& batch);
  // Writes what was applied; what to publish then.
  Published store();

  // For what is no projection's fault. Nothing is written any more.
  void stop_all(const std::string& reason);
  std::vector<Reached> reached() const;
  std::shared_ptr<const ViewReader> view() const { return store_->snapshot(); }
  void flush() { store_->flush(); }
  // Threads: any.
  bool rewrite(const std::vector<std::string>& prefixes) { return store_->rewrite(prefixes); }

 private:
  // Nothing stored counts any more, in one write; erase_outdated() does the rest.
  void start_anew();
  eventstore::BatchMark mark_of_unstored(std::uint64_t sequence) const;
  bool erase_some(Track& track, std::string& after);
  void apply_to(const std::vector<Track*>& tracks, const eventstore::CommittedBatch& batch);
  void apply_record(const std::vector<Track*>& tracks, const OfficeId& office,
                    const eventstore::Record& record);
  // Of a stopped projection keeps what whole batches gave.
  void take_back(Track& track);
  Positions positions_after(std::uint64_t last) const;
  bool write(std::vector<ViewChange> changes);
  std::size_t unstored_bytes() const;

  const LogCodec& codec_;
  const std::unique_ptr<ViewStore> store_;
  RowCache cache_;
  std::vector<std::unique_ptr<Track>> tracks_;
  eventstore::BatchMark last_batch_;  // that any projection has applied
  std::vector<Batch> unstored_;
  bool sound_ = true;
};

}  // namespace rollcall::projections
