#include "projections/due/expiries.hpp"

#include "tests/projections/given.hpp"

namespace rollcall::projections::expiries_test {
namespace {

class ExpiriesView : public ViewsTest {
 protected:
  ExpiriesView() {
    for (const std::uint64_t share : {71u, 72u, 73u, 74u}) {
      views.record(list_shared(share, 51, 21, {}, "x@y.no"));
      views.record(validity_changed(share, static_cast<std::int32_t>(20'000 + share % 70)));
    }
  }
  std::vector<int> ending(std::int32_t first, std::int32_t last) {
    std::vector<int> shares;
    for (const auto& share : shares_ending(views.now(), kLogOffice, {first}, {last}))
      shares.push_back(share.uuid.bytes[15]);
    return shares;
  }
  void remind(std::uint64_t share, std::int32_t valid_until) {
    views.record({domain::ShareExpiryReminded{
        id_of<domain::ShareId>(share), {valid_until}, id_of<domain::MailingId>(9)}});
  }
  using Shares = std::vector<int>;
};

TEST_P(ExpiriesView, finds_shares_by_their_last_day) {
  EXPECT_EQ(ending(20'001, 20'004), (Shares{71, 72, 73, 74}));
  EXPECT_EQ(ending(20'002, 20'003), (Shares{72, 73}));
  EXPECT_EQ(ending(20'005, 30'000), Shares{});
  EXPECT_EQ(ending(20'003, 20'002), Shares{});
  EXPECT_TRUE(shares_ending(views.now(), OfficeId{}, {0}, {30'000}).empty());
}

TEST_P(ExpiriesView, follows_a_day_that_is_moved) {
  views.record(validity_changed(72, 20'004));
  views.record(validity_changed(73, -5));
  EXPECT_EQ(ending(20'001, 20'004), (Shares{71, 72, 74}));
  EXPECT_EQ(ending(-10, 0), Shares{73});
}

TEST_P(ExpiriesView, forgets_what_is_revoked_or_was_reminded_of) {
  views.record(share_revoked(71));
  remind(72, 20'002);
  remind(73, 19'000);  // of a day that it ended on once
  EXPECT_EQ(ending(20'001, 20'004), (Shares{73, 74}));
  views.record(share_resent(71, 79, "x@y.no"));
  EXPECT_EQ(ending(0, 30'000).size(), 3u);
}

INSTANTIATE_TEST_SUITE_P(, ExpiriesView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

}  // namespace
}  // namespace rollcall::projections::expiries_test
