// What the office does with a share that is there: change, revoke, send again.
#include <gtest/gtest.h>

#include "domain/share.hpp"
#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::upkeep_test {
namespace {

using namespace share_given;

When change(ChangeShare command, Instant now = kNow) {
  return [command, now](const History& history) {
    return decide(share_facts(history), command, Deciding{now, kStaff});
  };
}
ChangeShare valid_until(const char* date) {
  return {day(date), {}, {}};
}
ChangeShare shows(std::initializer_list<const char*> keys) {
  return {{}, columns(keys), {}};
}
ChangeShare downloads(bool allowed) {
  return {{}, {}, allowed};
}

ShareValidityChanged validity_changed(const char* date) {
  return {kShare, day(date)};
}

TEST(ChangingAShare, follows_its_rules) {
  check({
      {"moves valid until forward",
       {shared()},
       change(valid_until("2026-07-15")),
       events(validity_changed("2026-07-15"))},
      {"moves it back to today",
       {shared()},
       change(valid_until("2026-05-01")),
       events(validity_changed("2026-05-01"))},
      {"refuses a date before today",
       {shared()},
       change(valid_until("2026-04-30")),
       refused(Reason::valid_until_past, "/validUntil")},
      {"revives an expired share",
       {shared_until("2026-04-01")},
       change(valid_until("2026-05-01")),
       events(validity_changed("2026-05-01"))},
      {"same date, past or not: nothing",
       {shared_until("2026-04-01")},
       change(valid_until("2026-04-01")),
       nothing()},
      {"takes a column away",
       {shared()},
       change(shows({"lastName"})),
       events(ShareColumnsChanged{kShare, columns({"lastName"})})},
      {"refuses a column the list lacks",
       {shared()},
       change(shows({"lastName", "email"})),
       refused(Reason::column_not_in_list, "/columns/1")},
      {"refuses no columns", {shared()}, change(shows({})), refused(Reason::required, "/columns")},
      {"same columns: nothing",
       {shared()},
       change(shows({"firstName", "lastName", "fields.Room"})),
       nothing()},
      {"forbids downloads",
       {shared()},
       change(downloads(false)),
       events(ShareDownloadChanged{kShare, false})},
      {"downloads as they are: nothing", {shared()}, change(downloads(true)), nothing()},
      {"nothing asked: nothing", {shared()}, change({}), nothing()},
      {"refuses a revoked share",
       {shared(), revoked()},
       change(valid_until("2026-07-15")),
       refused(Reason::share_revoked)},
      {"there is no such share", {}, change(valid_until("2026-07-15")), refused(Reason::not_found)},
  });
}

TEST(ChangingAShare, records_all_changes_of_one_command) {
  const ChangeShare all{day("2026-07-15"), columns({"lastName"}), false};
  check({{"three changes",
          {shared()},
          change(all),
          events(validity_changed("2026-07-15"), ShareColumnsChanged{kShare, *all.columns},
                 ShareDownloadChanged{kShare, false})}});
}

TEST(ChangingAShare, judges_today_by_the_offices_calendar) {
  const Instant past_midnight_in_oslo = instant("2026-05-01T22:00:00Z");
  check({{"it is 2 May there",
          {shared()},
          change(valid_until("2026-05-01"), past_midnight_in_oslo),
          refused(Reason::valid_until_past, "/validUntil")}});
}

TEST(ChangingAShare, is_not_found_when_its_list_or_project_is_gone) {
  ShareFacts facts = share_facts({shared()});
  facts.list.definition.reset();
  check_outcome(decide(facts, valid_until("2026-07-15"), kDeciding), refused(Reason::not_found));
  facts = share_facts({shared()});
  facts.project.details.reset();
  check_outcome(decide(facts, valid_until("2026-07-15"), kDeciding), refused(Reason::not_found));
}

When revoke() {
  return [](const History& history) { return decide(share_of(history), RevokeShare{}); };
}

TEST(RevokingAShare, happens_once) {
  check({
      {"revokes", {shared()}, revoke(), events(revoked())},
      {"is revoked already", {shared(), revoked()}, revoke(), nothing()},
      {"after giving access again", {shared(), revoked(), resent()}, revoke(), events(revoked())},
      {"there is no such share", {}, revoke(), refused(Reason::not_found)},
  });
}

SendShareAgain again() {
  return {kSecondSending, email_key(1), {}, {}, {}, {}};
}
SendShareAgain again_until(const char* date) {
  SendShareAgain command = again();
  command.valid_until = day(date);
  return command;
}
When send(SendShareAgain command, std::optional<ContactState> contact = std::nullopt,
          std::optional<EmailHolder> holder = std::nullopt) {
  const ReceiverFacts receiver{holder, std::move(contact), std::nullopt};
  return [command, receiver](const History& history) {
    return decide(share_facts(history), receiver, command, kDeciding);
  };
}
ShareResent resent_until(const char* date) {
  ShareResent event = resent();
  event.valid_until = day(date);
  return event;
}

TEST(SendingAgain, is_refused_while_the_project_is_cancelled) {
  const auto send_cancelled = [](const History& history) {
    ShareFacts facts = share_facts(history);
    facts.project.details->status = ProjectStatus::cancelled;
    return decide(facts, ReceiverFacts{}, again(), kDeciding);
  };
  check({{"cancelled", {shared(), revoked()}, send_cancelled, refused(Reason::project_cancelled)}});
}

TEST(SendingAgain, follows_its_rules) {
  SendShareAgain no_link = again();
  no_link.body = MailBody::restore("Hello");
  check({
      {"a new sending", {shared()}, send(again()), events(resent())},
      {"of a revoked share too", {shared(), revoked()}, send(again()), events(resent())},
      {"keeps the share's date",
       {shared_until("2026-05-20")},
       send(again()),
       events(resent_until("2026-05-20"))},
      {"also on its last day",
       {shared_until("2026-05-01")},
       send(again()),
       events(resent_until("2026-05-01"))},
      {"takes the return date when the share's is past",
       {shared_until("2026-04-20")},
       send(again()),
       events(resent_until("2026-06-30"))},
      {"takes the date given",
       {shared()},
       send(again_until("2026-09-01")),
       events(resent_until("2026-09-01"))},
      {"refuses a date before today",
       {shared()},
       send(again_until("2026-04-30")),
       refused(Reason::valid_until_past, "/validUntil")},
      {"wants the link in the body",
       {shared()},
       send(no_link),
       refused(Reason::resource_link_missing, "/body")},
      {"there is no such share", {}, send(again()), refused(Reason::not_found)},
  });
}

TEST(SendingAgain, needs_a_date_when_neither_share_nor_project_has_one) {
  ShareFacts facts = share_facts({shared_until("2026-04-20")});
  facts.project.details->return_date = day("2026-04-30");
  check_outcome(decide(facts, ReceiverFacts{}, again(), kDeciding),
                refused(Reason::valid_until_needed, "/validUntil"));
}

TEST(SendingAgain, keeps_columns_downloads_and_language) {
  ListShared narrow = shared();
  narrow.columns = columns({"lastName"});
  narrow.may_download = false;
  narrow.sending.language = LanguageTag::restore("en");
  ShareResent expected = resent();
  expected.columns = narrow.columns;
  expected.may_download = false;
  expected.sending.language = LanguageTag::restore("en");
  expected.sending.addressed.known->mail = built_in("en");
  check({{"as it was", {narrow}, send(again()), events(expected)}});
}

TEST(SendingAgain, writes_what_the_office_has_as_its_template) {
  const MailText ours{Subject::restore("Ours"), MailBody::restore("[resource-link]")};
  ShareFacts facts = share_facts({shared()});
  facts.templates[LanguageTag::restore("nb")].mail = ours;
  ShareResent expected = resent();
  expected.sending.addressed.known->mail = ours;
  check_outcome(decide(facts, ReceiverFacts{}, again(), kDeciding), events(expected));
}

ListShared shared_with(ContactId contact) {
  ListShared event = shared();
  event.contact = contact;
  event.sending.addressed.person = person_of(contact);
  return event;
}

// Else removing them from the project would not revoke it.
TEST(SendingAgain, makes_the_share_theirs_who_became_a_contact_person) {
  const auto held_by = [](ContactId contact) {
    return EmailHolder{EmailHolder::Kind::contact, contact.uuid};
  };
  const ContactState desk = contact("desk@hotel.example", "Front", "desk");
  ContactState inactive = desk;
  inactive.standing.active = false;
  ShareResent expected = resent();
  expected.sending.addressed.person = person_of(kAnna);
  expected.sending.addressed.known->name = PersonName::restore("Front desk");
  const ShareReceiverIdentified identified{kShare, kList, kProject, kAnna};
  check({
      {"on the project",
       {shared()},
       send(again(), desk, held_by(kAnna)),
       events(identified, expected)},
      {"identified already", {shared(), identified}, send(again(), desk), events(expected)},
      {"not on the project",
       {shared()},
       send(again(), desk, held_by(kOle)),
       refused(Reason::not_on_project, "", kOle.uuid)},
      {"inactive",
       {shared()},
       send(again(), inactive, held_by(kAnna)),
       refused(Reason::contact_inactive, "", kAnna.uuid)},
      {"a staff member's address stays an address",
       {shared()},
       send(again(), std::nullopt, EmailHolder{EmailHolder::Kind::staff, uuid(5)}),
       events(resent())},
  });
  EXPECT_EQ(share_of({shared(), identified}).contact, kAnna);
  const auto index =
      History{shared(), identified}.fold<ShareIndex>(facts_of_shares_to_contact(kProject, kAnna));
  EXPECT_EQ(index.shares, (std::vector<ShareId>{kShare}));
}

TEST(SendingAgain, writes_to_a_contact_person_as_they_are_now) {
  const ContactState moved = contact("anna@new.example", "Anna", "Dahl");
  ShareResent expected = resent();
  expected.sending.addressed = {person_of(kAnna),
                                Addressed{EmailAddress::restore("anna@new.example"),
                                          PersonName::restore("Anna Dahl"), built_in("nb")}};
  check({
      {"new address and name", {shared_with(kAnna)}, send(again(), moved), events(expected)},
      {"refuses one who left the project",
       {shared_with(kOle), revoked()},
       send(again(), moved),
       refused(Reason::not_on_project, "", kOle.uuid)},
      {"refuses one who is gone",
       {shared_with(kAnna)},
       send(again()),
       refused(Reason::unknown_reference, "", kAnna.uuid)},
  });
}

TEST(SendingAgain, refuses_a_receiver_who_was_erased) {
  ListShared erased = shared();
  erased.sending.addressed.known.reset();
  check({{"nobody to write to", {erased}, send(again()), refused(Reason::unknown_reference)}});
}

TEST(SendingAgain, tags_the_event_with_the_address_it_goes_to) {
  const auto proposals = decide(share_facts({shared()}), ReceiverFacts{}, again(), kDeciding);
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->at(0).email, email_key(1));
}

}  // namespace
}  // namespace rollcall::domain::given::upkeep_test
