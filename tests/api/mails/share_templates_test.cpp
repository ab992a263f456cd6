// /v1/office/share-email-templates: what is there, who may change it, and what mails then say.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::share_templates_test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kTemplates = "/v1/office/share-email-templates";
const std::string kOurs = R"({"subject":"Ours: [list-name]","body":"Look: [resource-link]"})";

TEST(ShareTemplates, of_a_new_office_are_english_and_norwegian) {
  Api api;
  const auto all = api.get(kTemplates);
  EXPECT_EQ(all.status, 200u);
  EXPECT_THAT(all.items("/language"), ElementsAre("en", "nb", "nn"));
  EXPECT_THAT(all.items("/body"), Not(Contains(Not(HasSubstr("[resource-link]")))));
  EXPECT_EQ(all.json("/tags"),
            R"(["[resource-link]","[receiver-name]","[list-name]","[project-name]",)"
            R"("[valid-until]","[sender-name]","[office-name]"])");
  const auto one = api.get(kTemplates + "/nb");
  EXPECT_EQ(one.status, 200u);
  EXPECT_EQ(one.text("/subject"), all.text("/items/1/subject"));
  EXPECT_EQ(api.get(kTemplates + "/nb", {{"if-none-match", one.header("ETag")}}).status, 304u);
}

TEST(ShareTemplates, come_in_pages) {
  Api api;
  const auto first = api.get(kTemplates + "?limit=2");
  EXPECT_THAT(first.items("/language"), ElementsAre("en", "nb"));
  const auto rest = api.get(kTemplates + "?limit=2&cursor=" + first.text("/nextCursor"));
  EXPECT_THAT(rest.items("/language"), ElementsAre("nn"));
  EXPECT_EQ(rest.json("/nextCursor"), "null");
}

TEST(AShareTemplate, is_saved_shown_and_removed) {
  Api api;
  const auto saved = api.put(kTemplates + "/de-at", kOurs);
  EXPECT_EQ(saved.status, 201u) << saved.body;
  EXPECT_EQ(saved.header("Location"), kTemplates + "/de-AT");
  EXPECT_EQ(saved.text("/language"), "de-AT");
  const auto shown = api.get(kTemplates + "/de-AT");
  EXPECT_EQ(shown.body, saved.body);
  EXPECT_EQ(shown.header("ETag"), saved.header("ETag"));
  const auto before = api.position();
  const auto again = api.put(kTemplates + "/de-AT", kOurs);
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(again.header("ETag"), saved.header("ETag"));
  EXPECT_EQ(api.position(), before);
  EXPECT_EQ(api.del(kTemplates + "/de-AT").status, 204u);
  EXPECT_EQ(api.get(kTemplates + "/de-AT").status, 404u);
  EXPECT_EQ(api.del(kTemplates + "/de-AT").status, 404u);
}

TEST(AShareTemplate, is_changed_as_if_match_says) {
  Api api;
  const auto built_in = api.get(kTemplates + "/en").header("ETag");
  const auto saved = api.put(kTemplates + "/en", kOurs, {{"if-match", built_in}});
  EXPECT_EQ(saved.status, 200u) << saved.body;
  EXPECT_EQ(api.put(kTemplates + "/en", kOurs, {{"if-match", built_in}}).status, 412u);
  EXPECT_EQ(api.put(kTemplates + "/de", kOurs, {{"if-match", "*"}}).status, 412u);
  EXPECT_EQ(api.put(kTemplates + "/nb", kOurs).status, 200u);
  EXPECT_EQ(api.put(kTemplates + "/de", kOurs).status, 201u);
  EXPECT_EQ(api.del(kTemplates + "/de", {{"if-match", built_in}}).status, 412u);
  EXPECT_EQ(api.put(kTemplates + "/en", kOurs, {{"if-match", saved.header("ETag")}}).status, 200u);
}

TEST(AShareTemplate, is_refused_with_every_fault_and_its_place) {
  Api api;
  const auto put = [&](const std::string& body) { return api.put(kTemplates + "/de", body); };
  EXPECT_THAT(put("{}").faults(), ElementsAre("/body required", "/subject required"));
  const auto tags = put(R"({"subject":"To [hotel]","body":"[x] [resource-link] [y]","extra":1})");
  EXPECT_EQ(tags.status, 422u);
  EXPECT_THAT(tags.faults(), ElementsAre("/body unknown_tag", "/body unknown_tag",
                                         "/extra unknown_field", "/subject unknown_tag"));
  EXPECT_THAT(tags.text("/errors/1/detail"), HasSubstr("(20)"));
  EXPECT_THAT(put(R"({"subject":"S\nBcc: x","body":"Hello"})").faults(),
              ElementsAre("/body resource_link_missing", "/subject malformed"));
  EXPECT_EQ(api.get(kTemplates + "/de").status, 404u);
}

