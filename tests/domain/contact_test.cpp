#include "domain/contact.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given {
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

}  // namespace
}  // namespace rollcall::domain::given
