// Accounts: set-password links, passwords, signing in and out, what ends sessions.
#include "domain/account.hpp"

#include <gtest/gtest.h>

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::account_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr AccountHolder kKari{AccountKind::staff, uuid(200)};
constexpr AccountHolder kPer{AccountKind::contact, uuid(201)};
constexpr auto kPerId = id<ContactId>(201);
constexpr auto kLink = id<PasswordLinkId>(210);
constexpr auto kOtherLink = id<PasswordLinkId>(211);
constexpr auto kPassword = id<PasswordId>(212);
constexpr auto kOtherPassword = id<PasswordId>(213);
constexpr auto kSession = id<SessionId>(214);
constexpr Standing kActive{true, true};
constexpr Standing kOnNoProject{true, false};
constexpr Standing kInactive{false, false};

LinkHash hash(std::uint8_t number) {
  LinkHash hash{};
  hash.fill(number);
  return hash;
}
PasswordLinkIssued issued(PasswordLinkId link = kLink, std::uint8_t number = 1) {
  return {kPer, link, hash(number), kNow.plus(hours(1)), true};
}
PasswordLinkAttempted attempted(std::uint32_t attempt = 1) {
  return {kPer, kLink, attempt};
}
PasswordLinkEmailed emailed() {
  return {kPer, kLink, 1, "<1@office>"};
}
PasswordSet set(PasswordId password = kPassword) {
  return {kPer, kLink, password};
}
SignedIn signed_in(SessionId session = kSession) {
  return {kPer, session, kNow.plus(hours(24))};
}
AccountState account_of(const History& history, AccountHolder holder = kPer) {
  return history.fold<AccountState>(facts_of_account(holder));
}

template <class Command>
When when(Command command, Standing standing = kActive, Instant now = kNow) {
  return [=](const History& history) {
    const AccountFacts facts{account_of(history, command.holder), standing};
    return decide(facts, command, Deciding{now, kStaff});
  };
}
template <class Command>
When record(Command command) {
  return [=](const History& history) { return decide(account_of(history), command); };
}
IssuePasswordLink issue(bool by_mail = true) {
  return {kPer, kOtherLink, hash(2), by_mail, {}};
}

TEST(ASetPasswordLink, is_issued_to_whoever_is_reachable) {
  const auto made = events(issued(kOtherLink, 2));
  check({
      {"to a contact person on a project", {}, when(issue()), made},
      {"and to one on none", {}, when(issue(), kOnNoProject), made},
      {"beside one that is outstanding", {issued()}, when(issue()), made},
      {"not to the inactive", {}, when(issue(), kInactive), refused(Reason::not_reachable)},
  });
}

TEST(ASetPasswordLink, is_mailed_five_times_an_hour_at_most) {
  History history;
  for (std::uint16_t i = 0; i < 5; ++i) {
    history.at(kNow.plus(minutes(i)))
        .add(issued(id<PasswordLinkId>(static_cast<std::uint16_t>(300 + i))));
  }
  const auto now = kNow.plus(minutes(10));
  const Refusal early{Reason::too_many_links, "", {}, "", 50 * 60};
  const PasswordLinkIssued again{kPer, kOtherLink, hash(2), kNow.plus(hours(2)), true};
  const PasswordLinkIssued printed{kPer, kOtherLink, hash(2), now.plus(hours(1)), false};
  check({
      {"not a sixth time", history, when(issue(), kActive, now), refused({early})},
      {"until the first is an hour old", history, when(issue(), kActive, kNow.plus(hours(1))),
       events(again)},
      {"what is not mailed does not count", history, when(issue(false), kActive, now),
       events(printed)},
  });
}

TEST(TheMailOfALink, numbers_its_attempts_and_has_one_outcome) {
  const auto unknown = refused(Reason::not_found);
  const RecordLinkEmailed sent{kPer, kLink, 1, "<1@office>"};
  const RecordLinkDeferred later{kPer, kLink, 1, "greylisted", kNow.plus(minutes(1))};
  const PasswordLinkDeferred deferred{kPer, kLink, 1, "greylisted", kNow.plus(minutes(1))};
  const RecordLinkFailed given_up{kPer, kLink, 1, "no such mailbox"};
  const PasswordLinkFailed failed{kPer, kLink, 1, "no such mailbox"};
  const auto misnumbered = refused(Reason::not_found, "/attempt");
  check({
      {"the first", {issued()}, record(RecordLinkAttempt{kPer, kLink, 1}), events(attempted())},
      {"in order", {issued()}, record(RecordLinkAttempt{kPer, kLink, 2}), misnumbered},
      {"again after a deferral",
       {issued(), attempted(), deferred},
       record(RecordLinkAttempt{kPer, kLink, 2}),
       events(attempted(2))},
      {"sent", {issued(), attempted()}, record(sent), events(emailed())},
      {"not before an attempt", {issued()}, record(sent), misnumbered},
      {"deferred", {issued(), attempted()}, record(later), events(deferred)},
      {"given up", {issued(), attempted()}, record(given_up), events(failed)},
      {"sent once", {issued(), attempted(), emailed()}, record(sent), unknown},
      {"also if it was used before that was known",
       {issued(), attempted(), set()},
       record(sent),
       events(emailed())},
      {"and then once", {issued(), attempted(), set(), emailed()}, record(sent), unknown},
      {"not of no link", {}, record(RecordLinkAttempt{kPer, kLink, 1}), unknown},
  });
}

