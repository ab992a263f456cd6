#include "domain/values/uuid.hpp"

#include <gtest/gtest.h>

namespace rollcall::domain::uuid_test {
namespace {

TEST(Uuid, is_read_in_either_case_and_written_in_lower_case) {
  const auto id = Uuid::parse("018F6B1C-0A2b-7c3d-8E4f-0123456789aB");
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(id->bytes[0], 0x01);
  EXPECT_EQ(id->bytes[15], 0xab);
  EXPECT_EQ(id->to_string(), "018f6b1c-0a2b-7c3d-8e4f-0123456789ab");
}

TEST(Uuid, accepts_no_other_form) {
  for (const char* text :
       {"", "018f6b1c0a2b7c3d8e4f0123456789ab", "{018f6b1c-0a2b-7c3d-8e4f-0123456789ab}",
        "018f6b1c-0a2b-7c3d-8e4f-0123456789a", "018f6b1c-0a2b-7c3d-8e4f-0123456789abc",
        "018f6b1c-0a2b-7c3d-8e4f-0123456789ag", "018f6b1c00a2b-7c3d-8e4f-0123456789ab",
        "018f6b1c-0a2b-7c3d-8e4f-01234567 9ab", "urn:uuid:018f6b1c-0a2b-7c3d-8e4f-012"}) {
    EXPECT_FALSE(Uuid::parse(text).has_value()) << text;
  }
}

// RFC 9562, appendix A.6.
TEST(Uuid, builds_version_7_as_the_rfc_shows) {
  const std::array<std::uint8_t, 10> random = {0x0c, 0xc3, 0x18, 0xc4, 0xdc,
                                               0x0c, 0x0c, 0x07, 0x39, 0x8f};
  const Uuid id = make_uuid_v7(0x017F22E279B0, random);
  EXPECT_EQ(id.to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST(Uuid, later_version_7_ids_sort_later) {
  std::array<std::uint8_t, 10> high{};
  high.fill(0xff);
  EXPECT_LT(make_uuid_v7(1'777'622'400'000, high), make_uuid_v7(1'777'622'400'001, {}));
}

TEST(Uuid, typed_ids_of_one_person_name_the_same_key) {
  const ContactId contact{*Uuid::parse("018f6b1c-0a2b-7c3d-8e4f-0123456789ab")};
  EXPECT_EQ(person_of(contact).uuid, contact.uuid);
}

}  // namespace
}  // namespace rollcall::domain::uuid_test
