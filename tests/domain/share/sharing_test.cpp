// Sharing a list by e-mail: who receives, until when, which columns, which words.
#include <gtest/gtest.h>

#include "domain/share.hpp"
#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::sharing_test {
namespace {

using namespace share_given;

constexpr auto kTypedPerson = id<PersonId>(120);

NewReceiver typed(const char* email, std::uint16_t number = 0) {
  NewReceiver receiver;
  receiver.email = EmailAddress::restore(email);
  receiver.name = PersonName::restore("Front desk");
  receiver.email_key = email_key(static_cast<std::uint16_t>(200 + number));
  receiver.share = number == 0 ? kShare : id<ShareId>(static_cast<std::uint16_t>(300 + number));
  receiver.sending = kSending;
  receiver.person = kTypedPerson;
  return receiver;
}
NewReceiver named(ContactId contact) {
  NewReceiver receiver = typed("unused@x.example");
  receiver.email.reset();
  receiver.contact = contact;
  return receiver;
}
NewReceiver until(NewReceiver receiver, const char* valid_until) {
  receiver.valid_until = day(valid_until);
  return receiver;
}

// A sharing with one receiver; tests change what they are about.
struct Case {
  ShareListFacts facts{office(), list(), project(), {}, templates()};
  ShareList command;
  Instant now = kNow;

  Case() { command.list = kList; }
  explicit Case(const NewReceiver& receiver, const ReceiverFacts& known = {}) : Case() {
    add(receiver, known);
  }
  Case& add(const NewReceiver& receiver, const ReceiverFacts& known = {}) {
    command.receivers.push_back(receiver);
    facts.receivers.push_back(known);
    return *this;
  }
  Result<Proposals> decide() const { return domain::decide(facts, command, Deciding{now, kStaff}); }
};

ReceiverFacts known_as_anna() {
  return {EmailHolder{EmailHolder::Kind::contact, kAnna.uuid}, anna(), std::nullopt};
}
ReceiverFacts contact_facts(ContactState contact = anna()) {
  return {{}, std::move(contact), {}};
}
ReceiverFacts shared_before(const History& history) {
  return {{}, {}, share_of(history)};
}

ListShared to_typed() {
  ListShared event = shared();
  event.sending.addressed.person = kTypedPerson;
  return event;
}
ListShared to_anna() {
  ListShared event = shared();
  event.contact = kAnna;
  event.sending.addressed.person = person_of(kAnna);
  event.sending.addressed.known->email = EmailAddress::restore("anna@customer.example");
  event.sending.addressed.known->name = PersonName::restore("Anna Berg");
  return event;
}

TEST(Sharing, is_refused_while_the_project_is_cancelled) {
  Case cancelled(typed("desk@hotel.example"));
  cancelled.facts.project.details->status = ProjectStatus::cancelled;
  check_outcome(cancelled.decide(), refused(Reason::project_cancelled));
}

TEST(Sharing, makes_a_share_with_the_defaults_of_list_project_and_office) {
  check_outcome(Case(typed("desk@hotel.example")).decide(), events(to_typed()));
}

TEST(Sharing, tags_the_event_with_the_address_it_goes_to) {
  const auto proposals = Case(typed("desk@hotel.example")).decide();
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->at(0).email, email_key(200));
}

TEST(Sharing, makes_one_share_per_receiver_in_their_order) {
  Case sharing;
  sharing.add(named(kAnna), contact_facts()).add(typed("desk@hotel.example", 1));
  ListShared second = to_typed();
  second.share = id<ShareId>(301);
  check_outcome(sharing.decide(), events(to_anna(), second));
}

TEST(Sharing, a_typed_address_that_is_a_contact_persons_is_that_person) {
  check_outcome(Case(typed("ANNA@customer.example"), known_as_anna()).decide(), events(to_anna()));
}

TEST(Sharing, a_staff_members_address_is_just_an_address) {
  const ReceiverFacts staff{EmailHolder{EmailHolder::Kind::staff, uuid(1)}, {}, {}};
  check_outcome(Case(typed("desk@hotel.example"), staff).decide(), events(to_typed()));
}

