#include "domain/contact.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::contact_test {
namespace {

constexpr auto kCustomer = id<OrganisationId>(1);
constexpr auto kHotel = id<OrganisationId>(2);
constexpr auto kAnna = id<ContactId>(3);
constexpr auto kOle = id<ContactId>(4);
constexpr auto kKari = id<StaffId>(5);

OrganisationAdded customer() {
  return {kCustomer, OrganisationKind::customer, valid<Name>("Customer")};
}
OrganisationAdded hotel() {
  return {kHotel, OrganisationKind::supplier, valid<Name>("Hotel")};
}

ContactDetails anna(std::size_t phones = 1) {
  const Phone phone{valid<Label>("work"), PhoneNumber::restore("+47 12 34 56 78")};
  return {valid<EmailAddress>("anna@customer.example"), valid<PersonName>("Anna"),
          valid<PersonName>("Ås"), std::vector<Phone>(phones, phone)};
}
ContactAdded added(ContactId contact = kAnna, OrganisationId organisation = kCustomer) {
  const auto kind =
      organisation == kHotel ? OrganisationKind::supplier : OrganisationKind::customer;
  return {contact, organisation, kind, {person_of(contact), anna()}};
}
ContactAdded erased() {
  ContactAdded event = added();
  event.details.known.reset();
  return event;
}
ContactLinked linked() {
  return {kAnna, kHotel, OrganisationKind::supplier};
}

When add(ContactDetails details = anna()) {
  return [details](const History& history) {
    return decide(AddContactFacts{history.fold<OrganisationState>(facts_of_organisation(kCustomer)),
                                  history.fold<EmailHolder>(facts_of_email(email_key(7)))},
                  AddContact{kAnna, kCustomer, details, email_key(7)});
  };
}
When link_to_hotel() {
  return [](const History& history) {
    return decide(LinkContactFacts{history.fold<OrganisationState>(facts_of_organisation(kHotel)),
                                   history.fold<ContactState>(facts_of_contact(kAnna))},
                  LinkContact{kAnna, kHotel});
  };
}

TEST(Contact, is_added_with_an_address_that_is_nobodys) {
  const StaffAdded staff{id<OfficeId>(9), kKari, StaffRole::project_manager, {}};
  check({
      {"a new person", {customer()}, add(), events(added())},
      {"no organisation", {}, add(), refused(Reason::not_found, "", kCustomer.uuid)},
      {"another organisation only",
       {hotel()},
       add(),
       refused(Reason::not_found, "", kCustomer.uuid)},
      {"somebody else's address is another", History{customer()}.add(added(kOle), email_key(8)),
       add(), events(added())},
      {"a contact person's address", History{customer()}.add(added(kOle), email_key(7)), add(),
       refused(Reason::contact_exists, "/email", kOle.uuid)},
      {"a staff member's address", History{customer()}.add(staff, email_key(7)), add(),
       refused(Reason::email_in_use, "/email", kKari.uuid)},
      {"too many phones and a taken address", History{customer()}.add(added(kOle), email_key(7)),
       add(anna(kMaxPhones + 1)),
       refused({{Reason::contact_exists, "/email", kOle.uuid, "", 0},
                {Reason::too_long, "/phones", {}, "", 0}})},
  });
}

TEST(Contact, may_have_as_many_phones_as_allowed) {
  EXPECT_TRUE(add(anna(kMaxPhones))(History{customer()}).has_value());
}

// Whoever writes to an address does not become its holder.
TEST(Contact, address_is_not_taken_by_a_share_to_it) {
  ListShared shared;
  shared.share = id<ShareId>(9);
  check({{"a stranger became a receiver", History{customer()}.add(shared, email_key(7)), add(),
          events(added())}});
}

TEST(Contact, claims_the_address) {
  const auto proposals = add()(History{customer()});
  ASSERT_TRUE(proposals.has_value());
  EXPECT_EQ(proposals->front().email, email_key(7));
}

TEST(Contact, is_linked_to_further_organisations) {
  check({
      {"a known person", {customer(), hotel(), added()}, link_to_hotel(), events(linked())},
      {"linked already", {hotel(), added(), linked()}, link_to_hotel(), nothing()},
      {"added there", {hotel(), added(kAnna, kHotel)}, link_to_hotel(), nothing()},
      {"no organisation", {added()}, link_to_hotel(), refused(Reason::not_found, "", kHotel.uuid)},
      {"nobody",
       {hotel(), added(kOle)},
       link_to_hotel(),
       refused(Reason::unknown_reference, "/contactId", kAnna.uuid)},
      {"an erased person",
       {hotel(), erased()},
       link_to_hotel(),
       refused(Reason::unknown_reference, "/contactId", kAnna.uuid)},
  });
}

TEST(Contact, state_has_details_and_organisations) {
  const auto state =
      History{added(), linked(), linked(), added(kOle)}.fold<ContactState>(facts_of_contact(kAnna));
  EXPECT_TRUE(state.exists);
  EXPECT_EQ(state.details, anna());
  EXPECT_EQ(state.organisations,
            (std::vector<ContactOrganisation>{{kCustomer, OrganisationKind::customer},
                                              {kHotel, OrganisationKind::supplier}}));
  EXPECT_FALSE(History{erased()}.fold<ContactState>(facts_of_contact(kAnna)).is_known());
}

// ---- Editing -------------------------------------------------------------------------------

constexpr auto kBus = id<OrganisationId>(6);
const EmailKey kAddress = email_key(7);  // of anna()
const EmailKey kNewAddress = email_key(8);

ContactDetails renamed(const char* first, const char* email = "anna@customer.example") {
  ContactDetails details = anna();
  details.first_name = valid<PersonName>(first);
  details.email = valid<EmailAddress>(email);
  return details;
}
ContactEdited edited(ContactDetails details, bool email_changed = false) {
  return {kAnna, email_changed, {person_of(kAnna), std::move(details)}};
}
EditContact to_address(const char* email) {
  EditContact command{.contact = kAnna};
  command.email = valid<EmailAddress>(email);
  command.email_key = kNewAddress;
  return command;
}
EditContact to_name(const char* first) {
  EditContact command{.contact = kAnna};
  command.first_name = valid<PersonName>(first);
  return command;
}
EditContact to_phones(std::size_t count) {
  EditContact command{.contact = kAnna};
  command.phones = anna(count).phones;
  return command;
}
When edit(EditContact command) {
  return [command](const History& history) {
    return decide(
        EditContactFacts{history.fold<ContactState>(facts_of_contact(kAnna)),
                         history.fold<EmailHolder>(facts_of_email(kNewAddress)), kAddress},
        command);
  };
}
History registered() {
  return History().add(added(), kAddress);
}

TEST(EditingAContact, changes_what_is_given) {
  ContactDetails phoneless = anna();
  phoneless.phones.clear();
  check({
      {"a name", registered(), edit(to_name("Anne")), events(edited(renamed("Anne")))},
      {"no phones any more", registered(), edit(to_phones(0)), events(edited(phoneless))},
      {"everything as it was", registered(), edit(to_name("Anna")), nothing()},
      {"nothing given", registered(), edit({.contact = kAnna}), nothing()},
      {"another address", registered(), edit(to_address("a@new.example")),
       events(edited(renamed("Anna", "a@new.example"), true))},
      {"the address in another case is the same mailbox", registered(),
       edit(to_address("ANNA@customer.example")),
       events(edited(renamed("Anna", "ANNA@customer.example")))},
      {"too many phones", registered(), edit(to_phones(kMaxPhones + 1)),
       refused(Reason::too_long, "/phones")},
      {"nobody", {}, edit(to_name("Anne")), refused(Reason::not_found, "", kAnna.uuid)},
      {"an erased person",
       {erased()},
       edit(to_name("Anne")),
       refused(Reason::not_found, "", kAnna.uuid)},
      {"a deleted person", registered().add(ContactDeleted{kAnna}), edit(to_name("Anne")),
       refused(Reason::not_found, "", kAnna.uuid)},
      {"an inactive person", registered().add(ContactDeactivated{kAnna}), edit(to_name("Anne")),
       events(edited(renamed("Anne")))},
  });
}

TEST(EditingAContact, refuses_an_address_that_is_somebody_elses) {
  const StaffAdded staff{id<OfficeId>(9), kKari, StaffRole::project_manager, {}};
  const When change = edit(to_address("taken@new.example"));
  const auto taken_by_ole = registered().add(added(kOle), kNewAddress);
  check({
      {"a contact person's", taken_by_ole, change,
       refused(Reason::contact_exists, "/email", kOle.uuid)},
      {"a staff member's", registered().add(staff, kNewAddress), change,
       refused(Reason::email_in_use, "/email", kKari.uuid)},
      {"whose holder was deleted",
       registered().add(added(kOle), kNewAddress).add(ContactDeleted{kOle}, {}, kNewAddress),
       change, events(edited(renamed("Anna", "taken@new.example"), true))},
      {"whose holder moved on",
       registered()
           .add(added(kOle), kNewAddress)
           .add(ContactEdited{kOle, true, {}}, email_key(9), kNewAddress),
       change, events(edited(renamed("Anna", "taken@new.example"), true))},
  });
}

TEST(EditingAContact, hands_over_the_old_address_for_the_new) {
  auto history = registered();
  const auto proposals = edit(to_address("a@new.example"))(history);
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->front().email, kNewAddress);
  EXPECT_EQ(proposals->front().former_email, kAddress);
  history.add(proposals);
  const EmailHolder anna_holds{EmailHolder::Kind::contact, kAnna.uuid};
  EXPECT_EQ(history.fold<EmailHolder>(facts_of_email(kNewAddress)), anna_holds);
  EXPECT_EQ(history.fold<EmailHolder>(facts_of_email(kAddress)), EmailHolder{});
  history.add(ContactEdited{kAnna, true, {}}, kAddress, kNewAddress);  // and back
  EXPECT_EQ(history.fold<EmailHolder>(facts_of_email(kAddress)), anna_holds);
  EXPECT_EQ(history.fold<EmailHolder>(facts_of_email(kNewAddress)), EmailHolder{});
}

