// Many shares at once, by the rules of one.
#include "domain/share/bulk.hpp"

#include <gtest/gtest.h>

#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::bulk_test {
namespace {

using namespace share_given;

// A share of its own for each number, valid until that day.
ShareFacts share_numbered(std::uint16_t number, const char* valid_until, bool is_revoked = false) {
  ListShared event = shared_until(valid_until);
  event.share = id<ShareId>(number);
  History history = {event};
  if (is_revoked) history.add(ShareRevoked{event.share, RevocationCause::by_sender});
  return {office(), list(), project(), history.fold<ShareState>(facts_of_share(event.share))};
}
std::vector<ShareState> states_of(const std::vector<ShareFacts>& all) {
  std::vector<ShareState> states;
  for (const auto& facts : all) states.push_back(facts.share);
  return states;
}
std::vector<Event> events_of(const BulkChange& change) {
  std::vector<Event> events;
  for (const auto& proposal : change.proposals) events.push_back(*proposal.event);
  return events;
}
Event wrapped(ShareEvent event) {
  return {std::move(event)};
}

using Ids = std::vector<ShareId>;
const ShareId kFirst = id<ShareId>(1);
const ShareId kSecond = id<ShareId>(2);
const ShareId kThird = id<ShareId>(3);

TEST(RevokingShares, revokes_those_that_stand_and_leaves_the_others) {
  const auto change =
      decide(states_of({share_numbered(1, "2026-06-30"), share_numbered(2, "2026-06-30", true),
                        share_numbered(3, "2026-04-01")}),
             RevokeShares{});
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->changed, (Ids{kFirst, kThird}));
  EXPECT_EQ(change->left, (Ids{kSecond}));
  EXPECT_EQ(events_of(*change),
            (std::vector<Event>{wrapped(ShareRevoked{kFirst, RevocationCause::by_sender}),
                                wrapped(ShareRevoked{kThird, RevocationCause::by_sender})}));
}

TEST(ExtendingShares, moves_dates_forward_and_never_back) {
  const std::vector<ShareFacts> all = {
      share_numbered(1, "2026-06-30"), share_numbered(2, "2026-07-15"),
      share_numbered(3, "2026-04-01"), share_numbered(4, "2026-04-01", true),
      share_numbered(5, "2026-08-01")};
  const auto change = decide(office(), all, ExtendShares{day("2026-07-15")}, kDeciding);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->changed, (Ids{kFirst, kThird}));
  EXPECT_EQ(change->left, (Ids{kSecond, id<ShareId>(4), id<ShareId>(5)}));
  EXPECT_EQ(events_of(*change),
            (std::vector<Event>{wrapped(ShareValidityChanged{kFirst, day("2026-07-15")}),
                                wrapped(ShareValidityChanged{kThird, day("2026-07-15")})}));
}

TEST(ExtendingShares, to_a_date_before_today_is_refused_whatever_the_shares) {
  for (const auto& all : {std::vector<ShareFacts>{}, {share_numbered(1, "2026-03-01")}}) {
    const auto change = decide(office(), all, ExtendShares{day("2026-04-30")}, kDeciding);
    ASSERT_FALSE(change.has_value());
    EXPECT_EQ(change.error(), (Refusals{{Reason::valid_until_past, "/validUntil", {}, "", 0}}));
  }
}

TEST(ManyShares, are_at_most_so_many) {
  std::vector<ShareFacts> all(kMaxBulkShares, share_numbered(1, "2026-06-30"));
  const ExtendShares extend{day("2026-07-15")};
  EXPECT_TRUE(decide(states_of(all), RevokeShares{}).has_value());
  EXPECT_TRUE(decide(office(), all, extend, kDeciding).has_value());
  all.push_back(all.front());
  const Refusals refusals = {{Reason::too_many_shares, "", {}, "", 0}};
  EXPECT_EQ(decide(states_of(all), RevokeShares{}).error(), refusals);
  EXPECT_EQ(decide(office(), all, extend, kDeciding).error(), refusals);
}

TEST(AShareThatIsLeft, is_revoked_or_valid_as_long_already) {
  EXPECT_EQ(reason_left(share_numbered(1, "2026-06-30", true).share), Reason::share_revoked);
  EXPECT_EQ(reason_left(share_numbered(1, "2026-06-30").share), Reason::valid_until_not_later);
}

}  // namespace
}  // namespace rollcall::domain::given::bulk_test
