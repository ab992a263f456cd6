#pragma once
// How often a client address may ask for something. In memory: a restart forgets, the limits per
// share are in the log.
//
// Threads: every method from any thread. Bounded: beyond kMaxClients counting starts anew.

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "domain/values/time.hpp"

namespace rollcall::api {

class ClientLimits {
 public:
  static constexpr std::size_t kMaxClients = 100'000;
  explicit ClientLimits(std::uint32_t per_hour) : per_hour_(per_hour) {}

  // Counts one; false if that is one too many in this hour.
  bool admit(const std::string& client, domain::Instant now) {
    std::lock_guard lock(mutex_);
    const auto hour = now.ms / 3'600'000;
    if (hour != hour_ || counts_.size() >= kMaxClients) counts_.clear();
    hour_ = hour;
    return ++counts_[client] <= per_hour_;
  }

 private:
  const std::uint32_t per_hour_;
  std::mutex mutex_;
  std::int64_t hour_ = 0;
  std::unordered_map<std::string, std::uint32_t> counts_;
};

}  // namespace rollcall::api
