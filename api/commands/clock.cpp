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

domain::Uuid make_id(const Clock& clock, Randomness& randomness) {
  std::array<std::uint8_t, 10> tail{};
  randomness.fill(tail.data(), tail.size());
  return domain::make_uuid_v7(clock.now().ms, tail);
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
