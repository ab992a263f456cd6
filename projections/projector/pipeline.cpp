#include "projections/projector/pipeline.hpp"

#include <algorithm>

namespace rollcall::projections {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{24} << 20;
constexpr std::size_t kWriteBytes = std::size_t{8} << 20;  // more only if one batch needs it
constexpr std::size_t kErasedPerWrite = 10'000;

}  // namespace

Pipeline::Pipeline(const eventstore::Log& log, const LogCodec& codec,
                   std::unique_ptr<ViewStore> store,
                   std::vector<std::unique_ptr<Projection>> projections)
    : codec_(codec), store_(std::move(store)), cache_(kCacheBytes) {
  const auto last = read_last_batch(*store_->snapshot());
  const bool stands = last && eventstore::holds(log, *last);
  for (auto& projection : projections) {
    tracks_.push_back(
        std::make_unique<Track>(std::move(projection), store_->snapshot(), cache_, stands));
  }
  if (stands) {
    last_batch_ = *last;
  } else {
    start_anew();
  }
}

void Pipeline::start_anew() {
  std::vector<ViewChange> changes = {{last_batch_key(), std::nullopt}};
  for (const auto& [office, position] : read_positions(*store_->snapshot())) {
    changes.push_back({position_key(office), std::nullopt});
  }
  for (const auto& track : tracks_) changes.push_back(track->checkpoint_change());
  write(std::move(changes));
}

void Pipeline::erase_outdated(const std::function<bool()>& stopping) {
  for (const auto& track : tracks_) {
    if (!track->must_erase()) continue;
    std::string after;
    if (!write({track->checkpoint_change()})) return;  // from here on the old rows count no more
    while (erase_some(*track, after)) {
      if (stopping()) return;
    }
    if (!track->runs()) return;
    track->finish_erasing();
    if (!write({track->checkpoint_change()})) return;
  }
}

// False when there is nothing left, or nothing to be done.
bool Pipeline::erase_some(Track& track, std::string& after) {
  const std::string space(1, static_cast<char>(track.projection().key_space()));
  std::vector<ViewChange> erased;
  const auto view = store_->snapshot();
  view->scan(space, after, [&](std::string_view key, std::string_view) {
    erased.push_back({std::string(key), std::nullopt});
    return erased.size() < kErasedPerWrite;
  });
  if (view->failed()) stop_all("the views can't be read");
  if (erased.empty() || !track.runs()) return false;
  after = erased.back().key;
  return write(std::move(erased));
}

std::optional<std::uint64_t> Pipeline::next_from() const {
  std::optional<std::uint64_t> from;
  for (const auto& track : tracks_) {
    if (track->runs()) from = std::min(from.value_or(track->batch()), track->batch());
  }
  return from;
}

bool Pipeline::apply(const Batch& batch) {
  const std::uint64_t sequence = batch->batch.sequence;
  std::vector<Track*> tracks;
  for (const auto& track : tracks_) {
    if (track->runs() && track->batch() < sequence) tracks.push_back(track.get());
  }
  apply_to(tracks, *batch);
  for (Track* track : tracks) {
    if (track->runs()) {
      track->finish(sequence);
    } else {
      take_back(*track);
    }
  }
  unstored_.push_back(batch);
  return unstored_bytes() >= kWriteBytes;
}

void Pipeline::apply_to(const std::vector<Track*>& tracks,
                        const eventstore::CommittedBatch& batch) {
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    for (const eventstore::Record& record : batch.records[i]) {
      const bool any_runs = std::any_of(tracks.begin(), tracks.end(),
                                        [](const Track* track) { return track->runs(); });
      if (!any_runs) return;
      apply_record(tracks, batch.batch.ranges[i].office, record);
    }
  }
}

void Pipeline::apply_record(const std::vector<Track*>& tracks, const OfficeId& office,
                            const eventstore::Record& record) {
  const auto event = codec_.decode(office, record);
  for (Track* track : tracks) {
    if (!track->runs()) continue;
    if (event) {
      track->apply(office, *event);
    } else {
      track->stop(describe(record.position, record.type, codec::to_string(event.error())));
    }
  }
}

// Rare, so it may be slow: applies the unstored batches before the failing one once more.
void Pipeline::take_back(Track& track) {
  const std::string reason = track.reached().stopped_reason;
  track.overlay().drop();
  track.stop("");
  for (const Batch& batch : unstored_) {
    if (batch->batch.sequence > track.stored_batch()) apply_to({&track}, *batch);
  }
  track.stop(reason);
}

Published Pipeline::store() {
  Published published;
  std::vector<ViewChange> changes;
  std::uint64_t last = last_batch_.sequence;
  for (const auto& track : tracks_) {
    if (track->overlay().failed()) stop_all("the views can't be read");
    track->move_to(changes);
    last = std::max(last, track->batch());
  }
  published.positions = positions_after(last);
  auto mark = last_batch_;
  if (last > last_batch_.sequence) {
    mark = mark_of_unstored(last);
    changes.push_back({last_batch_key(), pack(mark)});
    for (const auto& [office, position] : published.positions) {
      changes.push_back({position_key(office), pack(position)});
    }
  }
  unstored_.clear();
  if (sound_ && write(std::move(changes))) {
    last_batch_ = mark;
  } else {
    published.positions.clear();
  }
  published.view = store_->snapshot();
  published.reached = reached();
  published.last_batch = last_batch_.sequence;
  return published;
}

eventstore::BatchMark Pipeline::mark_of_unstored(std::uint64_t sequence) const {
  const auto found = std::find_if(unstored_.begin(), unstored_.end(), [&](const Batch& batch) {
    return batch->batch.sequence == sequence;
  });
  return found == unstored_.end() ? eventstore::BatchMark{} : eventstore::mark_of((*found)->batch);
}

// Of the offices in the unstored batches. What made every projection stop counts for nothing.
Positions Pipeline::positions_after(std::uint64_t last) const {
  Positions positions;
  for (const Batch& batch : unstored_) {
    if (batch->batch.sequence > last) break;
    for (const eventstore::BatchRange& range : batch->batch.ranges) {
      positions[range.office] = range.first + range.count - 1;
    }
  }
  return positions;
}

bool Pipeline::write(std::vector<ViewChange> changes) {
  if (!store_->write(changes)) {
    stop_all("the views can't be written");
    return false;
  }
  for (ViewChange& change : changes) cache_.keep(std::move(change.key), std::move(change.value));
  const auto view = store_->snapshot();
  for (const auto& track : tracks_) track->overlay().rebase(view);
  return true;
}

void Pipeline::stop_all(const std::string& reason) {
  for (const auto& track : tracks_) {
    if (track->runs()) track->stop(reason);
  }
  sound_ = false;
}

std::vector<Reached> Pipeline::reached() const {
  std::vector<Reached> all;
  for (const auto& track : tracks_) all.push_back(track->reached());
  return all;
}

std::size_t Pipeline::unstored_bytes() const {
  std::size_t bytes = 0;
  for (const auto& track : tracks_) bytes += track->overlay().bytes();
  return bytes;
}

}  // namespace rollcall::projections
