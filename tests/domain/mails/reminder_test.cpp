// Reminders: when a share is to be reminded of, and to whom.
#include "domain/mails/reminder.hpp"

#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::reminder_test {
namespace {

using namespace share_given;

constexpr auto kKari = id<StaffId>(1);  // of kStaff
constexpr auto kOla = id<StaffId>(2);
constexpr auto kMailing = id<MailingId>(30);
constexpr auto kSecondMailing = id<MailingId>(31);
const Instant kDue = instant("2026-06-28T08:00:00Z");

ExpiringShare expiring(const History& history) {
  return {opening_facts(history), history.fold<RemindedDays>(facts_of_reminded_days(kShare)),
          kKari};
}
ShareExpiryReminded reminded(const char* valid_until = "2026-06-30") {
  return {kShare, day(valid_until), kMailing};
}
When remind(Instant now) {
  return [now](const History& history) {
    return decide({expiring(history)}, QueueExpiryReminders{{kMailing}}, Deciding{now, kStaff});
  };
}
const Then kOne = events(ExpiryReminderQueued{kMailing, kKari}, reminded());

// 2026-06-30 is the last day, in Oslo (UTC+2), and the office wants three days.
TEST(AReminder, is_due_from_days_before_the_last_day_until_it_is_over) {
  check({
      {"the evening before",
       {shared(), attempted()},
       remind(instant("2026-06-26T21:59:59Z")),
       nothing()},
      {"from midnight on", {shared(), attempted()}, remind(instant("2026-06-26T22:00:00Z")), kOne},
      {"on the last day", {shared(), attempted()}, remind(instant("2026-06-30T21:59:59Z")), kOne},
      {"not after it", {shared(), attempted()}, remind(instant("2026-06-30T22:00:00Z")), nothing()},
  });
}

TEST(AReminder, is_as_many_days_before_as_the_office_wants) {
  const History history{shared(), attempted()};
  const auto is_due = [&](std::int32_t days, const char* now) {
    auto share = expiring(history);
    share.facts.office.settings->expiry_reminder_days = days;
    return is_to_be_reminded_of(share, instant(now));
  };
  EXPECT_FALSE(is_due(0, "2026-06-30T08:00:00Z"));
  EXPECT_TRUE(is_due(1, "2026-06-29T08:00:00Z"));
  EXPECT_FALSE(is_due(1, "2026-06-28T08:00:00Z"));
  EXPECT_TRUE(is_due(60, "2026-05-01T08:00:00Z"));
}

TEST(AReminder, is_sent_once_for_each_last_day) {
  const auto moved = [](const char* until) { return ShareValidityChanged{kShare, day(until)}; };
  check({
      {"once", {shared(), attempted(), reminded()}, remind(kDue), nothing()},
      {"sent again with the same day",
       {shared(), attempted(), reminded(), resent(), attempted(kSecondSending, 2)},
       remind(kDue),
       nothing()},
      {"moved away", {shared(), attempted(), moved("2026-07-31")}, remind(kDue), nothing()},
      {"moved a little",
       {shared(), attempted(), reminded(), moved("2026-07-01")},
       remind(kDue),
       events(ExpiryReminderQueued{kMailing, kKari}, reminded("2026-07-01"))},
      {"moved away and back",
       {shared(), attempted(), reminded(), moved("2026-07-01"), moved("2026-06-30")},
       remind(kDue),
       nothing()},
  });
}

TEST(AReminder, is_of_shares_that_open_something) {
  const ShareCodeRefused locking{kShare, kCode, true};
  check({
      {"not yet mailed", {shared()}, remind(kDue), nothing()},
      {"revoked", {shared(), attempted(), revoked()}, remind(kDue), nothing()},
      {"locked", {shared(), attempted(), issued(), locking}, remind(kDue), nothing()},
  });
  auto suspended = expiring({shared(), attempted()});
  suspended.facts.share.contact = kAnna;
  EXPECT_TRUE(is_to_be_reminded_of(suspended, kDue));
  suspended.facts.receiver.active = false;
  EXPECT_FALSE(is_to_be_reminded_of(suspended, kDue));
  auto deleted = expiring({shared(), attempted()});
  deleted.facts.list.definition.reset();
  EXPECT_FALSE(is_to_be_reminded_of(deleted, kDue));
  auto nobodys = expiring({shared(), attempted()});
  nobodys.recipient.reset();
  EXPECT_FALSE(is_to_be_reminded_of(nobodys, kDue));
}

TEST(AReminder, may_go_to_the_sender_and_then_to_the_managers) {
  ProjectState managed = project();
  managed.details->managers = {kOla, kKari};
  ShareState share = share_of({shared()});
  EXPECT_EQ(reminder_candidates(share, managed), (std::vector<StaffId>{kKari, kOla, kKari}));
  share.sent_by = {ActorKind::api_token, uuid(9)};
  EXPECT_EQ(reminder_candidates(share, managed), (std::vector<StaffId>{kOla, kKari}));
  EXPECT_TRUE(reminder_candidates(share, {}).empty());
}

TEST(Reminders, of_one_recipient_are_one_mail) {
  const auto other = [](std::uint16_t number, StaffId recipient) {
    auto share = expiring({shared(), attempted()});
    share.facts.share.id = id<ShareId>(number);
    share.recipient = recipient;
    return share;
  };
  const auto about = [](std::uint16_t number, MailingId mailing) {
    return ShareExpiryReminded{id<ShareId>(number), day("2026-06-30"), mailing};
  };
  const std::vector<ExpiringShare> shares = {other(201, kKari), other(202, kOla),
                                             other(203, kKari)};
  const QueueExpiryReminders command{{kMailing, kSecondMailing, id<MailingId>(32)}};
  check_outcome(
      decide(shares, command, {kDue, kStaff}),
      events(ExpiryReminderQueued{kMailing, kKari}, about(201, kMailing), about(203, kMailing),
             ExpiryReminderQueued{kSecondMailing, kOla}, about(202, kSecondMailing)));
  check_outcome(decide(shares, QueueExpiryReminders{}, {kDue, kStaff}),
                refused(Reason::out_of_range));
}

TEST(AReminder, knows_whom_it_is_for_and_what_about) {
  const History history{shared(), ExpiryReminderQueued{kMailing, kOla}, reminded()};
  const auto state = history.fold<ReminderState>(facts_of_reminder(kMailing));
  EXPECT_EQ(state.recipient, kOla);
  EXPECT_EQ(state.shares, (std::vector<ReminderState::Item>{{kShare, day("2026-06-30")}}));
}

}  // namespace
}  // namespace rollcall::domain::given::reminder_test
