#pragma once
// Time, ids and randomness: injected, so that tests decide them.

#include <cstddef>
#include <string>

#include "domain/values/time.hpp"
#include "domain/values/uuid.hpp"

namespace rollcall::api {

// Threads: every method from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual domain::Instant now() const = 0;
};

class Randomness {
 public:
  virtual ~Randomness() = default;
  virtual void fill(void* out, std::size_t size) = 0;
};

const Clock& system_clock();
Randomness& system_randomness();  // libsodium

// A UUIDv7 of that moment.
domain::Uuid make_id(const Clock& clock, Randomness& randomness);

// 32 random bytes as 43 characters of base64url: links.
std::string make_link_token(Randomness& randomness);

// 8 symbols without look-alikes, no hyphen: "7KQ2M9XA".
std::string make_code(Randomness& randomness);

}  // namespace rollcall::api
