#include <random>

#include <gtest/gtest.h>

#include "domain/codec/codec.hpp"
#include "tests/domain/codec/samples.hpp"
#include "tests/domain/codec/test_keys.hpp"
#include "tests/rounds.hpp"

namespace rollcall::codec::test::broken_payload_test {
namespace {

using Random = std::mt19937;
constexpr unsigned kSeed = 20'261'122;
constexpr int kRounds = tests::rounds(400);  // per event

std::string payload_of(const domain::Event& event, const PersonKeys& keys) {
  return encode(event, event_id_of(event), keys).value_or("");
}

std::size_t below(std::size_t limit, Random& random) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

// One small damage: a flipped bit, another byte, a word copied elsewhere, a cut, more at the end.
std::string damaged(std::string bytes, Random& random) {
  if (bytes.size() < 8) return std::string(8, '\xff');
  const auto place = below(bytes.size(), random);
  switch (below(5, random)) {
    case 0:
      bytes[place] = static_cast<char>(bytes[place] ^ (1 << below(8, random)));
      return bytes;
    case 1:
      bytes[place] = static_cast<char>(below(256, random));
      return bytes;
    case 2:
      return bytes.replace(place / 8 * 8, 8, bytes.substr(below(bytes.size(), random) / 8 * 8, 8));
    case 3:
      return bytes.substr(0, place / 8 * 8);
    default:
      return bytes + bytes.substr(place / 8 * 8);
  }
}

// Either an error that says so, or an event of that type which can be written again.
void expect_harmless(domain::EventType type, const std::string& payload, const PersonKeys& keys) {
  const auto event = decode(type, payload, uuid(1), keys);
  if (!event) {
    EXPECT_EQ(event.error(), Error::malformed);
    return;
  }
  EXPECT_EQ(type_of(*event), type);
  const auto again = encode(*event, uuid(1), keys);
  EXPECT_TRUE(again || again.error() == Error::too_large);
}

TEST(BrokenPayload, is_an_error_or_an_event_never_a_crash) {
  Random random(kSeed);
  const OpenKeys keys;  // so that sealed parts are broken too
  for (const auto& sample : samples()) {
    const auto payload = payload_of(sample.event, keys);
    ASSERT_FALSE(payload.empty());
    for (int round = 0; round < kRounds; ++round) {
      SCOPED_TRACE(testing::Message() << name_of(sample.event) << ", round " << round);
      auto broken = damaged(payload, random);
      if (round % 2 == 0) broken = damaged(std::move(broken), random);
      expect_harmless(type_of(sample.event), broken, keys);
    }
  }
}

TEST(BrokenPayload, of_random_bytes_is_harmless) {
  Random random(kSeed);
  std::vector<domain::EventType> types;
  for (const auto& sample : samples()) types.push_back(type_of(sample.event));
  for (int round = 0; round < tests::rounds(2'000); ++round) {
    std::string bytes(below(64, random) * 8, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(below(256, random));
    expect_harmless(types[below(types.size(), random)], bytes, OpenKeys{});
  }
}

TEST(BrokenPayload, cut_short_is_malformed) {
  for (const auto& sample : samples()) {
    const auto payload = payload_of(sample.event, TestKeys{});
    for (std::size_t size = 0; size < payload.size(); ++size) {
      EXPECT_EQ(decode(type_of(sample.event), payload.substr(0, size), event_id_of(sample.event),
                       TestKeys{}),
                tl::unexpected(Error::malformed))
          << name_of(sample.event) << " cut to " << size;
    }
  }
}

TEST(BrokenPayload, sealed_parts_do_not_stand_a_flipped_bit) {
  const auto event = samples().back().event;  // ListAccessed: its sealed part is its last words
  const auto payload = payload_of(event, TestKeys{});
  for (std::size_t bit = 0; bit < 8 * 8; ++bit) {
    auto flipped = payload;
    const auto place = flipped.size() - 16 + bit / 8;
    flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit % 8));
    EXPECT_EQ(decode(type_of(event), flipped, event_id_of(event), TestKeys{}),
              tl::unexpected(Error::malformed));
  }
}

TEST(BrokenPayload, over_the_size_of_the_log_s_events_is_malformed) {
  const auto event = samples().front().event;
  const auto payload = payload_of(event, TestKeys{});
  EXPECT_TRUE(
      decode(type_of(event), payload + std::string(8, '\0'), event_id_of(event), TestKeys{}));
  EXPECT_EQ(
      decode(type_of(event), payload + std::string(65'536, '\0'), event_id_of(event), TestKeys{}),
      tl::unexpected(Error::malformed));
}

TEST(UnknownType, is_an_error_whatever_the_payload) {
  const auto payload = payload_of(samples().front().event, TestKeys{});
  for (const auto type : std::vector<domain::EventType>{0, 1'000, 40'000, 65'535}) {
    for (const auto& bytes : {payload, std::string{}}) {
      EXPECT_EQ(decode(type, bytes, uuid(1), TestKeys{}), tl::unexpected(Error::unknown_type))
          << type;
    }
  }
}

TEST(EventType, that_is_not_the_payload_s_is_malformed) {
  for (const auto& sample : samples()) {
    const auto payload = payload_of(sample.event, TestKeys{});
    for (const auto& other : samples()) {
      if (type_of(other.event) == type_of(sample.event)) continue;
      EXPECT_EQ(decode(type_of(other.event), payload, event_id_of(sample.event), TestKeys{}),
                tl::unexpected(Error::malformed));
    }
  }
}

}  // namespace
}  // namespace rollcall::codec::test::broken_payload_test
