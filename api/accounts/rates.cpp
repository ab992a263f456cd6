#include "api/accounts/rates.hpp"

#include <algorithm>
#include <cstring>

#include <sodium.h>

namespace rollcall::api {

Rates::Rates(std::uint32_t per_minute, Randomness& randomness)
    : per_minute_(per_minute), counters_(kCounters) {
  randomness.fill(key_.data(), key_.size());
}

bool Rates::admit(std::string_view who, domain::Instant now) {
  const auto counter = counter_of(who);
  std::lock_guard lock(mutex_);
  const auto minute = now.ms / 60'000;
  if (minute != minute_) std::fill(counters_.begin(), counters_.end(), 0);
  minute_ = minute;
  if (counters_[counter] >= per_minute_) return false;
  ++counters_[counter];
  return true;
}

std::size_t Rates::counter_of(std::string_view who) const {
  static_assert(sizeof key_ == crypto_shorthash_KEYBYTES);
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(who.data()), who.size(),
                   key_.data());
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), sizeof number);
  return number % kCounters;
}

}  // namespace rollcall::api