TEST(Sharing, refuses_receivers_it_cannot_share_with) {
  NewReceiver nobody = typed("x@y.example");
  nobody.email.reset();
  NewReceiver both = typed("x@y.example");
  both.contact = kAnna;
  const ReceiverFacts ole{EmailHolder{EmailHolder::Kind::contact, kOle.uuid},
                          contact("ole@bus.example", "Ole", ""),
                          {}};
  ContactState inactive = anna();
  inactive.standing.active = false;
  ContactState erased = anna();
  erased.details.reset();
  const struct {
    const char* name;
    Case sharing;
    Then then;
  } rows[] = {
      {"nobody named", Case(nobody), refused(Reason::required, "/receivers/0/email")},
      {"two ways of naming", Case(both), refused(Reason::malformed, "/receivers/0")},
      {"an unknown person", Case(named(kAnna), {{}, ContactState{}, {}}),
       refused(Reason::unknown_reference, "/receivers/0/contactId", kAnna.uuid)},
      {"a person without facts", Case(named(kAnna)),
       refused(Reason::unknown_reference, "/receivers/0/contactId", kAnna.uuid)},
      {"an erased person", Case(named(kAnna), contact_facts(erased)),
       refused(Reason::unknown_reference, "/receivers/0/contactId", kAnna.uuid)},
      {"an inactive person", Case(named(kAnna), contact_facts(inactive)),
       refused(Reason::contact_inactive, "/receivers/0/contactId", kAnna.uuid)},
      {"a typed address of an inactive person",
       Case(typed("anna@customer.example"),
            {EmailHolder{EmailHolder::Kind::contact, kAnna.uuid}, inactive, {}}),
       refused(Reason::contact_inactive, "/receivers/0/email", kAnna.uuid)},
      {"a person not on the project", Case(named(kOle), contact_facts()),
       refused(Reason::not_on_project, "/receivers/0/contactId", kOle.uuid)},
      {"the address of a person not on the project", Case(typed("ole@bus.example"), ole),
       refused(Reason::not_on_project, "/receivers/0/email", kOle.uuid)},
      {"no receivers", Case(), refused(Reason::required, "/receivers")},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    check_outcome(row.sharing.decide(), row.then);
  }
}

TEST(Sharing, refuses_a_receiver_given_twice) {
  const Then then = refused(Reason::duplicate, "/receivers/1/email");
  Case mailbox;
  mailbox.add(typed("desk@hotel.example")).add(typed("Desk@Hotel.example", 1));
  check_outcome(mailbox.decide(), then);
  Case person;
  person.add(named(kAnna), contact_facts()).add(typed("anna@customer.example"), known_as_anna());
  check_outcome(person.decide(), then);
}

TEST(Sharing, allows_as_many_receivers_as_the_limit_and_no_more) {
  Case sharing;
  for (std::uint16_t n = 0; n < kMaxReceivers; ++n)
    sharing.add(typed(("guest" + std::to_string(n) + "@hotel.example").c_str(), n));
  const auto all = sharing.decide();
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), kMaxReceivers);
  sharing.add(typed("one-more@hotel.example"));
  check_outcome(sharing.decide(), refused(Reason::out_of_range, "/receivers"));
}

TEST(Sharing, chooses_valid_until) {
  const struct {
    const char* name;
    const char* given;
    const char* return_date;
    const char* now;
    std::variant<const char*, Reason> then;
  } rows[] = {
      {"return date", nullptr, "2026-06-30", "2026-05-01T08:00:00Z", "2026-06-30"},
      {"return date is today", nullptr, "2026-05-01", "2026-05-01T08:00:00Z", "2026-05-01"},
      {"return date is past", nullptr, "2026-04-30", "2026-05-01T08:00:00Z",
       Reason::valid_until_needed},
      {"no return date", nullptr, nullptr, "2026-05-01T08:00:00Z", Reason::valid_until_needed},
      {"given one wins", "2026-05-09", "2026-06-30", "2026-05-01T08:00:00Z", "2026-05-09"},
      {"given after the return date", "2027-01-01", "2026-06-30", "2026-05-01T08:00:00Z",
       "2027-01-01"},
      {"given today", "2026-05-01", nullptr, "2026-05-01T08:00:00Z", "2026-05-01"},
      {"given yesterday", "2026-04-30", "2026-06-30", "2026-05-01T08:00:00Z",
       Reason::valid_until_past},
      {"today is the office's: still 1 May", "2026-05-01", nullptr, "2026-05-01T21:59:59Z",
       "2026-05-01"},
      {"today is the office's: 2 May", "2026-05-01", nullptr, "2026-05-01T22:00:00Z",
       Reason::valid_until_past},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const NewReceiver receiver = typed("desk@hotel.example");
    Case sharing(row.given ? until(receiver, row.given) : receiver);
    sharing.facts.project.details->return_date.reset();
    if (row.return_date) sharing.facts.project.details->return_date = day(row.return_date);
    sharing.now = instant(row.now);
    ListShared expected = to_typed();
    if (const auto* date = std::get_if<const char*>(&row.then)) expected.valid_until = day(*date);
    check_outcome(sharing.decide(),
                  std::holds_alternative<Reason>(row.then)
                      ? refused(std::get<Reason>(row.then), "/receivers/0/validUntil")
                      : events(expected));
  }
}

