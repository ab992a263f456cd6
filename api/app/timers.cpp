#include "api/app/timers.hpp"

namespace rollcall::api {
namespace {

// A thread wakes the later, the longer its core has slept, and what work that was says; so it wakes
// once before, and the last sleep is always short.
constexpr std::chrono::milliseconds kEarly{2};

}  // namespace

Timers::Timers() : thread_([this] { run(); }) {}

Timers::~Timers() {
  stop();
}

void Timers::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Timers::after(std::chrono::milliseconds delay, std::function<void()> task) {
  at(std::chrono::steady_clock::now() + delay, std::move(task));
}

void Timers::at(Time due, std::function<void()> task) {
  std::lock_guard lock(mutex_);
  const auto place = tasks_.emplace(due, std::move(task));
  if (place == tasks_.begin()) wake_.notify_one();
}

void Timers::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (tasks_.empty()) {
      wake_.wait(lock);
      continue;
    }
    const auto due = tasks_.begin()->first;
    const auto now = std::chrono::steady_clock::now();
    if (due > now) {
      wake_.wait_until(lock, due - now > kEarly ? due - kEarly : due);
      continue;
    }
    auto task = std::move(tasks_.begin()->second);
    tasks_.erase(tasks_.begin());
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
  }
}

}  // namespace rollcall::api
