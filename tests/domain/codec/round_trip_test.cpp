#include <gtest/gtest.h>

#include "domain/codec/codec.hpp"
#include "tests/domain/codec/awkward.hpp"
#include "tests/domain/codec/samples.hpp"
#include "tests/domain/codec/test_keys.hpp"

namespace rollcall::codec::test::round_trip_test {
namespace {

Result<domain::Event> round_trip(const domain::Event& event, const PersonKeys& keys = TestKeys{}) {
  const auto event_id = event_id_of(event);
  return encode(event, event_id, keys).and_then([&](const std::string& payload) {
    return decode(type_of(event), payload, event_id, keys);
  });
}

TEST(RoundTrip, gives_every_event_back) {
  for (const auto& sample : samples()) {
    SCOPED_TRACE(name_of(sample.event));
    const auto event = round_trip(sample.event);
    ASSERT_TRUE(event) << to_string(event.error());
    EXPECT_TRUE(*event == sample.event);
  }
}

TEST(RoundTrip, gives_awkward_values_back) {
  for (const auto& [what, awkward] : awkward_events()) {
    SCOPED_TRACE(what);
    const auto event = round_trip(awkward);
    ASSERT_TRUE(event) << to_string(event.error());
    EXPECT_TRUE(*event == awkward);
  }
}

TEST(RoundTrip, is_no_different_after_an_event_that_was_too_large) {
  const auto event = too_large_event();
  for (const auto& sample : samples()) {
    const auto before = encode(sample.event, event_id_of(sample.event), TestKeys{});
    ASSERT_FALSE(encode(event, event_id_of(event), TestKeys{}));
    EXPECT_EQ(encode(sample.event, event_id_of(sample.event), TestKeys{}), before);
  }
}

TEST(Encode, refuses_what_the_log_cannot_hold) {
  const auto event = too_large_event();
  EXPECT_EQ(encode(event, event_id_of(event), TestKeys{}), tl::unexpected(Error::too_large));
}

TEST(Encode, refuses_an_enum_value_that_does_not_exist) {
  const domain::Event event{domain::ShareRevoked{id<domain::ShareId>(1), {}}};
  EXPECT_EQ(encode(event, event_id_of(event), TestKeys{}), tl::unexpected(Error::malformed));
}

TEST(Encode, refuses_a_denial_of_the_system) {
  const domain::Event event{domain::AccessDenied{{domain::ActorKind::system, {}}, "GET /"}};
  EXPECT_EQ(encode(event, event_id_of(event), TestKeys{}), tl::unexpected(Error::malformed));
}

TEST(Encode, writes_whole_words) {
  for (const auto& sample : samples()) {
    const auto payload = encode(sample.event, event_id_of(sample.event), TestKeys{});
    ASSERT_TRUE(payload);
    EXPECT_EQ(payload->size() % 8, 0u) << name_of(sample.event);
  }
}

}  // namespace
}  // namespace rollcall::codec::test::round_trip_test