TEST(Sharing, takes_the_columns_asked_for_if_the_list_has_them) {
  const auto shown = columns({"fields.Room", "lastName"});
  Case sharing(typed("desk@hotel.example"));
  sharing.command.columns = shown;
  ListShared expected = to_typed();
  expected.columns = shown;
  check_outcome(sharing.decide(), events(expected));
  sharing.command.columns = columns({"lastName", "email", "lastName"});
  check_outcome(sharing.decide(),
                refused(Refusals{{Reason::column_not_in_list, "/columns/1", {}, "", 0},
                                 {Reason::duplicate, "/columns/2", {}, "", 0}}));
  sharing.command.columns = columns({});
  check_outcome(sharing.decide(), refused(Reason::required, "/columns"));
}

TEST(Sharing, downloads_are_as_asked_else_as_the_office_has_it) {
  for (const bool office_allows : {true, false})
    for (const std::optional<bool> asked : {std::optional<bool>(), {true}, {false}}) {
      Case sharing(typed("desk@hotel.example"));
      sharing.facts.office.settings->receivers_may_download = office_allows;
      sharing.command.may_download = asked;
      ListShared expected = to_typed();
      expected.may_download = asked.value_or(office_allows);
      check_outcome(sharing.decide(), events(expected));
    }
}

TEST(Sharing, writes_in_the_receivers_language_then_the_requests_then_the_offices) {
  const auto language = [](const char* tag) { return LanguageTag::restore(tag); };
  Case sharing(typed("desk@hotel.example"));
  const auto expect = [&](const char* tag, const char* text_of) {
    ListShared expected = to_typed();
    expected.sending.language = language(tag);
    expected.sending.addressed.known->mail = built_in(text_of);
    check_outcome(sharing.decide(), events(expected));
  };
  expect("nb", "nb");
  sharing.command.language = language("en-GB");
  expect("en-GB", "en");
  sharing.command.receivers[0].language = language("nn");
  expect("nn", "nn");
  sharing.command.receivers[0].language = language("de");  // has no text: the office's language
  expect("de", "nb");
}

TEST(Sharing, writes_what_the_office_has_as_its_template) {
  Case sharing(typed("desk@hotel.example"));
  const MailText ours{Subject::restore("Ours"), MailBody::restore("[resource-link]")};
  sharing.facts.templates[LanguageTag::restore("nb")].mail = ours;
  ListShared expected = to_typed();
  expected.sending.addressed.known->mail = ours;
  check_outcome(sharing.decide(), events(expected));
  sharing.command.subject = Subject::restore("Mine");
  expected.sending.addressed.known->mail.subject = *sharing.command.subject;
  check_outcome(sharing.decide(), events(expected));
}

TEST(Sharing, sends_the_words_the_sender_wrote) {
  Case sharing(typed("desk@hotel.example"));
  sharing.command.subject = Subject::restore("Rooms for [project-name]");
  sharing.command.body = MailBody::restore("Look: [resource-link]");
  ListShared expected = to_typed();
  expected.sending.addressed.known->mail = {*sharing.command.subject, *sharing.command.body};
  check_outcome(sharing.decide(), events(expected));
}

