// How shares are made from their events.
#include <gtest/gtest.h>

#include "domain/share.hpp"
#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::state_test {
namespace {

using namespace share_given;
using std::chrono::hours;
using std::chrono::minutes;

constexpr auto kOtherShare = id<ShareId>(130);

AccessState access_on(const char* today, const History& history) {
  return access_state(share_of(history), {}, day(today));
}
ShareCodeRefused wrong(bool locks = false) {
  return {kShare, kCode, locks};
}

TEST(AccessState, is_computed_from_events_and_todays_date) {
  const History sent{shared(), attempted()};
  const struct {
    const char* name;
    History given;
    const char* today;
    AccessState then;
  } rows[] = {
      {"nothing handed over yet", {shared()}, "2026-05-01", AccessState::pending},
      {"pending wins over expired", {shared()}, "2026-07-01", AccessState::pending},
      {"active from the first attempt on", sent, "2026-05-01", AccessState::active},
      {"active on its last day", sent, "2026-06-30", AccessState::active},
      {"expired the day after", sent, "2026-07-01", AccessState::expired},
      {"revived by a later date",
       {shared(), attempted(), ShareValidityChanged{kShare, day("2026-07-01")}},
       "2026-07-01",
       AccessState::active},
      {"expired by an earlier date",
       {shared(), attempted(), ShareValidityChanged{kShare, day("2026-05-01")}},
       "2026-05-02",
       AccessState::expired},
      {"locked wins over expired",
       {shared(), attempted(), wrong(true)},
       "2026-07-01",
       AccessState::locked},
      {"a further wrong try does not unlock",
       {shared(), attempted(), wrong(true), wrong()},
       "2026-05-01",
       AccessState::locked},
      {"a wrong try alone does not lock",
       {shared(), attempted(), wrong()},
       "2026-05-01",
       AccessState::active},
      {"revoked wins over locked",
       {shared(), attempted(), wrong(true), revoked()},
       "2026-05-01",
       AccessState::revoked},
      {"revoked for ever, whatever the date",
       {shared(), attempted(), revoked(), ShareValidityChanged{kShare, day("2026-09-01")}},
       "2026-05-01",
       AccessState::revoked},
      {"sent again, not handed over yet",
       {shared(), attempted(), revoked(), resent()},
       "2026-05-01",
       AccessState::pending},
      {"sent again",
       {shared(), attempted(), wrong(true), resent(), attempted(kSecondSending, 2)},
       "2026-05-01",
       AccessState::active},
      {"a late attempt of the first sending revives nothing",
       {shared(), attempted(), resent(), attempted()},
       "2026-05-01",
       AccessState::pending},
      {"a late attempt of a revoked share revives nothing",
       {shared(), revoked(), attempted()},
       "2026-05-01",
       AccessState::revoked},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(access_on(row.today, row.given), row.then);
  }
}

TEST(AccessState, is_suspended_by_how_its_contact_person_stands) {
  ListShared to_person = shared();
  to_person.contact = kAnna;
  const History sent{to_person, attempted()};
  const ContactStanding inactive{false, 0};
  const ContactStanding moved{true, 2};  // while the share was last sent at 1
  const struct {
    const char* name;
    History given;
    ContactStanding receiver;
    AccessState then;
  } rows[] = {
      {"active", sent, {}, AccessState::active},
      {"inactive", sent, inactive, AccessState::suspended},
      {"inactive before the mail went", {to_person}, inactive, AccessState::suspended},
      {"has another address", sent, moved, AccessState::suspended},
      {"has another address, and it was sent there",
       {to_person, attempted(), resent(), attempted(kSecondSending, 2)},
       moved,
       AccessState::active},
      {"revoked stays revoked", {to_person, revoked()}, inactive, AccessState::revoked},
      {"of an address, not of a person", {shared(), attempted()}, inactive, AccessState::active},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(access_state(share_of(row.given), row.receiver, day("2026-05-01")), row.then);
  }
}

TEST(ShareState, keeps_who_revoked_it_when_and_why) {
  const auto share = share_of({shared(), revoked()});
  EXPECT_EQ(share.revocation, (Revocation{kNow, kStaff, RevocationCause::by_sender}));
}

TEST(ShareState, knows_who_asked_for_the_current_sending_and_when) {
  const Actor other{ActorKind::api_token, uuid(2)};
  History history{shared()};
  EXPECT_EQ(share_of(history).sent_by, kStaff);
  EXPECT_EQ(share_of(history).sending_since, kNow);
  history.by(other).at(kNow.plus(hours(1))).add(attempted());
  EXPECT_EQ(share_of(history).sent_by, kStaff);
  history.add(resent());
  EXPECT_EQ(share_of(history).sent_by, other);
  EXPECT_EQ(share_of(history).sending_since, kNow.plus(hours(1)));
}

TEST(ShareState, revision_counts_what_the_office_does_and_nothing_else) {
  History history{shared()};
  const auto expect = [&](std::uint32_t revision) {
    EXPECT_EQ(share_of(history).revision, revision);
    EXPECT_EQ(share_of(history).version, history.size());
  };
  expect(1);
  history.add(attempted()).add(ShareEmailSent{kShare, kSending, 1, "<m>"});
  history.add(issued()).add(ShareCodeSent{kShare, kCode, "<c>"});
  history.add(ShareCodeTried{kShare, kCode}).add(wrong());
  history.add(opened()).add(ViewingSessionEnded{kShare, kSession});
  expect(1);
  history.add(ShareValidityChanged{kShare, day("2026-07-01")});
  expect(2);
  history.add(ShareColumnsChanged{kShare, columns({"lastName"})});
  expect(3);
  history.add(ShareDownloadChanged{kShare, false});
  expect(4);
  history.add(revoked());
  expect(5);
  history.add(resent());
  expect(6);
}

TEST(ShareState, sending_again_starts_anew) {
  History history{shared(),
                  attempted(),
                  issued(),
                  ShareCodeTried{kShare, kCode},
                  ShareCodeTried{kShare, kCode},
                  wrong(true),
                  opened()};
  const auto share = share_of(history.add(resent()));
  EXPECT_EQ(share.sending, sending(kSecondSending));
  EXPECT_FALSE(share.link_hash || share.code || share.locked || share.revocation);
  EXPECT_TRUE(share.code_mails.empty() && share.tries.empty() && share.wrong_tries.empty());
  EXPECT_TRUE(share.sessions.empty());
}

TEST(ShareState, revoking_ends_link_code_and_sessions) {
  const auto share = share_of({shared(), attempted(), issued(), opened(), revoked(), attempted()});
  EXPECT_FALSE(share.link_hash || share.code);
  EXPECT_TRUE(share.sessions.empty());
}

TEST(ShareState, counts_a_try_at_the_newest_code_only) {
  const History history{shared(),
                        attempted(),
                        issued(),
                        issued(kSecondCode),
                        ShareCodeTried{kShare, kCode},
                        ShareCodeTried{kShare, kSecondCode}};
  EXPECT_EQ(share_of(history).code->tries, 1U);
  EXPECT_EQ(share_of(history).tries.size(), 2U);
}

TEST(ShareState, a_right_try_is_not_kept_as_a_wrong_one) {
  const auto share =
      share_of({shared(), attempted(), issued(), ShareCodeTried{kShare, kCode}, opened()});
  EXPECT_TRUE(share.tries.empty());
  EXPECT_TRUE(share.code->used);
}

TEST(ShareState, forgets_what_no_rule_asks_for_any_more) {
  History history{shared(), attempted(), issued(), ShareCodeTried{kShare, kCode}, wrong()};
  history.at(kNow.plus(minutes(60))).add(issued(kSecondCode, kNow.plus(minutes(60))));
  EXPECT_EQ(share_of(history).code_mails.size(), 1U);
  EXPECT_EQ(share_of(history).wrong_tries.size(), 1U);
  history.at(kNow.plus(hours(24))).add(ShareCodeTried{kShare, kSecondCode}).add(wrong());
  EXPECT_EQ(share_of(history).tries.size(), 1U);
  EXPECT_EQ(share_of(history).wrong_tries.size(), 1U);
}

ViewingSessionOpened session(std::uint16_t number, Instant expires_at) {
  return {kShare, kCode, id<SessionId>(number), expires_at};
}

TEST(ShareState, drops_ended_and_expired_sessions) {
  History history{shared(), attempted(), issued(), session(1, kNow.plus(hours(1))),
                  session(2, kNow.plus(hours(24)))};
  history.add(ViewingSessionEnded{kShare, id<SessionId>(2)});
  EXPECT_EQ(share_of(history).session(id<SessionId>(2)), nullptr);
  ASSERT_NE(share_of(history).session(id<SessionId>(1)), nullptr);
  history.at(kNow.plus(hours(1))).add(session(3, kNow.plus(hours(24))));
  EXPECT_EQ(share_of(history).sessions.size(), 1U);
}

TEST(ShareState, keeps_a_bounded_number_of_sessions_the_newest) {
  History history{shared(), attempted(), issued()};
  for (std::uint16_t n = 0; n <= kMaxSessions; ++n)
    history.add(session(static_cast<std::uint16_t>(1000 + n), kNow.plus(hours(24))));
  const auto share = share_of(history);
  EXPECT_EQ(share.sessions.size(), kMaxSessions);
  EXPECT_EQ(share.session(id<SessionId>(1000)), nullptr);
  EXPECT_NE(share.session(id<SessionId>(1000 + kMaxSessions)), nullptr);
}

TEST(ShareState, ignores_events_of_other_shares_and_other_things) {
  ShareState share = share_of({shared(), attempted()});
  const auto before = share.version;
  for (const Proposal& other : {propose(ShareRevoked{kOtherShare, RevocationCause::by_sender}),
                                propose(ListDeleted{kList, kProject})})
    share = evolve(std::move(share), Recorded{other.event.get(), 99, kNow, kStaff});
  EXPECT_EQ(share.version, before);
  EXPECT_FALSE(share.revocation);
}

TEST(Links, lead_to_the_share_whose_mail_carried_them) {
  const History history{shared(), attempted(), resent(), attempted(kSecondSending, 2)};
  for (const std::uint8_t number : std::array<std::uint8_t, 2>{1, 2}) {
    const auto found = history.fold<LinkState>(facts_of_link(link(number)));
    EXPECT_EQ(found.share, kShare);
    EXPECT_EQ(found.hash, link(number));
  }
  EXPECT_FALSE(history.fold<LinkState>(facts_of_link(link(3))).share);
}

TEST(Shares, are_found_by_list_contact_person_address_and_project) {
  const EmailKey hotel = email_key(1);
  ListShared to_anna = shared();
  to_anna.share = kOtherShare;
  to_anna.contact = kAnna;
  History history;
  history.add(shared(), hotel).add(to_anna, email_key(2)).add(resent(), hotel).add(revoked());
  const auto found = [&](const FactQueries& queries) {
    return history.fold<ShareIndex>(queries).shares;
  };
  using Shares = std::vector<ShareId>;
  EXPECT_EQ(found(facts_of_shares_of_list(kList)), (Shares{kShare, kOtherShare}));
  EXPECT_EQ(found(facts_of_shares_of_list(id<ListId>(7))), Shares{});
  EXPECT_EQ(found(facts_of_shares_with_contact(kList, kAnna)), Shares{kOtherShare});
  EXPECT_EQ(found(facts_of_shares_with_contact(kList, kOle)), Shares{});
  EXPECT_EQ(found(facts_of_shares_with_email(kList, hotel)), Shares{kShare});
  EXPECT_EQ(found(facts_of_shares_with_email(id<ListId>(7), hotel)), Shares{});
  EXPECT_EQ(found(facts_of_shares_to_contact(kProject, kAnna)), Shares{kOtherShare});
  EXPECT_EQ(found(facts_of_shares_to_contact(id<ProjectId>(7), kAnna)), Shares{});
}

}  // namespace
}  // namespace rollcall::domain::given::state_test
