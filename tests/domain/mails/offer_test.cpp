// Offers by mail: to whom, in which words, and how long their links and sessions last.
#include "domain/mails/offer.hpp"

#include "tests/domain/share/share_given.hpp"

namespace rollcall::domain::given::offer_test {
namespace {

using namespace share_given;

constexpr auto kOffer = id<MenuItemId>(40);
constexpr auto kMailing = id<MailingId>(41);
constexpr auto kOffice = id<OfficeId>(42);

MenuItem item(MenuItemKind kind = MenuItemKind::offer, bool published = true) {
  MenuItem item;
  item.id = kOffer;
  item.details.kind = kind;
  item.details.title = Name::restore("Dinner");
  item.published = published;
  return item;
}
ProjectState customers_project() {
  ProjectState state = project();
  state.details->customer = kCustomer;
  return state;
}
OfferFacts facts(MenuItem offer = item()) {
  return {office(), customers_project(), {{}, {std::move(offer)}}};
}
SendOffer to(std::vector<ContactId> contacts) {
  SendOffer command;
  command.project = kProject;
  command.item = kOffer;
  for (const auto contact : contacts) command.receivers.push_back({contact, kMailing, link(1)});
  return command;
}
OfferMailQueued queued() {
  return {kMailing,
          kProject,
          kOffer,
          kAnna,
          link(1),
          LanguageTag::restore("nb"),
          {person_of(kAnna), Addressed{EmailAddress::restore("anna@customer.example"),
                                       PersonName::restore("Anna Berg"),
                                       offer_mail(LanguageTag::restore("nb"), {}, {})}}};
}
OfferLinkFacts link_facts(OfferFacts about = facts(), ContactState contact = anna()) {
  const History history{queued()};
  return {std::move(about), std::move(contact),
          history.fold<OfferMailState>(facts_of_offer_link(link(1)))};
}
const std::vector<ContactState> kOnlyAnna = {anna()};

TEST(AnOfferMail, goes_to_customers_contact_persons_of_the_project) {
  ContactState inactive = anna();
  inactive.standing.active = false;
  OfferFacts for_supplier = facts();
  for_supplier.project.members[0].kind = OrganisationKind::supplier;
  const struct {
    const char* name;
    Result<Proposals> when;
    Then then;
  } rows[] = {
      {"one", decide(facts(), kOnlyAnna, to({kAnna})), events(queued())},
      {"nobody", decide(facts(), {}, to({})), refused(Reason::required, "/contactIds")},
      {"one twice", decide(facts(), {anna(), anna()}, to({kAnna, kAnna})),
       refused(Reason::duplicate, "/contactIds/1")},
      {"one who is unknown", decide(facts(), {ContactState{}}, to({kAnna})),
       refused(Reason::unknown_reference, "/contactIds/0", kAnna.uuid)},
      {"one who is inactive", decide(facts(), {inactive}, to({kAnna})),
       refused(Reason::contact_inactive, "/contactIds/0", kAnna.uuid)},
      {"one of them not on the project", decide(facts(), {anna(), anna()}, to({kAnna, kOle})),
       refused(Reason::not_on_project, "/contactIds/1", kOle.uuid)},
      {"a supplier's", decide(for_supplier, kOnlyAnna, to({kAnna})),
       refused(Reason::not_on_project, "/contactIds/0", kAnna.uuid)},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    check_outcome(row.when, row.then);
  }
}

TEST(AnOfferMail, is_of_an_offer_that_shows) {
  OfferFacts cancelled = facts();
  cancelled.project.details->status = ProjectStatus::cancelled;
  SendOffer other = to({kAnna});
  other.item = id<MenuItemId>(9);
  const auto send = [](const OfferFacts& about, const SendOffer& command = to({kAnna})) {
    return decide(about, kOnlyAnna, command);
  };
  check_outcome(send(facts(item(MenuItemKind::page))), refused(Reason::not_an_offer));
  check_outcome(send(facts(item(MenuItemKind::offer, false))), refused(Reason::not_published));
  check_outcome(send(cancelled), refused(Reason::project_cancelled));
  check_outcome(send(facts(), other), refused(Reason::not_found));
}

TEST(AnOfferMail, says_what_the_sender_wrote_with_the_tags_of_offers) {
  SendOffer command = to({kAnna});
  command.subject = Subject::restore("About [offer-title]");
  command.body = MailBody::restore("[resource-link]");
  OfferMailQueued expected = queued();
  expected.addressed.known->mail = {*command.subject, *command.body};
  check_outcome(decide(facts(), kOnlyAnna, command), events(expected));
  command.subject = Subject::restore("[list-name]");
  command.body = MailBody::restore("Hello");
  check_outcome(decide(facts(), kOnlyAnna, command),
                refused(Refusals{{Reason::unknown_tag, "/subject", {}, "0", 0},
                                 {Reason::resource_link_missing, "/body", {}, "", 0}}));
  for (const char* language : {"en", "nn-NO", "de"})
    EXPECT_TRUE(check_mail_text(offer_mail(LanguageTag::restore(language), {}, {}), kOfferTags));
}

TEST(AnOffersLink, dies_with_the_offer_and_with_the_persons_place_on_the_project) {
  const auto is_good = [](const OfferLinkFacts& known, std::uint8_t hash = 1) {
    return check_offer_link(known, link(hash)).has_value();
  };
  EXPECT_TRUE(is_good(link_facts()));
  EXPECT_FALSE(is_good(link_facts(), 2));
  EXPECT_FALSE(is_good(link_facts(facts(item(MenuItemKind::offer, false)))));
  OfferFacts without = facts();
  without.web.items.clear();
  EXPECT_FALSE(is_good(link_facts(without)));
  OfferFacts left = facts();
  left.project.members.clear();
  EXPECT_FALSE(is_good(link_facts(left)));
  ContactState contact = anna();
  contact.standing.active = false;
  EXPECT_FALSE(is_good(link_facts(facts(), contact)));
  contact = anna();
  contact.standing.address_since = 2;  // the mail went to an address before
  EXPECT_FALSE(is_good(link_facts(facts(), contact)));
  EXPECT_FALSE(is_good({facts(), anna(), {}}));
}

TEST(OpeningAnOffer, signs_in_to_its_project_if_the_office_does_that) {
  const OpenOffer open{link(1), kSession, {}};
  check_outcome(decide(link_facts(), open, kDeciding), refused(Reason::offer_login_off));
  OfferFacts automatic = facts();
  automatic.office.settings->automatic_offer_login = true;
  check_outcome(decide(link_facts(automatic), open, kDeciding),
                events(SignedInByOffer{{AccountKind::contact, kAnna.uuid},
                                       kSession,
                                       kNow.plus(std::chrono::hours(24)),
                                       kProject}));
  check_outcome(decide(link_facts(automatic), OpenOffer{link(2), kSession, {}}, kDeciding),
                refused(Reason::link_dead));
}

TEST(ASessionByOffer, ends_for_good_when_automatic_login_is_turned_off) {
  const auto changed = [](bool on) {
    OfficeSettings settings;
    settings.automatic_offer_login = on;
    return OfficeSettingsChanged{kOffice, settings};
  };
  const AccountHolder holder{AccountKind::contact, kAnna.uuid};
  const SignedInByOffer opened{holder, kSession, kNow.plus(std::chrono::hours(24)), kProject};
  const auto stands_after = [&](const History& history) {
    const auto account = history.fold<AccountState>(facts_of_account(holder));
    const auto login = history.fold<OfferLoginState>(facts_of_offer_login(kOffice));
    return stands(*account.session(kSession), login, customers_project(), kAnna, anna().standing);
  };
  EXPECT_TRUE(stands_after({changed(true), opened}));
  EXPECT_TRUE(stands_after({changed(true), opened, changed(true)}));
  EXPECT_FALSE(stands_after({changed(true), opened, changed(false)}));
  EXPECT_FALSE(stands_after({changed(true), opened, changed(false), changed(true)}));
  const History history{changed(true), opened};
  const auto account = history.fold<AccountState>(facts_of_account(holder));
  EXPECT_EQ(account.session(kSession)->only_project, kProject);
  ProjectState left = customers_project();
  left.members.clear();
  EXPECT_FALSE(stands(*account.session(kSession), {true, 1}, left, kAnna, anna().standing));
}

TEST(AnOffersLink, lets_who_has_no_password_choose_one) {
  const IssuePasswordLink link_to_issue{
      {AccountKind::contact, kAnna.uuid}, id<PasswordLinkId>(50), link(7), false, {}};
  const IssueLinkByOffer command{link(1), link_to_issue};
  AccountFacts account{{}, {.reachable = true, .may_sign_in = true}};
  check_outcome(decide(link_facts(), account, command, kDeciding),
                events(PasswordLinkIssued{link_to_issue.holder, link_to_issue.link, link(7),
                                          kNow.plus(std::chrono::hours(1)), false}));
  account.account.password = id<PasswordId>(51);
  check_outcome(decide(link_facts(), account, command, kDeciding),
                refused(Reason::password_chosen));
  OfferFacts gone = facts();
  gone.web.items.clear();
  check_outcome(decide(link_facts(gone), account, command, kDeciding), refused(Reason::link_dead));
}

}  // namespace
}  // namespace rollcall::domain::given::offer_test
