#include "api/app/waits.hpp"

#include <atomic>

namespace rollcall::api {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{250};

}  // namespace

struct Waits::Wait {
  std::function<void(bool)> done;
  std::atomic<bool> over = false;

  void finish(bool projected) {
    if (!over.exchange(true)) std::exchange(done, nullptr)(projected);
  }
};

Waits::Waits(projections::Projector& projector, Timers& timers, std::chrono::milliseconds limit)
    : projector_(projector), timers_(timers), limit_(limit) {}

void Waits::until_projected(const eventstore::OfficeId& office, eventstore::Position position,
                            std::vector<projections::KeySpace> spaces,
                            std::function<void(bool)> done) {
  auto wait = std::make_shared<Wait>();
  wait->done = std::move(done);
  projector_.when_projected(office, position, std::move(spaces),
                            [wait](bool projected) { wait->finish(projected); });
  if (wait->over) return;
  std::lock_guard lock(mutex_);
  while (!waits_.empty() && waits_.front().second->over) waits_.pop_front();
  waits_.emplace_back(std::chrono::steady_clock::now() + limit_, std::move(wait));
  if (std::exchange(sweeping_, true)) return;
  timers_.after(kSweepEvery, [this] { sweep(); });
}

void Waits::sweep() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<std::shared_ptr<Wait>> late;
  {
    std::lock_guard lock(mutex_);
    while (!waits_.empty() && (waits_.front().second->over || waits_.front().first <= now)) {
      late.push_back(std::move(waits_.front().second));
      waits_.pop_front();
    }
    sweeping_ = !waits_.empty();
  }
  for (const auto& wait : late) wait->finish(false);
  std::lock_guard lock(mutex_);
  if (sweeping_) timers_.after(kSweepEvery, [this] { sweep(); });
}

}  // namespace rollcall::api
