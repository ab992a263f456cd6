// POST /v1/lists/{listId}/shares/preview: the very mail, not sent.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::share_preview_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PreviewingAShare : public ::testing::Test {
 protected:
  Answer preview(const std::string& body, Headers headers = {}) {
    return office.api.post("/v1/lists/" + office.list + "/shares/preview", body,
                           std::move(headers));
  }
  Sharing office;
};

void put_token(std::string& text, const std::string& token) {
  text.replace(text.find("/s/preview") + 3, 7, token);
}

TEST_F(PreviewingAShare, shows_the_very_mail_of_each_receiver) {
  const std::string body = R"({"receivers":[{"email":"bus@coach.example","name":"Bo"},)"
                           R"({"contactId":")" +
                           office.contact + R"(","language":"nb","validUntil":"2026-07-01"}]})";
  const auto shown = preview(body);
  ASSERT_EQ(shown.status, 200u) << shown.body;
  ASSERT_EQ(shown.size("/items"), 2u);
  EXPECT_EQ(office.share(body).status, 201u);
  office.settle();
  const auto mails = office.mails();
  ASSERT_EQ(mails.size(), 2u);
  for (const auto& mail : mails) {
    const std::string at = mail.to.str() == "bus@coach.example" ? "/items/0" : "/items/1";
    SCOPED_TRACE(at);
    EXPECT_EQ(shown.text(at + "/to/email"), mail.to.str());
    EXPECT_EQ(shown.text(at + "/to/name"), mail.to_name);
    EXPECT_EQ(shown.text(at + "/from/email"), mail.from.str());
    EXPECT_EQ(shown.text(at + "/from/name"), mail.from_name);
    EXPECT_EQ(shown.text(at + "/replyTo"), mail.reply_to->str());
    EXPECT_EQ(shown.text(at + "/language"), mail.language);
    EXPECT_EQ(shown.text(at + "/subject"), mail.subject);
    auto text = shown.text(at + "/text");
    put_token(text, mail.link.substr(mail.link.rfind('/') + 1));
    EXPECT_EQ(text, mail.text);
  }
  EXPECT_EQ(shown.json("/items/0/contactId"), "null");
  EXPECT_EQ(shown.text("/items/1/contactId"), office.contact);
  EXPECT_EQ(shown.text("/items/1/validUntil"), "2026-07-01");
  EXPECT_THAT(shown.text("/items/0/html"), HasSubstr("/s/preview\""));
}

TEST_F(PreviewingAShare, sends_and_records_nothing) {
  const auto shared = office.share_with("bus@coach.example");
  const auto before = office.api.position();
  const auto shown = preview(R"({"receivers":[{"email":"BUS@coach.example"}],"subject":"Again"})");
  EXPECT_EQ(shown.status, 200u) << shown.body;
  EXPECT_EQ(shown.text("/items/0/subject"), "Again");
  office.settle();
  EXPECT_EQ(office.api.position(), before);
  EXPECT_EQ(office.mails().size(), 1u);
  EXPECT_EQ(office.api.get("/v1/shared/" + shared.token).status, 200u);
  EXPECT_EQ(office.api.get("/v1/shared/preview").status, 404u);
}

TEST_F(PreviewingAShare, is_refused_all_that_sharing_is) {
  const std::string bodies[] = {
      "{}",
      "{",
      R"({"receivers":[{}]})",
      R"({"receivers":[{"email":"a@b.example","validUntil":"2026-05-27"}],"columns":["email"]})",
      R"({"receivers":[{"email":"a@b.example"}],"body":"Hello","subject":"[x]"})",
      R"({"receivers":[{"email":"a"}],"surprise":1,"body":"[x]"})",
      R"({"receivers":[{"contactId":")" + office.list + R"("}]})",
  };
  for (const auto& body : bodies) {
    const auto shown = preview(body);
    const auto shared = office.share(body);
    EXPECT_EQ(shown.status, shared.status) << body;
    EXPECT_EQ(shown.body, shared.body);
    EXPECT_GE(shown.status, 400u);
  }
  const auto path = "/v1/projects/" + office.project;
  ASSERT_EQ(office.api.patch(path, R"({"status":"cancelled","statusReason":"Storm"})").status,
            200u);
  const auto refused = preview(R"({"receivers":[{"email":"a@b.example"}]})");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "project_cancelled");
}

TEST_F(PreviewingAShare, of_a_list_that_is_not_there_is_404) {
  const std::string body = R"({"receivers":[{"email":"a@b.example"}]})";
  const auto other = office.api.add_office("Other", "other");
  EXPECT_EQ(preview(body, {Api::bearer(other.token)}).status, 404u);
  EXPECT_EQ(office.api.post("/v1/lists/" + office.contact + "/shares/preview", "{}").status, 404u);
}

}  // namespace
}  // namespace rollcall::api::share_preview_test
