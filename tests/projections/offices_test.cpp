#include "tests/projections/given.hpp"

namespace rollcall::projections::offices_test {
namespace {

class OfficesView : public ViewsTest {};

TEST_P(OfficesView, shows_settings_staff_and_tokens) {
  using namespace domain;
  OfficeSettings settings;
  settings.name = Name::restore("Fjord");
  settings.time_zone = TimeZone::restore("Europe/Oslo");
  const auto staff = id_of<StaffId>(31);
  const StaffDetails details{EmailAddress::restore("s@x.no"), PersonName::restore("Siri"), {}};
  EXPECT_FALSE(find_office(views.now(), kLogOffice));
  views.record({OfficeEvent{OfficeCreated{kOffice, settings}}});
  views.record(
      {StaffAdded{kOffice, staff, StaffRole::office_admin, known(person_of(staff), details)}});
  views.record({ApiTokenEvent{ApiTokenCreated{kOffice, id_of<ApiTokenId>(41), Name::restore("CI"),
                                              TokenRole::auditor, Instant{5}}}});
  EXPECT_EQ(find_office(views.now(), kLogOffice)->settings, settings);
  const auto member = find_staff(views.now(), kLogOffice, staff);
  EXPECT_EQ(member->details, details);
  EXPECT_EQ(member->role, StaffRole::office_admin);
  const auto token = find_api_token(views.now(), kLogOffice, id_of<ApiTokenId>(41));
  EXPECT_EQ(token->role, TokenRole::auditor);
  EXPECT_EQ(token->expires_at, Instant{5});
  EXPECT_EQ(token->created_at, time_of(3));
  EXPECT_EQ(token->version, 3u);
  EXPECT_FALSE(find_api_token(views.now(), kLogOffice, id_of<ApiTokenId>(42)));
  settings.retention_months = 7;
  views.record({OfficeEvent{OfficeSettingsChanged{kOffice, settings}}});
  EXPECT_EQ(find_office(views.now(), kLogOffice)->settings, settings);
  EXPECT_EQ(find_office(views.now(), kLogOffice)->version, 4u);
}

TEST_P(OfficesView, shows_what_becomes_of_staff) {
  using namespace domain;
  const auto id = id_of<StaffId>(31);
  const StaffDetails before{EmailAddress::restore("s@x.no"), PersonName::restore("Siri"), {}};
  const StaffDetails after{EmailAddress::restore("s@y.no"), {}, {}};
  const auto siri = [&] { return *find_staff(views.now(), kLogOffice, id); };
  views.record({StaffAdded{kOffice, id, StaffRole::office_admin, known(person_of(id), before)}});
  EXPECT_TRUE(siri().active);
  views.record({StaffEdited{kOffice, id, known(person_of(id), after)}});
  views.record({StaffRoleChanged{kOffice, id, StaffRole::project_manager}});
  views.record({StaffDeactivated{kOffice, id}});
  EXPECT_EQ(siri().details, after);
  EXPECT_EQ(siri().role, StaffRole::project_manager);
  EXPECT_FALSE(siri().active);
  EXPECT_EQ(siri().version, 4u);
  views.record({StaffReactivated{kOffice, id}});
  EXPECT_TRUE(siri().active);
}

TEST_P(OfficesView, lists_staff_and_tokens_that_are_not_withdrawn) {
  using namespace domain;
  for (const std::uint64_t n : {31u, 32u, 33u}) {
    const auto id = id_of<StaffId>(n);
    views.record(
        {StaffAdded{kOffice, id, StaffRole::office_admin, {person_of(id), StaffDetails{}}}});
    views.record({ApiTokenEvent{ApiTokenCreated{
        kOffice, id_of<ApiTokenId>(n), Name::restore("CI"), TokenRole::auditor, {}}}});
  }
  views.record({ApiTokenEvent{ApiTokenWithdrawn{kOffice, id_of<ApiTokenId>(32)}}});
  const auto first = list_staff(views.now(), kLogOffice, {"", 2});
  ASSERT_EQ(first.rows.size(), 2u);
  EXPECT_EQ(first.rows[1].id, id_of<StaffId>(32));
  EXPECT_EQ(list_staff(views.now(), kLogOffice, {first.next, 2}).rows.front().id,
            id_of<StaffId>(33));
  const auto tokens = list_api_tokens(views.now(), kLogOffice, {});
  ASSERT_EQ(tokens.rows.size(), 2u);
  EXPECT_EQ(tokens.rows[1].id, id_of<ApiTokenId>(33));
  EXPECT_FALSE(find_api_token(views.now(), kLogOffice, id_of<ApiTokenId>(32)));
}

TEST_P(OfficesView, shows_templates_from_the_built_in_ones_on) {
  using namespace domain;
  const auto in = [](const char* tag) { return LanguageTag::restore(tag); };
  const MailText ours{Subject::restore("S"), MailBody::restore("[resource-link]")};
  views.record({OfficeEvent{OfficeCreated{kOffice, {}}}});
  EXPECT_EQ(find_share_template(views.now(), kLogOffice, in("nb"))->mail,
            built_in_share_mails().at(in("nb")));
  views.record({ShareTemplateEvent{ShareEmailTemplateSaved{kOffice, in("nb"), ours}}});
  views.record({ShareTemplateEvent{ShareEmailTemplateSaved{kOffice, in("de-AT"), ours}}});
  views.record({ShareTemplateEvent{ShareEmailTemplateRemoved{kOffice, in("en")}}});
  EXPECT_EQ(find_share_template(views.now(), kLogOffice, in("nb"))->mail, ours);
  EXPECT_EQ(find_share_template(views.now(), kLogOffice, in("nb"))->version, 2u);
  EXPECT_FALSE(find_share_template(views.now(), kLogOffice, in("en")));
  const auto first = list_share_templates(views.now(), kLogOffice, {"", 2});
  ASSERT_EQ(first.rows.size(), 2u);
  EXPECT_EQ(first.rows[0].language, in("de-AT"));
  const auto rest = list_share_templates(views.now(), kLogOffice, {first.next, 2});
  ASSERT_EQ(rest.rows.size(), 1u);
  EXPECT_EQ(rest.rows[0].language, in("nn"));
  EXPECT_EQ(rest.rows[0].version, 1u);
}

INSTANTIATE_TEST_SUITE_P(, OfficesView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

}  // namespace
}  // namespace rollcall::projections::offices_test