TEST(AShareTemplate, of_the_default_language_stays) {
  Api api;
  const auto refused = api.del(kTemplates + "/en");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "default_template");
  EXPECT_EQ(api.patch("/v1/office", R"({"defaultLanguage":"nb-NO"})").status, 200u);
  EXPECT_EQ(api.del(kTemplates + "/nb").code(), "default_template");
  EXPECT_EQ(api.del(kTemplates + "/en").status, 204u);
  EXPECT_THAT(api.get(kTemplates).items("/language"), ElementsAre("nb", "nn"));
}

TEST(AShareTemplate, is_an_admins_to_write_and_everybodys_in_the_office_to_read) {
  Api api;
  const Headers project_manager = {Api::bearer(api.add_token(domain::TokenRole::project_manager))};
  EXPECT_EQ(api.get(kTemplates, project_manager).status, 200u);
  EXPECT_EQ(api.get(kTemplates + "/nb", project_manager).status, 200u);
  EXPECT_EQ(api.post(kTemplates + "/nb/preview", "{}", project_manager).status, 200u);
  EXPECT_EQ(api.put(kTemplates + "/nb", kOurs, project_manager).status, 403u);
  EXPECT_EQ(api.del(kTemplates + "/nn", project_manager).status, 403u);
  const auto other = api.add_office("Other", "other");
  EXPECT_EQ(api.put(kTemplates + "/nb", kOurs).status, 200u);
  EXPECT_NE(api.get(kTemplates + "/nb", {Api::bearer(other.token)}).text("/body"),
            "Look: [resource-link]");
}

TEST(ATemplatePreview, reads_as_a_mail_would) {
  Api api;
  const auto shown = api.post(kTemplates + "/nn-NO/preview", "{}");
  EXPECT_EQ(shown.status, 200u) << shown.body;
  EXPECT_EQ(shown.text("/language"), "nn-NO");
  EXPECT_THAT(shown.text("/subject"), HasSubstr("har delt lista"));
  EXPECT_THAT(shown.text("/text"), HasSubstr("http://127.0.0.1:8080/s/preview\n"));
  EXPECT_THAT(shown.text("/text"), HasSubstr("Fjord & Fest"));
  EXPECT_THAT(shown.text("/text"), HasSubstr("2026-06-11"));
  EXPECT_THAT(shown.text("/text"), Not(HasSubstr("[")));
  const auto ours = api.post(kTemplates + "/de/preview", kOurs);
  EXPECT_EQ(ours.text("/subject"), "Ours: Participants");
  EXPECT_EQ(ours.text("/text"), "Look: http://127.0.0.1:8080/s/preview");
}

TEST(ATemplatePreview, is_refused_what_saving_is) {
  Api api;
  const auto before = api.position();
  const auto refused = api.post(kTemplates + "/de/preview", R"({"body":"[x]"})");
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(), ElementsAre("/body resource_link_missing", "/body unknown_tag"));
  EXPECT_THAT(api.post(kTemplates + "/de/preview", R"({"body":"[x]","subject":7})").faults(),
              ElementsAre("/body resource_link_missing", "/body unknown_tag", "/subject type"));
  EXPECT_EQ(api.position(), before);
}

TEST(AShareMail, says_what_the_office_has_as_the_languages_template) {
  Sharing office;
  ASSERT_EQ(office.api.put(kTemplates + "/de", kOurs).status, 201u);
  const auto shared = office.share_with("a@b.example", R"(,"language":"de-CH")");
  EXPECT_EQ(office.mails().back().subject, "Ours: Rooms");
  ASSERT_EQ(
      office.api.put(kTemplates + "/de", R"({"subject":"New","body":"[resource-link]"})").status,
      200u);
  EXPECT_EQ(office.api.post("/v1/shares/" + shared.id + "/send", "{}").status, 200u);
  office.settle();
  EXPECT_EQ(office.mails().back().subject, "New");
  office.share_with("c@d.example", R"(,"language":"sv")");
  EXPECT_THAT(office.mails().back().subject, HasSubstr("has shared the list"));
}

}  // namespace
}  // namespace rollcall::api::share_templates_test
