#include "projections/projector/progress.hpp"

#include <algorithm>

namespace rollcall::projections {
namespace {

Position find_in(const Positions& positions, const OfficeId& office) {
  const auto at = positions.find(office);
  return at == positions.end() ? 0 : at->second;
}

bool names(const std::vector<KeySpace>& spaces, KeySpace space) {
  return std::find(spaces.begin(), spaces.end(), space) != spaces.end();
}

// Who runs, and who is level with the furthest: when that changes, anybody's answer may.
bool same_standing(const std::vector<Reached>& before, std::uint64_t last_before,
                   const std::vector<Reached>& after, std::uint64_t last_after) {
  return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                    [&](const Reached& a, const Reached& b) {
                      return a.runs() == b.runs() &&
                             (a.batch >= last_before) == (b.batch >= last_after);
                    });
}

}  // namespace

Progress::Progress(std::shared_ptr<const ViewReader> view, std::vector<Reached> reached)
    : view_(std::move(view)),
      reached_(std::move(reached)),
      last_batch_(read_last_batch(*view_).value_or(eventstore::BatchMark{}).sequence),
      furthest_(read_positions(*view_)) {}

void Progress::publish(Published published) {
  AllAnswered answered;
  std::shared_ptr<const ViewReader> before;  // goes after the lock
  {
    const std::lock_guard lock(mutex_);
    const bool settled =
        same_standing(reached_, last_batch_, published.reached, published.last_batch);
    before = std::exchange(view_, std::move(published.view));
    reached_ = std::move(published.reached);
    last_batch_ = published.last_batch;
    for (const auto& [office, position] : published.positions) {
      Position& furthest = furthest_[office];
      furthest = std::max(furthest, position);
      if (!all_level()) behind_[office] = position;
    }
    if (all_level()) behind_.clear();
    const auto ask = [this](const OfficeId& office, Position position,
                            const std::vector<KeySpace>& spaces) {
      return verdict(office, position, spaces);
    };
    if (!settled) {
      waiters_.ask_all(ask, answered);
    } else {
      for (const auto& [office, position] : published.positions) {
        waiters_.ask(office, position, ask, answered);
      }
    }
  }
  call(std::move(answered));
}

void Progress::end() {
  AllAnswered answered;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    waiters_.ask_all([](const auto&, Position, const auto&) { return false; }, answered);
  }
  call(std::move(answered));
}

ViewSnapshot Progress::snapshot(const OfficeId& office) const {
  const std::lock_guard lock(mutex_);
  return {view_, position_of(office, all_level())};
}

void Progress::when_projected(const OfficeId& office, Position position, Waiter waiter) {
  AllAnswered answered;
  {
    const std::lock_guard lock(mutex_);
    auto passed = verdict(office, position, waiter.spaces);
    if (!passed && ended_) passed = false;
    if (passed) {
      answered.push_back({std::move(waiter.done), *passed});
    } else {
      waiters_.add(office, position, std::move(waiter), answered);
    }
  }
  call(std::move(answered));
}

std::vector<Reached> Progress::reached() const {
  const std::lock_guard lock(mutex_);
  return reached_;
}

bool Progress::all_level() const {
  return std::all_of(reached_.begin(), reached_.end(), [this](const Reached& projection) {
    return !projection.runs() || is_level(projection);
  });
}

Position Progress::position_of(const OfficeId& office, bool level) const {
  return find_in(level ? furthest_ : behind_, office);
}

std::optional<bool> Progress::verdict(const OfficeId& office, Position position,
                                      const std::vector<KeySpace>& spaces) const {
  bool passed = true;
  bool any_runs = false;
  for (const Reached& projection : reached_) {
    const bool is_named = names(spaces, projection.space);
    if (is_named && !projection.runs()) return false;
    if (!projection.runs()) continue;
    any_runs = true;
    if (!is_named && !spaces.empty()) continue;
    passed = passed && position_of(office, is_level(projection)) >= position;
  }
  if (!any_runs) return false;
  return passed ? std::optional(true) : std::nullopt;
}

}  // namespace rollcall::projections
