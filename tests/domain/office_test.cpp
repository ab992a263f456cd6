// The office; organisations.
#include "domain/office.hpp"

#include "domain/organisation.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::office_test {
namespace {

constexpr auto kOffice = id<OfficeId>(1);
constexpr auto kOtherOffice = id<OfficeId>(2);
constexpr auto kAdmin = id<StaffId>(3);
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

When create(OfficeSettings wanted, std::optional<OfficeId> slug_holder = std::nullopt) {
  return [wanted, slug_holder](const History& history) {
    return decide({history.fold<OfficeState>(facts_of_office(kOffice)), slug_holder},
                  CreateOffice{kOffice, wanted, kAdmin, kari(), email_key(7), kToken});
  };
}
When create(std::int32_t retention_months, std::int32_t reminder_days) {
  OfficeSettings wanted = settings();
  wanted.retention_months = retention_months;
  wanted.expiry_reminder_days = reminder_days;
  return create(wanted);
}
When change(OfficeSettings wanted, std::optional<OfficeId> slug_holder = std::nullopt) {
  return [wanted, slug_holder](const History& history) {
    return decide({history.fold<OfficeState>(facts_of_office(kOffice)), slug_holder},
                  ChangeOfficeSettings{kOffice, wanted});
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
      {"with another's short name",
       {},
       create(settings(), kOtherOffice),
       refused(Reason::slug_in_use, "/slug")},
  });
}

TEST(Office, claims_the_admins_address) {
  const auto proposals = create(settings())(History{});
  ASSERT_TRUE(proposals.has_value());
  EXPECT_EQ((*proposals)[0].email, std::nullopt);
  EXPECT_EQ((*proposals)[1].email, email_key(7));
}

TEST(Office, changes_its_settings) {
  OfficeSettings other = settings();
  other.name = valid<Name>("Fest & Fjord");
  other.slug = Slug::from_name("Fest & Fjord");
  OfficeSettings wrong = settings();
  wrong.retention_months = 0;
  const OfficeSettingsChanged changed{kOffice, other};
  check({
      {"all of them", {created()}, change(other), events(changed)},
      {"and back",
       {created(), changed},
       change(settings()),
       events(OfficeSettingsChanged{kOffice, settings()})},
      {"not at all", {created()}, change(settings()), nothing()},
      {"keeping its short name", {created()}, change(settings(), kOffice), nothing()},
      {"to another's short name, and to a wrong number",
       {created()},
       change(wrong, kOtherOffice),
       refused({{Reason::out_of_range, "/retentionMonths", {}, "", 0},
                {Reason::slug_in_use, "/slug", {}, "", 0}})},
      {"of nobody", {}, change(other), refused(Reason::not_found, "", kOffice.uuid)},
  });
}

TEST(Office, knows_its_settings) {
  OfficeSettings other = settings();
  other.retention_months = 7;
  const History history{created(), added(kAdmin, StaffRole::office_admin),
                        OfficeSettingsChanged{kOffice, other}, token()};
  const auto office = history.fold<OfficeState>(facts_of_office(kOffice));
  EXPECT_EQ(office.settings, other);
  EXPECT_EQ(office.version, 3u);
  EXPECT_FALSE(history.fold<OfficeState>(facts_of_office(kOtherOffice)).settings.has_value());
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
}  // namespace rollcall::domain::given::office_test
