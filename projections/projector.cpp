#include "projections/projector.hpp"

#include <algorithm>
#include <stop_token>
#include <thread>

#include "projections/projector/pipeline.hpp"
#include "projections/projector/progress.hpp"
#include "projections/rows/rows.hpp"

namespace rollcall::projections {
namespace {

// Nothing waits for it: a batch wakes at once, and so does an end.
constexpr std::chrono::milliseconds kFollowFor(1'000);
// Of batches from the log at a time.
constexpr std::size_t kFetchBytes = std::size_t{16} << 20;

std::size_t bytes_of(const eventstore::CommittedBatch& batch) {
  std::size_t bytes = 0;
  for (const auto& records : batch.records) {
    for (const eventstore::Record& record : records) {
      bytes += sizeof record + record.payload.size();
    }
  }
  return bytes;
}

// How many batches to ask for, so that their events fit: judged by the largest of the last ones.
class FetchLimit {
 public:
  explicit FetchLimit(std::size_t most) : most_(std::max<std::size_t>(most, 1)) {}

  std::size_t get() const { return limit_; }
  void note(const std::vector<Pipeline::Batch>& batches) {
    std::size_t largest = 1;
    for (const auto& batch : batches) largest = std::max(largest, bytes_of(*batch));
    limit_ = std::clamp<std::size_t>(kFetchBytes / largest, 1, std::min(most_, 2 * limit_));
  }

 private:
  const std::size_t most_;
  std::size_t limit_ = 1;
};

class ThreadedProjector final : public Projector {
 public:
  ThreadedProjector(const eventstore::Log& log, const LogCodec& codec,
                    std::unique_ptr<ViewStore> store,
                    std::vector<std::unique_ptr<Projection>> projections,
                    const ProjectorOptions& options)
      : log_(log),
        limit_(options.max_batches_per_write),
        pipeline_(log, codec, std::move(store), std::move(projections)),
        progress_(pipeline_.view(), pipeline_.reached()),
        thread_([this](const std::stop_token& end) { run(end); }) {}

  ViewSnapshot snapshot(const OfficeId& office) const override {
    return progress_.snapshot(office);
  }

  void when_projected(const OfficeId& office, Position position, std::vector<KeySpace> spaces,
                      std::function<void(bool)> done) override {
    progress_.when_projected(office, position, {std::move(spaces), std::move(done)});
  }

  bool rewrite_personal(const OfficeId& office) override {
    std::vector<std::string> prefixes;
    for (const KeySpace space : kPersonalSpaces) {
      prefixes.push_back(std::string(1, static_cast<char>(space)) +
                         std::string(office.begin(), office.end()));
    }
    return pipeline_.rewrite(prefixes);
  }

  std::vector<ProjectionStatus> status() const override {
    const std::uint64_t last = log_.last_batch();
    std::vector<ProjectionStatus> all;
    for (Reached& reached : progress_.reached()) {
      const std::uint64_t lag = last > reached.batch ? last - reached.batch : 0;
      all.push_back({std::move(reached.name), reached.version, reached.batch, lag,
                     std::move(reached.stopped_reason)});
    }
    return all;
  }

  bool caught_up() const override {
    const std::uint64_t last = log_.last_batch();
    const auto all = progress_.reached();
    return std::all_of(all.begin(), all.end(), [&](const Reached& reached) {
      return !reached.runs() || reached.batch >= last;
    });
  }

 private:
  void run(const std::stop_token& end) {
    pipeline_.erase_outdated([&] { return end.stop_requested(); });
    while (!end.stop_requested() && step(end)) {
    }
    progress_.publish(pipeline_.store());  // why it stopped, if it did
    pipeline_.flush();
    progress_.end();
  }

  // False when there will be nothing more to do.
  bool step(const std::stop_token& end) {
    const auto from = pipeline_.next_from();
    if (!from) return false;
    const auto batches = log_.follow(*from, limit_.get(), kFollowFor, end);
    if (!batches) {
      if (batches.error() != eventstore::Error::stopped) {
        pipeline_.stop_all("the log can't be read");
      }
      return false;
    }
    bool is_stored = true;
    for (const Pipeline::Batch& batch : *batches) {
      is_stored = pipeline_.apply(batch);
      if (is_stored) progress_.publish(pipeline_.store());
    }
    if (!is_stored) progress_.publish(pipeline_.store());
    if (!batches->empty()) limit_.note(*batches);
    return true;
  }

  const eventstore::Log& log_;
  FetchLimit limit_;
  Pipeline pipeline_;
  Progress progress_;
  std::jthread thread_;  // the last: it ends before what it works on
};

}  // namespace

std::unique_ptr<Projector> start_projector(const eventstore::Log& log, const LogCodec& codec,
                                           std::unique_ptr<ViewStore> store,
                                           std::vector<std::unique_ptr<Projection>> projections,
                                           const ProjectorOptions& options) {
  return std::make_unique<ThreadedProjector>(log, codec, std::move(store), std::move(projections),
                                             options);
}

bool apply_to_all(const std::vector<std::unique_ptr<Projection>>& projections,
                  const OfficeId& office, const LoggedEvent& event, ViewStore& store,
                  std::string& reason) {
  Overlay overlay(store.snapshot(), nullptr);
  for (const auto& projection : projections) {
    if (!projection->apply(office, event, overlay, reason)) return false;
  }
  if (overlay.failed()) return fails(reason, "the views can't be read");
  std::vector<ViewChange> changes;
  overlay.move_to(changes);
  if (!changes.empty() && !store.write(changes)) {
    return fails(reason, "the views can't be written");
  }
  return true;
}

}  // namespace rollcall::projections
