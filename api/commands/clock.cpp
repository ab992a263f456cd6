#include "api/commands/clock.hpp"

#include <array>
#include <chrono>

#include <sodium.h>

#include "api/wire/conventions.hpp"

namespace rollcall::api {
namespace {

class SystemClock : public Clock {
 public:
  domain::Instant now() const override {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
  }
};

class SodiumRandomness : public Randomness {
 public:
  SodiumRandomness() { ready_ = sodium_init() >= 0; }
  void fill(void* out, std::size_t size) override { randombytes_buf(out, size); }

 private:
  bool ready_ = false;
};

constexpr unsigned kCounterBits = 12;

// Without 0, O, 1, I and L, which people mix up.
constexpr std::string_view kCodeAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

}  // namespace

const Clock& system_clock() {
  static const SystemClock clock;
  return clock;
}

Randomness& system_randomness() {
  static SodiumRandomness randomness;
  return randomness;
}

domain::Uuid Ids::next() {
  std::array<std::uint8_t, 10> tail{};
  randomness_.fill(tail.data(), tail.size());
  const auto now = static_cast<std::uint64_t>(clock_.now().ms);
  const std::uint64_t fresh = now << kCounterBits | (tail[0] & 0x07U) << 8 | tail[1];
  std::uint64_t before = last_.load();
  std::uint64_t mine = 0;
  do {
    mine = now > (before >> kCounterBits) ? fresh : before + 1;
  } while (!last_.compare_exchange_weak(before, mine));
  tail[0] = static_cast<std::uint8_t>(mine >> 8 & 0x0f);
  tail[1] = static_cast<std::uint8_t>(mine);
  return domain::make_uuid_v7(static_cast<std::int64_t>(mine >> kCounterBits), tail);
}

std::string make_link_token(Randomness& randomness) {
  std::string bytes(32, '\0');
  randomness.fill(bytes.data(), bytes.size());
  return wire::base64url(bytes);
}

std::string make_code(Randomness& randomness) {
  constexpr unsigned kFair = 256 - 256 % kCodeAlphabet.size();  // beyond it symbols are not even
  std::string code;
  while (code.size() < 8) {
    std::uint8_t byte = 0;
    randomness.fill(&byte, 1);
    if (byte < kFair) code += kCodeAlphabet[byte % kCodeAlphabet.size()];
  }
  return code;
}

}  // namespace rollcall::api