struct Death {
  std::string reason;
  std::function<History&(History&)> of_per;
};

TEST(TheMailOfALink, is_given_up_when_the_link_dies_first) {
  const RecordLinkAttempt attempt{kPer, kLink, 1};
  const PasswordLinkIssued later{kPer, kOtherLink, hash(2), kNow.plus(hours(3)), true};
  const std::vector<Death> deaths = {
      {"deactivated", [&](History& h) -> History& { return h.add(ContactDeactivated{kPerId}); }},
      {"deleted", [&](History& h) -> History& { return h.add(ContactDeleted{kPerId}); }},
      {"address changed",
       [&](History& h) -> History& { return h.add(ContactEdited{kPerId, true, {}}); }},
      {"password set",
       [&](History& h) -> History& { return h.add(PasswordSet{kPer, kOtherLink, kPassword}); }},
      {"expired", [&](History& h) -> History& { return h.at(kNow.plus(hours(2))).add(later); }},
  };
  for (const auto& [reason, of_per] : deaths) {
    SCOPED_TRACE(reason);
    const PasswordLinkFailed failed{kPer, kLink, 0, reason};
    History dead{issued()};
    check_outcome(record(attempt)(of_per(dead)), events(failed));
    check_outcome(record(attempt)(dead.add(failed)), refused(Reason::not_found));
    History sent{issued(), attempted(), emailed()};
    check_outcome(record(attempt)(of_per(sent)), refused(Reason::not_found));
    History printed{PasswordLinkIssued{kPer, kLink, hash(1), kNow.plus(hours(1)), false}};
    check_outcome(record(attempt)(of_per(printed)), refused(Reason::not_found));
  }
}

TEST(ASetPasswordLink, works_once_for_an_hour_while_the_person_is_active) {
  const SetPassword use{kPer, hash(1), kOtherPassword};
  const auto dead = refused(Reason::link_dead);
  const auto last = kNow.plus(hours(1)).plus(milliseconds(-1));
  check({
      {"at once", {issued()}, when(use), events(set(kOtherPassword))},
      {"to its last moment", {issued()}, when(use, kActive, last), events(set(kOtherPassword))},
      {"not after an hour", {issued()}, when(use, kActive, kNow.plus(hours(1))), dead},
      {"not twice", {issued(), set()}, when(use), dead},
      {"not after another was used",
       {issued(), issued(kOtherLink, 2), PasswordSet{kPer, kOtherLink, kPassword}},
       when(use),
       dead},
      {"not for the inactive", {issued()}, when(use, kInactive), dead},
      {"also for who is on no project",
       {issued()},
       when(use, kOnNoProject),
       events(set(kOtherPassword))},
      {"not one that never was", {}, when(use), dead},
  });
}

FinishSignIn finish(bool right = true, std::optional<PasswordId> against = kPassword) {
  return {kPer, against, right, kSession, {}};
}

TEST(SigningIn, wants_the_right_password_and_somewhere_to_go) {
  const auto no = events(SignInRefused{kPer});
  const History with_password{issued(), set()};
  check({
      {"opens a session of a day", with_password, when(finish()), events(signed_in())},
      {"wrong password", with_password, when(finish(false)), no},
      {"on no project", with_password, when(finish(), kOnNoProject), no},
      {"inactive", with_password, when(finish(), kInactive), no},
      {"no password yet", {issued()}, when(finish(true, std::nullopt)), no},
      {"a password that was replaced meanwhile", with_password, when(finish(true, kOtherPassword)),
       no},
  });
}

TEST(SigningIn, of_staff_has_no_end_of_its_own) {
  const FinishSignIn command{kKari, kPassword, true, kSession, {}};
  check({{"idle ends it",
          {PasswordSet{kKari, kLink, kPassword}},
          when(command),
          events(SignedIn{kKari, kSession, std::nullopt})}});
}

