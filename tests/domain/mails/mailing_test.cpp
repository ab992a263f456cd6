// How a mailing fares: every outcome counts once, and in turn.
#include "domain/mails/mailing.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::mailing_test {
namespace {

constexpr auto kMailing = id<MailingId>(7);
const ExpiryReminderQueued kQueued{kMailing, id<StaffId>(1)};
const MailingAttempted kFirst{kMailing, 1};
const MailingAttempted kSecond{kMailing, 2};
const MailingSent kSent{kMailing, 1, "m@x"};
const MailingDeferred kDeferred{kMailing, 1, "busy", kNow.plus(std::chrono::minutes(1))};
const MailingFailed kFailed{kMailing, 1, "550"};

MailingState state(const History& history) {
  return history.fold<MailingState>(facts_of_mailing(kMailing));
}
template <class Command>
When record(Command command) {
  return [command](const History& history) { return decide(state(history), command); };
}
When attempt(std::uint32_t number) {
  return record(RecordMailingAttempt{kMailing, number});
}
When sent(std::uint32_t number) {
  return record(RecordMailingSent{kMailing, number, "m@x"});
}
When deferred(std::uint32_t number) {
  return record(RecordMailingDeferred{kMailing, number, "busy", kDeferred.retry_at});
}
When failed(std::uint32_t number) {
  return record(RecordMailingFailed{kMailing, number, "550"});
}

TEST(AMailing, is_attempted_in_turn_until_it_is_settled) {
  check({
      {"first", {kQueued}, attempt(1), events(kFirst)},
      {"again, with an outcome unknown", {kQueued, kFirst}, attempt(2), events(kSecond)},
      {"again, after it was deferred", {kQueued, kFirst, kDeferred}, attempt(2), events(kSecond)},
      {"twice", {kQueued, kFirst}, attempt(1), refused(Reason::not_found, "/attempt")},
      {"out of turn", {kQueued}, attempt(2), refused(Reason::not_found, "/attempt")},
      {"when it was sent", {kQueued, kFirst, kSent}, attempt(2), refused(Reason::not_found)},
      {"when it was given up", {kQueued, kFirst, kFailed}, attempt(2), refused(Reason::not_found)},
      {"when there is none", {}, attempt(1), refused(Reason::not_found)},
  });
}

TEST(AMailing, has_one_outcome) {
  check({
      {"sent", {kQueued, kFirst}, sent(1), events(kSent)},
      {"sent without an attempt", {kQueued}, sent(0), refused(Reason::not_found)},
      {"sent before it was attempted", {kQueued}, sent(1), refused(Reason::not_found)},
      {"sent twice", {kQueued, kFirst, kSent}, sent(1), refused(Reason::not_found)},
      {"deferred", {kQueued, kFirst}, deferred(1), events(kDeferred)},
      {"deferred when sent", {kQueued, kFirst, kSent}, deferred(1), refused(Reason::not_found)},
      {"failed", {kQueued, kFirst}, failed(1), events(kFailed)},
      {"failed before any attempt",
       {kQueued},
       failed(0),
       events(MailingFailed{kMailing, 0, "550"})},
      {"failed when sent", {kQueued, kFirst, kSent}, failed(1), refused(Reason::not_found)},
  });
}

TEST(AMailing, tells_how_it_fares) {
  const auto queued = state({kQueued});
  EXPECT_EQ(queued.kind, MailingKind::expiry_reminder);
  EXPECT_EQ(queued.since, kNow);
  EXPECT_EQ(queued.delivery.state, DeliveryState::queued);
  EXPECT_EQ(state({kQueued, kFirst, kSecond}).delivery.unsettled, 2u);
  const auto waiting = state({kQueued, kFirst, kDeferred});
  EXPECT_EQ(waiting.delivery.state, DeliveryState::deferred);
  EXPECT_EQ(waiting.delivery.attempts, 1u);
  EXPECT_EQ(waiting.delivery.unsettled, 0u);
  EXPECT_EQ(waiting.delivery.retry_at, kDeferred.retry_at);
  EXPECT_EQ(state({}).kind, MailingKind::none);
}

}  // namespace
}  // namespace rollcall::domain::given::mailing_test