TEST(Sharing, names_every_fault_of_a_request_at_once) {
  Case sharing;
  sharing.add(until(named(kOle), "2026-01-01"), contact_facts()).add(typed("a@b.example"));
  sharing.command.subject = Subject::restore("[resource-link]");
  sharing.command.body = MailBody::restore("Dear [receiver]");
  sharing.command.columns = columns({"email"});
  check_outcome(
      sharing.decide(),
      refused(Refusals{{Reason::not_on_project, "/receivers/0/contactId", kOle.uuid, "", 0},
                       {Reason::valid_until_past, "/receivers/0/validUntil", {}, "", 0},
                       {Reason::column_not_in_list, "/columns/0", {}, "", 0},
                       {Reason::unknown_tag, "/subject", {}, "0", 0},
                       {Reason::unknown_tag, "/body", {}, "5", 0},
                       {Reason::resource_link_missing, "/body", {}, "", 0}}));
}

TEST(Sharing, is_not_found_without_list_project_or_office) {
  for (int missing = 0; missing < 3; ++missing) {
    Case sharing(typed("desk@hotel.example"));
    if (missing == 0) sharing.facts.list.definition.reset();
    if (missing == 1) sharing.facts.project.details.reset();
    if (missing == 2) sharing.facts.office.settings.reset();
    check_outcome(sharing.decide(), refused(Reason::not_found));
  }
}

TEST(SharingAgain, sends_the_same_share_again) {
  NewReceiver receiver = typed("DESK@hotel.example");
  receiver.name = PersonName();
  receiver.sending = kSecondSending;
  ShareResent expected = resent();
  expected.sending.addressed.known->email = *receiver.email;
  check_outcome(Case(receiver, shared_before({shared()})).decide(), events(expected));
  check_outcome(Case(receiver, shared_before({shared(), revoked()})).decide(), events(expected));
}

TEST(SharingAgain, keeps_what_the_share_has_and_never_widens_it) {
  ListShared narrow = shared_until("2026-05-20");
  narrow.columns = columns({"lastName"});
  narrow.may_download = false;
  NewReceiver receiver = typed("desk@hotel.example");
  receiver.sending = kSecondSending;
  const ShareResent expected{kShare, narrow.valid_until, narrow.columns, false,
                             sending(kSecondSending)};
  check_outcome(Case(receiver, shared_before({narrow})).decide(), events(expected));
}

TEST(SharingAgain, a_share_with_somebody_else_is_not_taken_over) {
  const NewReceiver receiver = typed("other@hotel.example");
  ListShared expected = to_typed();
  expected.sending.addressed.known->email = *receiver.email;
  check_outcome(Case(receiver, shared_before({shared()})).decide(), events(expected));
  check_outcome(Case(receiver, shared_before({to_anna()})).decide(), events(expected));
}

TEST(SharingAgain, an_address_a_contact_person_had_once_is_not_that_person) {
  const NewReceiver receiver = typed("anna@customer.example");
  ListShared expected = to_typed();
  expected.sending.addressed.known->email = *receiver.email;
  check_outcome(Case(receiver, shared_before({to_anna()})).decide(), events(expected));
}

TEST(SharingAgain, another_lists_share_is_not_taken_over) {
  ListShared other = shared();
  other.list = id<ListId>(150);
  check_outcome(Case(typed("desk@hotel.example"), shared_before({other})).decide(),
                events(to_typed()));
}

TEST(SharingAgain, takes_a_name_given_anew) {
  NewReceiver receiver = typed("desk@hotel.example");
  receiver.sending = kSecondSending;
  receiver.name = PersonName::restore("Reception");
  ShareResent expected = resent();
  expected.sending.addressed.known->name = receiver.name;
  check_outcome(Case(receiver, shared_before({shared()})).decide(), events(expected));
}

TEST(SharingAgain, a_typed_receiver_who_became_a_contact_person_has_the_share_as_that_person) {
  ReceiverFacts facts = known_as_anna();
  ListShared before = shared();
  before.sending.addressed.known->email = EmailAddress::restore("anna@customer.example");
  facts.existing = share_of({before});
  const ShareResent expected{kShare, before.valid_until, before.columns, true, to_anna().sending};
  const ShareReceiverIdentified identified{kShare, kList, kProject, kAnna};
  check_outcome(Case(typed("anna@customer.example"), facts).decide(), events(identified, expected));
  check_outcome(Case(named(kAnna), facts).decide(), events(identified, expected));
}

}  // namespace
}  // namespace rollcall::domain::given::sharing_test
