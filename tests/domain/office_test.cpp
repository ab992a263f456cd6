// The office, its staff and tokens; organisations.
#include "domain/office.hpp"

#include "domain/contact.hpp"
#include "domain/organisation.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given {
namespace {

constexpr auto kOffice = id<OfficeId>(1);
constexpr auto kOtherOffice = id<OfficeId>(2);
constexpr auto kAdmin = id<StaffId>(3);
constexpr auto kLater = id<StaffId>(4);
constexpr auto kToken = id<ApiTokenId>(5);

OfficeSettings settings() {
  OfficeSettings settings;
  settings.name = valid<Name>("Fjord & Fest");
  settings.slug = Slug::from_name("Fjord & Fest");
  settings.time_zone = valid<TimeZone>("Europe/Oslo");
  return settings;
}

StaffDetails kari() {
  return {valid<EmailAddress>("kari@office.example"), valid<PersonName>("Kari"), {}};
}

OfficeCreated created() {
  return {kOffice, settings()};
}
StaffAdded added(StaffId staff, StaffRole role) {
  return {kOffice, staff, role, {person_of(staff), kari()}};
}
ApiTokenCreated token() {
  return {kOffice, kToken, valid<Name>("First token"), TokenRole::office_admin, std::nullopt};
}

When create(OfficeSettings wanted) {
  return [wanted](const History& history) {
    return decide(history.fold<OfficeState>(facts_of_office(kOffice)),
                  CreateOffice{kOffice, wanted, kAdmin, kari(), email_key(7), kToken});
  };
}
When create(std::int32_t retention_months, std::int32_t reminder_days) {
  OfficeSettings wanted = settings();
  wanted.retention_months = retention_months;
  wanted.expiry_reminder_days = reminder_days;
  return create(wanted);
}
When add_staff() {
  return [](const History& history) {
    return decide(history.fold<EmailHolder>(facts_of_email(email_key(7))),
                  AddStaff{kOffice, kLater, StaffRole::project_manager, kari(), email_key(7)});
  };
}

TEST(Office, is_created_with_an_admin_and_a_token) {
  check({
      {"from nothing",
       {},
       create(settings()),
       events(created(), added(kAdmin, StaffRole::office_admin), token())},
      {"only once", {created()}, create(settings()), refused(Reason::duplicate, "", kOffice.uuid)},
      {"whatever other offices there are",
       {OfficeCreated{kOtherOffice, settings()}},
       create(settings()),
       events(created(), added(kAdmin, StaffRole::office_admin), token())},
      {"with all faults at once",
       {},
       create(0, 366),
       refused({{Reason::out_of_range, "/retentionMonths", {}, "", 0},
                {Reason::out_of_range, "/expiryReminderDays", {}, "", 0}})},
      {"with too long a retention",
       {},
       create(1'201, 0),
       refused(Reason::out_of_range, "/retentionMonths")},
  });
}

TEST(Office, claims_the_admins_address) {
  const auto proposals = create(settings())(History{});
  ASSERT_TRUE(proposals.has_value());
  EXPECT_EQ((*proposals)[0].email, std::nullopt);
  EXPECT_EQ((*proposals)[1].email, email_key(7));
}

TEST(Office, knows_its_settings_and_first_admin) {
  const History history{created(), added(kLater, StaffRole::project_manager),
                        added(kAdmin, StaffRole::office_admin),
                        added(kLater, StaffRole::office_admin), token()};
  const auto office = history.fold<OfficeState>(facts_of_office(kOffice));
  EXPECT_EQ(office.settings, settings());
  EXPECT_EQ(office.first_admin, kAdmin);
  EXPECT_FALSE(history.fold<OfficeState>(facts_of_office(kOtherOffice)).settings.has_value());
}

TEST(Staff, are_added_unless_their_address_is_somebodys) {
  const ContactAdded contact{
      id<ContactId>(9), id<OrganisationId>(8), OrganisationKind::customer, {}};
  check({
      {"a new address",
       {created()},
       add_staff(),
       events(added(kLater, StaffRole::project_manager))},
      {"another member's address",
       History{}.add(added(kAdmin, StaffRole::office_admin), email_key(7)), add_staff(),
       refused(Reason::email_in_use, "/email", kAdmin.uuid)},
      {"a contact person's address", History{}.add(contact, email_key(7)), add_staff(),
       refused(Reason::contact_exists, "/email", contact.contact.uuid)},
      {"somebody who has another address",
       History{}.add(added(kAdmin, StaffRole::office_admin), email_key(6)), add_staff(),
       events(added(kLater, StaffRole::project_manager))},
  });
}

TEST(Staff, exist_from_when_they_are_added) {
  const History history{created(), added(kAdmin, StaffRole::office_admin), token()};
  EXPECT_TRUE(history.fold<StaffExists>(facts_of_staff(kAdmin)).exists);
  EXPECT_FALSE(history.fold<StaffExists>(facts_of_staff(kLater)).exists);
}

TEST(ApiToken, is_usable_until_it_expires) {
  ApiTokenCreated expiring = token();
  expiring.role = TokenRole::auditor;
  expiring.expires_at = kNow;
  const auto state = History{created(), expiring}.fold<ApiTokenState>(facts_of_api_token(kToken));
  EXPECT_EQ(state.role, TokenRole::auditor);
  EXPECT_EQ(state.office, kOffice);
  EXPECT_TRUE(state.usable(Instant{kNow.ms - 1}));
  EXPECT_FALSE(state.usable(kNow));
  EXPECT_TRUE(History{token()}.fold<ApiTokenState>(facts_of_api_token(kToken)).usable(kNow));
  EXPECT_FALSE(History{}.fold<ApiTokenState>(facts_of_api_token(kToken)).usable(kNow));
}

When add_organisation() {
  return [](const History& history) {
    const auto hotel = id<OrganisationId>(8);
    return decide(history.fold<OrganisationState>(facts_of_organisation(hotel)),
                  AddOrganisation{hotel, OrganisationKind::supplier, valid<Name>("Hotel")});
  };
}

TEST(Organisation, is_added_once) {
  const OrganisationAdded hotel{id<OrganisationId>(8), OrganisationKind::supplier,
                                valid<Name>("Hotel")};
  OrganisationAdded other = hotel;
  other.organisation = id<OrganisationId>(9);
  check({
      {"a new one", {}, add_organisation(), events(hotel)},
      {"of the same name as another", {other}, add_organisation(), events(hotel)},
      {"with an id that is taken",
       {hotel},
       add_organisation(),
       refused(Reason::duplicate, "", hotel.organisation.uuid)},
  });
}

}  // namespace
}  // namespace rollcall::domain::given
