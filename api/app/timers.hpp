#pragma once
// Tasks for later, on one thread of its own. For waits that hold no thread.
//
// Threads: after() from any thread. Tasks must not block; those not yet due at the end are dropped.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace rollcall::api {

class Timers {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Timers();
  ~Timers();
  void after(std::chrono::milliseconds delay, std::function<void()> task);
  void at(Time due, std::function<void()> task);
  void stop();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::multimap<Time, std::function<void()>> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace rollcall::api