TEST(EditingAContact, touches_no_address_that_stays) {
  const auto proposals = edit(to_address("ANNA@customer.example"))(registered());
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->front().email, std::nullopt);
  EXPECT_EQ(proposals->front().former_email, std::nullopt);
}

// ---- Deleting, deactivating, unlinking -----------------------------------------------------

constexpr auto kFair = id<ProjectId>(20);
constexpr auto kGala = id<ProjectId>(21);

ContactAddedToProject joined(ProjectId project, OrganisationId through = kCustomer) {
  return {project, kAnna, through, OrganisationKind::customer};
}
ContactRemovedFromProject left(ProjectId project) {
  return {project, kAnna};
}
ContactLeaveFacts leave_facts(const History& history) {
  return {history.fold<ContactState>(facts_of_contact(kAnna)),
          kAddress,
          {{kFair, valid<Name>("Fair")}, {kGala, valid<Name>("Gala")}}};
}
When remove() {
  return [](const History& history) { return decide(leave_facts(history), DeleteContact{kAnna}); };
}
When deactivate() {
  return
      [](const History& history) { return decide(leave_facts(history), DeactivateContact{kAnna}); };
}
When reactivate() {
  return [](const History& history) {
    return decide(history.fold<ContactState>(facts_of_contact(kAnna)), ReactivateContact{kAnna});
  };
}
When unlink(OrganisationId organisation) {
  return [organisation](const History& history) {
    return decide(leave_facts(history), UnlinkContact{kAnna, organisation});
  };
}
Then blocked_by(std::vector<std::pair<ProjectId, std::string>> projects) {
  Refusals refusals;
  for (auto& [project, name] : projects)
    refusals.push_back({Reason::contact_on_projects, "", project.uuid, "", 0, std::move(name)});
  return refused(std::move(refusals));
}

