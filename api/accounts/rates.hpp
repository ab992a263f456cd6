#pragma once
// How often something may be asked for in a minute, by whom. Fails closed: counters are shared by
// hash, so that nobody can push another's out, and two who share one are only counted together.
//
// Threads: admit() from any thread. In memory: a restart forgets.

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "api/commands/clock.hpp"

namespace rollcall::api {

class Rates {
 public:
  Rates(std::uint32_t per_minute, Randomness& randomness);

  // Counts one; false if that is one too many in this minute.
  bool admit(std::string_view who, domain::Instant now);

 private:
  static constexpr std::size_t kCounters = 65'536;
  std::size_t counter_of(std::string_view who) const;

  const std::uint32_t per_minute_;
  std::array<std::uint8_t, 16> key_{};  // of the hash: nobody outside knows who shares a counter
  std::mutex mutex_;
  std::int64_t minute_ = 0;
  std::vector<std::uint32_t> counters_;
};

}  // namespace rollcall::api
