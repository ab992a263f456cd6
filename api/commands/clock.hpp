#pragma once
// Time, ids and randomness: injected, so that tests decide them.

#include <atomic>
#include <cstddef>
#include <cstdint>
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

// UUIDv7 (RFC 9562, 5.7), each greater than all before it: 48 bits of time and a counter of 12 bits
// (6.2, method 1) that starts at a random place in its lower half with each millisecond and, when
// it runs over, borrows from the next one; also while the clock stands still or goes back. The 62
// bits after it are random every time, so that no id lets one guess another.
//
// Threads: next() from any thread.
class Ids {
 public:
  Ids(const Clock& clock, Randomness& randomness) : clock_(clock), randomness_(randomness) {}
  domain::Uuid next();

 private:
  const Clock& clock_;
  Randomness& randomness_;
  std::atomic<std::uint64_t> last_ = 0;  // time and counter of the last id: 60 bits
};

// 32 random bytes as 43 characters of base64url: links.
std::string make_link_token(Randomness& randomness);

// 8 symbols without look-alikes, no hyphen: "7KQ2M9XA".
std::string make_code(Randomness& randomness);

}  // namespace rollcall::api
