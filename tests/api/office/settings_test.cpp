#include <array>
#include <thread>

#include "api/cli/founding.hpp"
#include "tests/api/made.hpp"
#include "tests/rounds.hpp"

namespace rollcall::api::settings_test {
namespace {

using testing::UnorderedElementsAre;

class OfficeSettings : public testing::Test {
 protected:
  Answer change(const std::string& body, Headers headers = {}) {
    return api.patch("/v1/office", body, std::move(headers));
  }
  Api api;
};

TEST_F(OfficeSettings, are_changed_all_of_them) {
  const auto before = api.position();
  const auto changed =
      change(R"({"name":"Fest","slug":"fest","timeZone":"Europe/Oslo","defaultLanguage":"nb",)"
             R"("automaticOfferLogin":true,"retentionMonths":7,"receiversMayDownload":false,)"
             R"("expiryReminderDays":0})");
  EXPECT_EQ(changed.status, 200u);
  EXPECT_EQ(api.position(), before + 1);
  const auto office = api.get("/v1/office");
  EXPECT_EQ(office.body, changed.body);
  EXPECT_EQ(office.header("ETag"), changed.header("ETag"));
  EXPECT_EQ(office.text("/name"), "Fest");
  EXPECT_EQ(office.text("/slug"), "fest");
  EXPECT_EQ(office.text("/timeZone"), "Europe/Oslo");
  EXPECT_EQ(office.text("/defaultLanguage"), "nb");
  EXPECT_TRUE(office.flag("/automaticOfferLogin"));
  EXPECT_EQ(office.number("/retentionMonths"), 7);
  EXPECT_FALSE(office.flag("/receiversMayDownload"));
  EXPECT_EQ(office.number("/expiryReminderDays"), 0);
}

TEST_F(OfficeSettings, that_are_not_named_stay) {
  const auto before = api.get("/v1/office");
  EXPECT_EQ(change("{}").body, before.body);
  EXPECT_EQ(change(R"({"name":"Fjord & Fest"})").header("ETag"), before.header("ETag"));
  const auto named = change(R"({"name":"Fest"})");
  EXPECT_EQ(named.text("/slug"), before.text("/slug"));
}

TEST_F(OfficeSettings, are_refused_with_every_fault) {
  const auto before = api.position();
  const auto refused = change(
      R"({"name":null,"slug":"a b","timeZone":"Europe/Atlantis","defaultLanguage":"x_",)"
      R"("automaticOfferLogin":"yes","retentionMonths":0,"expiryReminderDays":366,"id":"x"})");
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(),
              UnorderedElementsAre("/name type", "/slug malformed", "/timeZone unknown_value",
                                   "/defaultLanguage malformed", "/automaticOfferLogin type",
                                   "/retentionMonths out_of_range",
                                   "/expiryReminderDays out_of_range", "/id unknown_field"));
  EXPECT_EQ(api.position(), before);
}

TEST_F(OfficeSettings, honour_if_match) {
  const auto tag = api.get("/v1/office").header("ETag");
  EXPECT_EQ(change(R"({"name":"Fest"})", {{"if-match", tag}}).status, 200u);
  EXPECT_EQ(change(R"({"name":"Fjord"})", {{"if-match", tag}}).status, 412u);
}

TEST_F(OfficeSettings, take_no_short_name_of_another_office) {
  const auto other = api.add_office("Berg", "berg");
  const auto taken = change(R"({"slug":"berg"})");
  EXPECT_EQ(taken.status, 409u);
  EXPECT_EQ(taken.code(), "slug_in_use");
  EXPECT_THAT(taken.faults(), UnorderedElementsAre("/slug slug_in_use"));
  EXPECT_EQ(change(R"({"slug":"fjord-fest"})").status, 200u);
  EXPECT_EQ(change(R"({"slug":"dal"})").status, 200u);
  const auto freed =
      api.patch("/v1/office", R"({"slug":"fjord-fest"})", {Api::bearer(other.token)});
  EXPECT_EQ(freed.status, 200u);
}

// Logs are apart, so nothing but the claim keeps two offices from one name.
TEST_F(OfficeSettings, give_a_short_name_to_one_of_two_who_want_it_at_once) {
  const auto other = api.add_office("Berg", "berg");
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto body = R"({"slug":"name-)" + std::to_string(round) + R"("})";
    unsigned mine = 0;
    unsigned theirs = 0;
    std::thread first([&] { mine = change(body).status; });
    std::thread second(
        [&] { theirs = api.patch("/v1/office", body, {Api::bearer(other.token)}).status; });
    first.join();
    second.join();
    EXPECT_THAT((std::array{mine, theirs}), UnorderedElementsAre(200u, 409u)) << round;
  }
}

// A change that is refused for another reason claims nothing.
TEST_F(OfficeSettings, keep_nobody_from_a_short_name_that_they_do_not_take) {
  const auto other = api.add_office("Berg", "berg");
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto slug = R"("slug":"name-)" + std::to_string(round) + '"';
    std::thread refused([&] { change("{" + slug + R"(,"retentionMonths":0})"); });
    const auto taken = api.patch("/v1/office", "{" + slug + "}", {Api::bearer(other.token)});
    refused.join();
    EXPECT_EQ(taken.status, 200u) << round;
  }
}

// 1 if it was founded.
unsigned found(Api& api, const std::string& slug) {
  cli::NewOffice office;
  office.settings.name = *domain::Name::parse("Fjord");
  office.settings.slug = *domain::Slug::parse(slug);
  office.admin_email = *domain::EmailAddress::parse("ada@fjord.example");
  return cli::found_office(api.application(), office) ? 1 : 0;
}

TEST_F(OfficeSettings, and_new_offices_share_no_short_name_either) {
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto slug = "new-" + std::to_string(round);
    unsigned one = 0;
    unsigned two = 0;
    unsigned renamed = 0;
    std::thread first([&] { one = found(api, slug); });
    std::thread second([&] { two = found(api, slug); });
    std::thread third([&] { renamed = change(R"({"slug":")" + slug + R"("})").status == 200; });
    first.join();
    second.join();
    third.join();
    EXPECT_EQ(one + two + renamed, 1u) << round;
  }
}

}  // namespace
}  // namespace rollcall::api::settings_test