// The table of domain.md, row by row.
TEST(LeavePolicy, is_the_table) {
  struct Line {
    std::size_t projects;
    bool may_delete, may_deactivate;
  };
  for (const Line& line : {Line{0, true, true}, Line{1, false, true}, Line{2, false, false},
                           Line{3, false, false}, Line{1'000, false, false}}) {
    SCOPED_TRACE(line.projects);
    EXPECT_EQ(is_allowed(ContactLeave::deletion, line.projects), line.may_delete);
    EXPECT_EQ(is_allowed(ContactLeave::deactivation, line.projects), line.may_deactivate);
  }
}

TEST(LeavePolicy, decides_what_can_be_done) {
  const ContactDeleted deleted{kAnna};
  const ContactDeactivated deactivated{kAnna};
  const History on_one{added(), joined(kFair)};
  const History on_two{added(), joined(kFair), joined(kGala)};
  check({
      {"delete on no project", {added()}, remove(), events(deleted)},
      {"delete on one", on_one, remove(), blocked_by({{kFair, "Fair"}})},
      {"delete on two", on_two, remove(), blocked_by({{kFair, "Fair"}, {kGala, "Gala"}})},
      {"deactivate on no project", {added()}, deactivate(), events(deactivated)},
      {"deactivate on one", on_one, deactivate(), events(deactivated)},
      {"deactivate on two", on_two, deactivate(), blocked_by({{kFair, "Fair"}, {kGala, "Gala"}})},
      {"delete when taken off", {added(), joined(kFair), left(kFair)}, remove(), events(deleted)},
      {"deactivate when taken off one of two",
       {added(), joined(kFair), joined(kGala), left(kFair)},
       deactivate(),
       events(deactivated)},
      {"a membership that changes organisation is one project",
       {added(), linked(), joined(kFair), joined(kFair, kHotel)},
       deactivate(),
       events(deactivated)},
      {"others' projects don't count",
       {added(), ContactAddedToProject{kFair, kOle, kCustomer, OrganisationKind::customer}},
       remove(),
       events(deleted)},
  });
}

TEST(LeavingContact, happens_once) {
  const History gone{added(), ContactDeleted{kAnna}};
  const auto not_found = refused(Reason::not_found, "", kAnna.uuid);
  check({
      {"deactivate again", {added(), ContactDeactivated{kAnna}}, deactivate(), nothing()},
      {"reactivate",
       {added(), ContactDeactivated{kAnna}},
       reactivate(),
       events(ContactReactivated{kAnna})},
      {"reactivate again", {added()}, reactivate(), nothing()},
      {"delete an inactive person",
       {added(), ContactDeactivated{kAnna}},
       remove(),
       events(ContactDeleted{kAnna})},
      {"delete an erased person", {erased()}, remove(), events(ContactDeleted{kAnna})},
      {"delete nobody", {}, remove(), not_found},
      {"delete again", gone, remove(), not_found},
      {"deactivate who is deleted", gone, deactivate(), not_found},
      {"reactivate who is deleted", gone, reactivate(), not_found},
      {"link who is deleted",
       {hotel(), added(), ContactDeleted{kAnna}},
       link_to_hotel(),
       refused(Reason::unknown_reference, "/contactId", kAnna.uuid)},
  });
}

TEST(LeavingContact, frees_the_address_when_deleted) {
  const auto proposals = remove()(registered());
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->front().former_email, kAddress);
  const auto history = registered().add(proposals);
  EXPECT_EQ(history.fold<EmailHolder>(facts_of_email(kAddress)), EmailHolder{});
}

std::optional<PersonId> forgotten_by(const When& when, const History& history) {
  const auto proposals = when(history);
  EXPECT_TRUE(proposals);
  return proposals ? proposals->front().forgets : std::nullopt;
}

TEST(LeavingContact, is_forgotten_with_the_deletion_alone) {
  EXPECT_EQ(forgotten_by(remove(), {added()}), person_of(kAnna));
  EXPECT_EQ(forgotten_by(unlink(kCustomer), {added()}), person_of(kAnna));
  EXPECT_EQ(forgotten_by(unlink(kCustomer), {added(), linked()}), std::nullopt);
  EXPECT_EQ(forgotten_by(deactivate(), {added()}), std::nullopt);
}

TEST(LeavingContact, is_forgotten_when_deleted_and_not_named) {
  ListShared to_anna;
  to_anna.contact = kAnna;
  const auto are_to_be_forgotten = [](const History& history) {
    return history.fold<ContactTraces>(facts_of_traces(kAnna)).are_to_be_forgotten();
  };
  EXPECT_FALSE(are_to_be_forgotten({added(), linked(), edited(renamed("Anne"))}));
  EXPECT_TRUE(are_to_be_forgotten({added(), ContactDeleted{kAnna}}));
  EXPECT_FALSE(are_to_be_forgotten({added(), to_anna, ContactDeleted{kAnna}}));
  const ShareReceiverIdentified is_anna{id<ShareId>(9), {}, {}, kAnna};
  EXPECT_FALSE(are_to_be_forgotten({added(), is_anna, ContactDeleted{kAnna}}));
  EXPECT_FALSE(are_to_be_forgotten({added(), ContactDeleted{kOle}}));
}

TEST(Unlinking, is_refused_while_on_a_project_through_the_organisation) {
  const History at_both{added(), linked(), joined(kFair, kHotel)};
  const auto not_linked = refused(Reason::not_found, "", kAnna.uuid);
  check({
      {"through it", at_both, unlink(kHotel), blocked_by({{kFair, "Fair"}})},
      {"through another", at_both, unlink(kCustomer), events(ContactUnlinked{kAnna, kCustomer})},
      {"not linked there", at_both, unlink(kBus), not_linked},
      {"nobody", {}, unlink(kHotel), not_linked},
      {"unlinked already",
       {added(), linked(), ContactUnlinked{kAnna, kHotel}},
       unlink(kHotel),
       not_linked},
      {"the last one deletes", {added()}, unlink(kCustomer), events(ContactDeleted{kAnna})},
      {"the last that is left deletes",
       {added(), linked(), ContactUnlinked{kAnna, kCustomer}},
       unlink(kHotel),
       events(ContactDeleted{kAnna})},
      {"the last one, on a project",
       {added(), joined(kFair)},
       unlink(kCustomer),
       blocked_by({{kFair, "Fair"}})},
      {"linked again",
       {added(), linked(), ContactUnlinked{kAnna, kHotel}, linked()},
       unlink(kHotel),
       events(ContactUnlinked{kAnna, kHotel})},
  });
}

TEST(Contact, state_says_since_when_the_mailbox_is_theirs) {
  const auto since = [](const History& history) {
    return history.fold<ContactState>(facts_of_contact(kAnna)).standing.address_since;
  };
  EXPECT_EQ(since({added()}), 1u);
  EXPECT_EQ(since({added(), edited(renamed("Anne"))}), 1u);
  EXPECT_EQ(since({added(), edited(renamed("Anna", "a@new.example"), true)}), 2u);
}

}  // namespace
}  // namespace rollcall::domain::given::contact_test