TEST(ASession, of_a_contact_person_lasts_a_day_and_of_staff_while_it_is_used) {
  const AccountSession contact{kSession, kNow, kNow.plus(hours(24))};
  const AccountSession staff{kSession, kNow, std::nullopt};
  const auto just_before = [](auto span) { return kNow.plus(span).plus(milliseconds(-1)); };
  EXPECT_TRUE(stands(contact, kNow, {}, just_before(hours(24))));
  EXPECT_FALSE(stands(contact, just_before(hours(24)), {}, kNow.plus(hours(24))));
  EXPECT_TRUE(stands(staff, kNow, {}, just_before(hours(8))));
  EXPECT_FALSE(stands(staff, kNow, {}, kNow.plus(hours(8))));
  EXPECT_TRUE(stands(staff, kNow.plus(hours(70)), {}, kNow.plus(hours(77))));
}

TEST(ASession, is_ended_by_signing_out_and_by_a_new_password) {
  const auto other = id<SessionId>(215);
  const auto open_after = [&](auto event) {
    History history{issued(), set(), signed_in(), signed_in(other)};
    std::vector<SessionId> open;
    for (const auto& each : account_of(history.add(event)).sessions) open.push_back(each.id);
    return open;
  };
  EXPECT_EQ(open_after(SignedOut{kPer, kSession}), std::vector{other});
  EXPECT_TRUE(open_after(SignedOutEverywhere{kPer}).empty());
  EXPECT_TRUE(open_after(set(kOtherPassword)).empty());
  EXPECT_EQ(open_after(SignInRefused{kPer}).size(), 2u);
}

constexpr auto kOffice = id<OfficeId>(216);
constexpr auto kKariId = id<StaffId>(200);
Personal<StaffDetails> details(const char* email, const char* first = "Kari") {
  return {person_of(kKariId), StaffDetails{EmailAddress::restore(email), PersonName::restore(first),
                                           PersonName::restore("N")}};
}
// Kari with a link that is outstanding and a session that is open.
template <class Event>
AccountState kari_after(Event event) {
  return account_of(History{StaffAdded{kOffice, kKariId, StaffRole::project_manager,
                                       details("kari@office.example")},
                            PasswordSet{kKari, kOtherLink, kPassword},
                            PasswordLinkIssued{kKari, kLink, hash(1), kNow.plus(hours(1)), true},
                            SignedIn{kKari, kSession, std::nullopt}, std::move(event)},
                    kKari);
}

TEST(StaffAccounts, lose_their_links_with_their_address) {
  const auto moved = kari_after(StaffEdited{kOffice, kKariId, details("kari@home.example")});
  EXPECT_TRUE(moved.links.empty());
  EXPECT_EQ(moved.sessions.size(), 1u);
  const auto same = kari_after(StaffEdited{kOffice, kKariId, details("Kari@Office.example", "K")});
  EXPECT_EQ(same.links.size(), 1u);
}

TEST(StaffAccounts, are_over_when_they_are_deactivated) {
  const auto account = kari_after(StaffDeactivated{kOffice, kKariId});
  EXPECT_TRUE(account.links.empty());
  EXPECT_TRUE(account.sessions.empty());
  EXPECT_EQ(account.password, kPassword);
}

TEST(Inviting, adds_staff_and_mails_the_link_in_one) {
  const InviteStaff kari{{kOffice, kKariId, StaffRole::project_manager,
                          *details("kari@office.example").known, email_key(7)},
                         kLink,
                         hash(1),
                         {}};
  const auto invite = [&](const History& history) {
    return decide(history.fold<EmailHolder>(facts_of_email(email_key(7))), kari, kDeciding);
  };
  const StaffAdded added{kOffice, kKariId, StaffRole::project_manager,
                         details("kari@office.example")};
  const ContactAdded ida{id<ContactId>(230), {}, OrganisationKind::customer, {}};
  check({
      {"somebody new",
       {},
       invite,
       events(added, PasswordLinkIssued{kKari, kLink, hash(1), kNow.plus(hours(1)), true})},
      {"an address that is staff's", History().add(added, email_key(7)), invite,
       refused(Reason::email_in_use, "/email", kKari.person)},
      {"an address that is a contact person's", History().add(ida, email_key(7)), invite,
       refused(Reason::contact_exists, "/email", uuid(230))},
  });
  EXPECT_EQ(invite({})->front().email, email_key(7));
}

AccountState per_after(auto event) {
  return account_of(History{issued(), set(), issued(kOtherLink, 2), signed_in(), event});
}

TEST(AccountsOfContactPersons, lose_their_links_with_their_address) {
  ContactEdited edited{kPerId, true, {person_of(kPerId), std::nullopt}};
  EXPECT_TRUE(per_after(edited).links.empty());
  EXPECT_EQ(per_after(edited).sessions.size(), 1u);
  edited.email_changed = false;
  EXPECT_EQ(per_after(edited).links.size(), 1u);
}

