// Mails of shares: attempts, outcomes, and that only the current sending counts.
#include <gtest/gtest.h>

#include "domain/share.hpp"
#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::delivery_test {
namespace {

using namespace share_given;

const Instant kLater = kNow.plus(std::chrono::minutes(5));

template <class Command>
When record(Command command) {
  return [command](const History& history) { return decide(share_of(history), command); };
}
When record(RecordMailAttempt command, ContactStanding receiver = {}) {
  return [=](const History& history) { return decide({share_of(history), receiver}, command); };
}
RecordMailAttempt attempt(std::uint32_t number, std::uint8_t hash = 1) {
  return {kSending, number, link(hash)};
}
ShareEmailAttempted attempted_as(std::uint32_t number) {
  return {kShare, kSending, number, link(1)};
}
ShareEmailSent sent() {
  return {kShare, kSending, 1, "<1@office>"};
}
ShareEmailDeferred deferred() {
  return {kShare, kSending, 1, "greylisted", kLater};
}
ShareEmailFailed failed() {
  return {kShare, kSending, 1, "no such mailbox"};
}

TEST(DeliveringAShare, numbers_its_attempts_and_keeps_one_link) {
  const Then unknown = refused(Reason::not_found);
  const Then misnumbered = refused(Reason::not_found, "/attempt");
  check({
      {"the first", {shared()}, record(attempt(1)), events(attempted_as(1))},
      {"not the second before the first", {shared()}, record(attempt(2)), misnumbered},
      {"not the first twice", {shared(), attempted()}, record(attempt(1)), misnumbered},
      {"one more after a crash",
       {shared(), attempted()},
       record(attempt(2)),
       events(attempted_as(2))},
      {"one more after a deferral",
       {shared(), attempted(), deferred()},
       record(attempt(2)),
       events(attempted_as(2))},
      {"no second link",
       {shared(), attempted()},
       record(attempt(2, 9)),
       refused(Reason::malformed, "/linkHash")},
      {"not once it was sent", {shared(), attempted(), sent()}, record(attempt(2)), unknown},
      {"not once it was given up", {shared(), attempted(), failed()}, record(attempt(2)), unknown},
      {"not of a revoked share", {shared(), revoked()}, record(attempt(1)), unknown},
      {"not of an earlier sending", {shared(), resent()}, record(attempt(1)), unknown},
      {"not of no share", {}, record(attempt(1)), unknown},
  });
}

// Its link would be dead.
TEST(DeliveringAShare, is_given_up_for_a_contact_person_who_does_not_stand_as_they_did) {
  ListShared to_anna = shared();
  to_anna.contact = kAnna;
  const ContactStanding inactive{.active = false, .address_since = 1};
  const ContactStanding moved{.active = true, .address_since = 7};
  const auto given_up = [](std::uint32_t attempts, const char* reason) {
    return events(ShareEmailFailed{kShare, kSending, attempts, reason});
  };
  check({
      {"as they did", {to_anna}, record(attempt(1)), events(attempted_as(1))},
      {"inactive, or deleted",
       {to_anna},
       record(attempt(1), inactive),
       given_up(0, "receiver inactive")},
      {"with another address",
       {to_anna},
       record(attempt(1), moved),
       given_up(0, "address changed")},
      {"after a deferral",
       {to_anna, attempted(), deferred()},
       record(attempt(2), inactive),
       given_up(1, "receiver inactive")},
      {"which only concerns contact persons",
       {shared()},
       record(attempt(1), inactive),
       events(attempted_as(1))},
      {"once",
       {to_anna, ShareEmailFailed{kShare, kSending, 0, "receiver inactive"}},
       record(attempt(1), inactive),
       refused(Reason::not_found)},
  });
}

TEST(DeliveringAShare, has_failed_when_the_share_is_revoked_first) {
  const Delivery withdrawn{DeliveryState::failed, kNow, "revoked", std::nullopt, 0, 0};
  EXPECT_EQ(share_of({shared(), revoked()}).delivery, withdrawn);
  EXPECT_EQ(share_of({shared(), attempted(), deferred(), revoked()}).delivery.reason, "revoked");
  EXPECT_EQ(share_of({shared(), attempted(), sent(), revoked()}).delivery.state,
            DeliveryState::sent);
  EXPECT_EQ(share_of({shared(), revoked(), resent()}).delivery.state, DeliveryState::queued);
}

TEST(DeliveringAShare, records_one_outcome) {
  const RecordMailSent success{kSending, 1, "<1@office>"};
  const RecordMailDeferred later{kSending, 1, "greylisted", kLater};
  const RecordMailFailed failure{kSending, 1, "no such mailbox"};
  const Then unknown = refused(Reason::not_found);
  const Then not_tried = refused(Reason::not_found, "/attempt");
  const History tried{shared(), attempted()};
  check({
      {"sent", tried, record(success), events(sent())},
      {"deferred", tried, record(later), events(deferred())},
      {"failed", tried, record(failure), events(failed())},
      {"sent without an attempt", {shared()}, record(success), not_tried},
      {"sent by attempt 0", tried, record(RecordMailSent{kSending, 0, ""}), not_tried},
      {"deferred without an attempt", {shared()}, record(later), not_tried},
      {"failed without that attempt", {shared()}, record(failure), not_tried},
      {"given up before any attempt",
       {shared()},
       record(RecordMailFailed{kSending, 0, "link lost"}),
       events(ShareEmailFailed{kShare, kSending, 0, "link lost"})},
      {"sent twice", {shared(), attempted(), sent()}, record(success), unknown},
      {"deferred after it was sent", {shared(), attempted(), sent()}, record(later), unknown},
      {"failed after it was sent", {shared(), attempted(), sent()}, record(failure), unknown},
      {"sent after a deferral",
       {shared(), attempted(), deferred()},
       record(success),
       events(sent())},
      {"revoked meanwhile", {shared(), attempted(), revoked()}, record(success), unknown},
      {"sent again meanwhile", {shared(), attempted(), resent()}, record(failure), unknown},
  });
}

TEST(DeliveringAShare, shows_where_the_mail_is) {
  History history{shared()};
  const auto expect = [&](const Delivery& delivery) {
    EXPECT_EQ(share_of(history).delivery, delivery);
  };
  expect({DeliveryState::queued, kNow, "", std::nullopt, 0, 0});
  history.at(kLater).add(attempted());
  expect({DeliveryState::queued, kNow, "", std::nullopt, 1, 1});
  history.add(attempted_as(2));
  expect({DeliveryState::queued, kNow, "", std::nullopt, 2, 2});
  history.add(deferred());
  expect({DeliveryState::deferred, kLater, "greylisted", kLater, 2, 0});
  history.add(attempted_as(3));
  expect({DeliveryState::deferred, kLater, "greylisted", kLater, 3, 1});
  history.add(ShareEmailSent{kShare, kSending, 3, "<3@office>"});
  expect({DeliveryState::sent, kLater, "", std::nullopt, 3, 0});
  history.add(resent());
  expect({DeliveryState::queued, kLater, "", std::nullopt, 0, 0});
  history.add(attempted(kSecondSending, 2)).add(ShareEmailFailed{kShare, kSecondSending, 1, "no"});
  expect({DeliveryState::failed, kLater, "no", std::nullopt, 1, 0});
}

TEST(DeliveringACode, records_one_outcome_of_the_newest_code) {
  const RecordCodeSent sent_command{kCode, "<c@office>"};
  const RecordCodeFailed failed_command{kCode, "no such mailbox"};
  const ShareCodeSent code_sent{kShare, kCode, "<c@office>"};
  const ShareCodeFailed code_failed{kShare, kCode, "no such mailbox"};
  const Then unknown = refused(Reason::not_found);
  const History waiting{shared(), attempted(), issued()};
  check({
      {"sent", waiting, record(sent_command), events(code_sent)},
      {"failed", waiting, record(failed_command), events(code_failed)},
      {"sent twice", {shared(), attempted(), issued(), code_sent}, record(sent_command), unknown},
      {"failed after it was sent",
       {shared(), attempted(), issued(), code_sent},
       record(failed_command),
       unknown},
      {"replaced meanwhile",
       {shared(), attempted(), issued(), issued(kSecondCode)},
       record(sent_command),
       unknown},
      {"revoked meanwhile",
       {shared(), attempted(), issued(), revoked()},
       record(failed_command),
       unknown},
      {"no code", {shared(), attempted()}, record(sent_command), unknown},
  });
}

}  // namespace
}  // namespace rollcall::domain::given::delivery_test
