#include "api/feed/live.hpp"

#include <algorithm>

namespace rollcall::api::feed {
namespace {

constexpr std::chrono::milliseconds kLookAgain{1'000};  // whether anybody is still there
constexpr std::size_t kBatches = 256;

}  // namespace

Live::Live(const eventstore::Log& log, const Limits& limits)
    : log_(log), limits_(limits), thread_([this] { run(); }) {}

Live::~Live() {
  stop();
  thread_.join();
}

void Live::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_.request_stop();
  }
  changed_.notify_all();
}

tl::expected<std::unique_ptr<Live::Place>, Live::Full> Live::enter(
    const eventstore::OfficeId& office, const domain::Actor& by) {
  std::size_t of_office = 0;
  std::size_t of_credential = 0;
  const std::lock_guard lock(mutex_);
  for (const auto& [number, entry] : entries_) {
    if (entry.office != office) continue;
    ++of_office;
    of_credential += entry.by == by ? 1 : 0;
  }
  if (of_credential >= limits_.per_credential) return tl::make_unexpected(Full::for_credential);
  if (of_office >= limits_.per_office) return tl::make_unexpected(Full::for_office);
  const auto number = ++next_;
  entries_.emplace(number, Entry{office, by, {}});
  return std::make_unique<Place>(*this, number);
}

void Live::listen(const Place& place, std::weak_ptr<Listener> listener) {
  {
    const std::lock_guard lock(mutex_);
    entries_.at(place.number_).listener = std::move(listener);
  }
  changed_.notify_all();
}

void Live::leave(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  entries_.erase(number);
}

std::size_t Live::count() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

void Live::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_.stop_requested()) {
    changed_.wait(lock, [this] { return stopping_.stop_requested() || !entries_.empty(); });
    lock.unlock();
    follow(log_.last_batch());
    lock.lock();
  }
}

bool Live::idle() const {
  const std::lock_guard lock(mutex_);
  return stopping_.stop_requested() || entries_.empty();
}

// Whoever listened before `sequence` was asked for looks once: that batch may have come in between.
void Live::follow(std::uint64_t sequence) {
  wake(nullptr);
  while (!idle()) {
    const auto batches = log_.follow(sequence, kBatches, kLookAgain, stopping_.get_token());
    if (!batches) return stop();  // no more will come
    std::vector<eventstore::BatchRange> grown;
    for (const auto& each : *batches) {
      sequence = each->batch.sequence;
      grown.insert(grown.end(), each->batch.ranges.begin(), each->batch.ranges.end());
    }
    if (!grown.empty()) wake(&grown);
  }
}

// Without the lock: a listener that is let go here takes it to leave.
void Live::wake(const std::vector<eventstore::BatchRange>* of) {
  std::vector<std::shared_ptr<Listener>> listeners;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_.stop_requested()) return;
    for (const auto& [number, entry] : entries_) {
      const auto is_it = [&](const auto& range) { return range.office == entry.office; };
      if (of != nullptr && std::ranges::none_of(*of, is_it)) continue;
      if (auto listener = entry.listener.lock()) listeners.push_back(std::move(listener));
    }
  }
  for (const auto& listener : listeners) listener->wake();
}

}  // namespace rollcall::api::feed
