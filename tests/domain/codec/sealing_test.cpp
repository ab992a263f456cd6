#include <gtest/gtest.h>

#include "domain/codec/codec.hpp"
#include "tests/domain/codec/samples.hpp"
#include "tests/domain/codec/test_keys.hpp"

namespace rollcall::codec::test::sealing_test {
namespace {

using domain::Event;

constexpr auto kEvent = 70u;

domain::PersonId person() {
  return id<domain::PersonId>(5);
}

Event participant_added(domain::PersonId of = person()) {
  domain::ParticipantDetails details;
  details.at(domain::StandardField::last_name) = "MARKED-NAME";
  details.fields["MARKED-FIELD"] = "MARKED-VALUE";
  return {domain::ParticipantAdded{
      id<domain::ParticipantId>(1), id<domain::ProjectId>(2), {of, details}}};
}

std::string encoded(const Event& event) {
  return encode(event, uuid(kEvent), TestKeys{}).value_or("");
}

Result<Event> decoded(const std::string& payload, const domain::Uuid& event_id,
                      const PersonKeys& keys = TestKeys{}) {
  return decode(domain::ParticipantAdded::kType, payload, event_id, keys);
}

TEST(Sealing, hides_personal_data_in_the_payload) {
  const auto payload = encoded(participant_added());
  ASSERT_FALSE(payload.empty());
  EXPECT_EQ(payload.find("MARKED"), std::string::npos);
  const auto unsealed = encode(participant_added(), uuid(kEvent), OpenKeys{});
  ASSERT_TRUE(unsealed);
  EXPECT_NE(unsealed->find("MARKED"), std::string::npos);  // so the search above can find it
}

TEST(Sealing, reads_erased_once_the_key_is_gone) {
  TestKeys keys;
  keys.forget(person());
  const auto event = decoded(encoded(participant_added()), uuid(kEvent), keys);
  ASSERT_TRUE(event) << to_string(event.error());
  auto expected = participant_added();
  std::get<domain::ParticipantAdded>(std::get<domain::ParticipantEvent>(expected.of))
      .details.known = std::nullopt;
  EXPECT_TRUE(*event == expected);
}

TEST(Sealing, refuses_to_write_about_a_person_without_a_key) {
  TestKeys keys;
  keys.forget(person());
  EXPECT_EQ(encode(participant_added(), uuid(kEvent), keys), tl::unexpected(Error::not_sealable));
}

TEST(Sealing, is_bound_to_its_event) {
  const auto payload = encoded(participant_added());
  EXPECT_TRUE(decoded(payload, uuid(kEvent)));
  EXPECT_EQ(decoded(payload, uuid(kEvent + 1)), tl::unexpected(Error::malformed));
}

TEST(Sealing, is_bound_to_its_person) {
  auto payload = encoded(participant_added());
  const auto& bytes = person().uuid.bytes;
  // The id is stored as two words of little-endian bytes: find it by its second word.
  const std::string stored(bytes.rbegin(), bytes.rbegin() + 8);
  const auto place = payload.find(stored);
  ASSERT_NE(place, std::string::npos);
  payload[place] = 6;
  EXPECT_EQ(decoded(payload, uuid(kEvent)), tl::unexpected(Error::malformed));
}

// A key store that cannot be reached.
class FailingKeys : public PersonKeys {
 public:
  Result<std::optional<std::string>> seal(domain::PersonId, std::string_view,
                                          std::string_view) const override {
    return tl::make_unexpected(Error::key_store);
  }
  Result<std::optional<std::string>> open(domain::PersonId, std::string_view,
                                          std::string_view) const override {
    return tl::make_unexpected(Error::key_store);
  }
};

TEST(Sealing, passes_a_failure_of_the_key_store_on) {
  EXPECT_EQ(encode(participant_added(), uuid(kEvent), FailingKeys{}),
            tl::unexpected(Error::key_store));
  EXPECT_EQ(decoded(encoded(participant_added()), uuid(kEvent), FailingKeys{}),
            tl::unexpected(Error::key_store));
}

class RecordingKeys : public TestKeys {
 public:
  Result<std::optional<std::string>> seal(domain::PersonId of, std::string_view associated_data,
                                          std::string_view plain) const override {
    associated_data_ = associated_data;
    return TestKeys::seal(of, associated_data, plain);
  }
  const std::string& associated_data() const { return associated_data_; }

 private:
  mutable std::string associated_data_;
};

TEST(Sealing, binds_the_event_s_id_then_the_person_s) {
  RecordingKeys keys;
  ASSERT_TRUE(encode(participant_added(), uuid(kEvent), keys));
  std::string expected;
  for (const auto& part : {uuid(kEvent), person().uuid}) {
    expected.append(part.bytes.begin(), part.bytes.end());
  }
  EXPECT_EQ(keys.associated_data(), expected);
}

}  // namespace
}  // namespace rollcall::codec::test::sealing_test
