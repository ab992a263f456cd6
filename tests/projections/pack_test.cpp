#include "projections/pack.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "projections/rows/domain_members.hpp"
#include "projections/rows/share_rows.hpp"

namespace rollcall::projections::pack_test {
namespace {

struct Sample {
  std::int64_t number = 0;
  std::string text;
  std::optional<domain::Instant> maybe;
  std::vector<domain::Phone> phones;
  std::map<std::string, std::string> fields;
  std::array<std::uint8_t, 4> bytes{};
  std::array<std::string, 2> texts;
  domain::OrganisationKind kind{};
  bool flag = false;
  bool operator==(const Sample&) const = default;
};

}  // namespace
}  // namespace rollcall::projections::pack_test

template <>
inline constexpr std::size_t rollcall::projections::kMembers<
    rollcall::projections::pack_test::Sample> = 9;

namespace rollcall::projections::pack_test {
namespace {

Sample full_sample() {
  return {-5,
          std::string("a\0b", 3),
          domain::Instant{1'700'000'000'000},
          {{domain::Label::restore("work"), domain::PhoneNumber::restore("+47 22 33 44 55")}},
          {{"Room", "12"}, {"Meal", ""}},
          {1, 2, 255, 0},
          {"x", "y"},
          domain::OrganisationKind::supplier,
          true};
}

TEST(Pack, gives_back_what_it_was_given) {
  EXPECT_EQ(unpack<Sample>(pack(full_sample())), full_sample());
  EXPECT_EQ(unpack<Sample>(pack(Sample())), Sample());
}

TEST(Pack, keeps_numbers_at_their_limits) {
  using Signed = std::numeric_limits<std::int64_t>;
  for (const std::int64_t number : {Signed::min(), std::int64_t{-1}, std::int64_t{0},
                                    std::int64_t{127}, std::int64_t{128}, Signed::max()}) {
    EXPECT_EQ(unpack<std::int64_t>(pack(number)), number);
  }
  const auto most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(unpack<std::uint64_t>(pack(most)), most);
}

TEST(Pack, refuses_every_truncation) {
  const std::string bytes = pack(full_sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(unpack<Sample>(std::string_view(bytes).substr(0, size))) << size;
  }
}

TEST(Pack, refuses_bytes_after_the_row) {
  EXPECT_FALSE(unpack<Sample>(pack(full_sample()) + "x"));
}

TEST(Pack, refuses_a_count_that_the_bytes_can_not_hold) {
  std::string bytes;
  Packer(bytes).number(std::numeric_limits<std::uint64_t>::max());
  EXPECT_FALSE(unpack<std::vector<std::string>>(std::string_view(bytes)));
}

TEST(Pack, keeps_every_member_of_a_share) {
  domain::ShareState share;
  share.id.uuid.bytes[0] = 1;
  share.code = domain::OneTimeCode{};
  share.code->tries = 3;
  share.sessions = {{{}, {5}}, {{}, {6}}};
  share.revocation = domain::Revocation{{7}, {}, domain::RevocationCause::retention};
  share.link_hash.emplace().fill(9);
  share.wrong_tries = {{1}, {2}};
  share.version = 99;
  const auto back = unpack<domain::ShareState>(pack(share));
  ASSERT_TRUE(back);
  EXPECT_EQ(pack(*back), pack(share));
  EXPECT_EQ(back->code->tries, 3u);
  EXPECT_EQ(back->link_hash, share.link_hash);
  EXPECT_EQ(back->revocation, share.revocation);
  EXPECT_EQ(back->version, 99u);
}

}  // namespace
}  // namespace rollcall::projections::pack_test