TEST(AccountsOfContactPersons, are_over_when_they_are_deactivated_or_deleted) {
  for (const auto& account :
       {per_after(ContactDeactivated{kPerId}), per_after(ContactDeleted{kPerId})}) {
    EXPECT_TRUE(account.links.empty());
    EXPECT_TRUE(account.sessions.empty());
  }
}

TEST(Standing, of_a_contact_person_is_whether_they_are_on_a_project_for_its_customer) {
  const auto customer = id<OrganisationId>(220);
  const auto supplier = id<OrganisationId>(221);
  const auto project = id<ProjectId>(222);
  ContactState contact;
  contact.exists = true;
  contact.details = ContactDetails{};
  contact.organisations = {{customer, OrganisationKind::customer},
                           {supplier, OrganisationKind::supplier}};
  EXPECT_TRUE(standing_of(contact).reachable);
  EXPECT_FALSE(standing_of(contact).may_sign_in);
  contact.projects = {{project, supplier}};
  EXPECT_FALSE(standing_of(contact).may_sign_in);
  contact.projects.push_back({project, customer});
  EXPECT_TRUE(standing_of(contact).may_sign_in);
  contact.standing.active = false;
  EXPECT_FALSE(standing_of(contact).may_sign_in);
  EXPECT_FALSE(standing_of(contact).reachable);
}

TEST(Standing, of_staff_is_whether_they_are_active) {
  StaffState staff{true, true, StaffRole::project_manager, details("k@office.example").known, 1};
  EXPECT_TRUE(standing_of(staff).may_sign_in);
  staff.active = false;
  EXPECT_FALSE(standing_of(staff).reachable);
  EXPECT_FALSE(standing_of(StaffState{}).reachable);
}

TEST(SigningOut, is_recorded_once) {
  const SignOut out{kPer, kSession};
  const SignOutEverywhere everywhere{kPer};
  check({
      {"a session", {set(), signed_in()}, record(out), events(SignedOut{kPer, kSession})},
      {"one that ended", {set(), signed_in(), set()}, record(out), nothing()},
      {"all", {set(), signed_in()}, record(everywhere), events(SignedOutEverywhere{kPer})},
      {"all of none", {set()}, record(everywhere), nothing()},
  });
}

TEST(Accounts, keep_so_many_sessions_and_no_more) {
  History history{issued(), set()};
  for (std::uint16_t i = 0; i <= kMaxAccountSessions; ++i) {
    history.add(signed_in(id<SessionId>(static_cast<std::uint16_t>(400 + i))));
  }
  const auto account = account_of(history);
  EXPECT_EQ(account.sessions.size(), kMaxAccountSessions);
  EXPECT_EQ(account.session(id<SessionId>(400)), nullptr);
}

TEST(Accounts, are_found_by_links_and_sessions) {
  const History history{issued(), set(), signed_in()};
  const auto by_link = history.fold<HolderState>(facts_of_link_holder(hash(1)));
  const auto by_session = history.fold<HolderState>(facts_of_session_holder(kSession));
  EXPECT_EQ(by_link.holder, kPer);
  EXPECT_EQ(by_session.holder, kPer);
  EXPECT_FALSE(history.fold<HolderState>(facts_of_link_holder(hash(2))).holder);
}

TEST(FailedTries, are_answered_at_once_ten_times_then_after_growing_delays) {
  const auto delay = [](std::uint32_t count) {
    return milliseconds(next_try_at({count, kNow}, {}).ms - kNow.ms);
  };
  EXPECT_LE(delay(9), milliseconds(0));
  EXPECT_EQ(delay(10), seconds(1));
  EXPECT_EQ(delay(11), seconds(2));
  EXPECT_EQ(delay(15), seconds(32));
  EXPECT_EQ(delay(20), minutes(15));
  EXPECT_EQ(delay(4'000'000'000), minutes(15));
}

TEST(APassword, has_8_to_1024_bytes_of_utf8) {
  EXPECT_TRUE(Password::parse("12345678"));
  EXPECT_TRUE(Password::parse("ååååa"));  // 9 bytes
  EXPECT_TRUE(Password::parse(std::string(1'024, ' ')));
  const auto reason = [](std::string_view text) {
    return Password::parse(text).error().front().reason;
  };
  EXPECT_EQ(reason("1234567"), Reason::too_short);
  EXPECT_EQ(reason(std::string(1'025, 'x')), Reason::too_long);
  EXPECT_EQ(reason("\xff\xff\xff\xff\xff\xff\xff\xff"), Reason::malformed);
  // The same letters, composed or not, are one password.
  EXPECT_EQ(Password::parse("Åse og Per")->str(), Password::parse("A\u030Ase og Per")->str());
}

}  // namespace
}  // namespace rollcall::domain::given::account_test
