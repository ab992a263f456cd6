#pragma once
// Idempotency keys of requests that are running: a second one gets 409 until the first is answered.
//
// Threads: every method from any thread. Bounded by the number of requests that run at once.

#include <mutex>
#include <string>
#include <unordered_set>

namespace rollcall::api {

class InFlight {
 public:
  bool acquire(const std::string& key) {
    std::lock_guard lock(mutex_);
    return keys_.insert(key).second;
  }
  void release(const std::string& key) {
    std::lock_guard lock(mutex_);
    keys_.erase(key);
  }

 private:
  std::mutex mutex_;
  std::unordered_set<std::string> keys_;
};

}  // namespace rollcall::api
