#pragma once
// Waiting for the views, with a deadline and without a thread.
//
// Threads: every method from any thread; callbacks run on the projector's thread, or the timers'
// when the time is up.

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "api/app/timers.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

class Waits {
 public:
  Waits(projections::Projector& projector, Timers& timers, std::chrono::milliseconds limit);

  // Calls `done` once: true when the projections that fill `spaces` (none given: all) have passed
  // the position, false when they cannot or the limit is over.
  void until_projected(const eventstore::OfficeId& office, eventstore::Position position,
                       std::vector<projections::KeySpace> spaces, std::function<void(bool)> done);

 private:
  struct Wait;
  void sweep();

  projections::Projector& projector_;
  Timers& timers_;
  const std::chrono::milliseconds limit_;
  std::mutex mutex_;
  // Every wait has the same limit, so they run out in the order they came.
  std::deque<std::pair<std::chrono::steady_clock::time_point, std::shared_ptr<Wait>>> waits_;
  bool sweeping_ = false;
};

}  // namespace rollcall::api
