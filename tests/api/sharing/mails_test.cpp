// What the mails of shares say, and to whom.
#include <regex>

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::mails_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> urls_in(const std::string& text) {
  const std::regex url("(https?://|www\\.)\\S+", std::regex::icase);
  return {std::sregex_token_iterator(text.begin(), text.end(), url), std::sregex_token_iterator()};
}

TEST(AShareMail, goes_to_each_receiver_with_a_link_of_their_own) {
  Sharing office;
  office.share(R"({"receivers":[{"email":"a@b.example"},{"email":"c@d.example"}]})");
  office.settle();
  const auto mails = office.mails();
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_NE(office.token_for("a@b.example"), office.token_for("c@d.example"));
  EXPECT_EQ(office.count<domain::ShareEmailSent>(), 2u);
  for (const auto& mail : mails) {
    EXPECT_EQ(urls_in(mail.text).size(), 1u) << mail.text;
    EXPECT_TRUE(
        std::regex_search(mail.text, std::regex("http://127.0.0.1:8080/s/[A-Za-z0-9_-]{43}\n")));
  }
}

TEST(AShareMail, has_its_tags_resolved) {
  Sharing office;
  office.share(R"({"receivers":[{"email":"a@b.example","name":"Bo"}],
                   "subject":"[list-name] for [receiver-name]",
                   "body":"[project-name]|[valid-until]|[sender-name]|[office-name]|)"
               R"([resource-link]"})");
  office.settle();
  const auto mail = office.mails().back();
  EXPECT_EQ(mail.subject, "Rooms for Bo");
  EXPECT_EQ(mail.text.substr(0, mail.text.rfind('|')),
            "Summer meeting|2026-06-14|Ada Admin|Fjord & Fest");
  EXPECT_EQ(mail.to_name, "Bo");
  EXPECT_EQ(mail.from_name, "Ada Admin");
  EXPECT_EQ(mail.from.str(), "rollcall@localhost");
  ASSERT_TRUE(mail.reply_to);
  EXPECT_EQ(mail.reply_to->str(), "admin@fjord-fest.example");
}

TEST(AShareMail, by_default_names_sender_and_office_once_each_in_a_sentence) {
  for (const std::string language : {"en", "nb", "nn", "fr"}) {
    Sharing office;
    office.share(R"({"receivers":[{"email":"a@b.example"}],"language":")" + language + R"("})");
    office.settle();
    const auto mail = office.mails().back();
    EXPECT_THAT(mail.subject, HasSubstr("Ada Admin"));
    EXPECT_THAT(mail.text, HasSubstr("Fjord & Fest"));
    EXPECT_THAT(mail.text, HasSubstr("2026-06-14"));
    EXPECT_THAT(mail.text, Not(HasSubstr("[")));
    EXPECT_EQ(urls_in(mail.text).size(), 1u);
  }
}

TEST(AShareMail, breaks_addresses_that_names_smuggle_in) {
  Sharing office;
  const auto named =
      office.api.patch("/v1/lists/" + office.list,
                       R"({"name":"Rooms HTTPS://evil.example/a and www.evil.example"})");
  ASSERT_EQ(named.status, 200u) << named.body;
  office.share(R"({"receivers":[{"email":"a@b.example","name":"http://evil.example"}],)"
               R"("subject":"[list-name]"})");
  office.settle();
  const auto mail = office.mails().back();
  EXPECT_EQ(urls_in(mail.text).size(), 1u) << mail.text;
  EXPECT_EQ(urls_in(mail.subject).size(), 0u) << mail.subject;
  EXPECT_THAT(mail.subject, HasSubstr("evil.example/a"));
  EXPECT_EQ(urls_in(mail.to_name).size(), 0u) << mail.to_name;
}

TEST(AShareMail, takes_no_header_from_what_is_typed) {
  Sharing office;
  const auto answer =
      office.share(R"({"receivers":[{"email":"a@b.example","name":"Bo\r\nBcc: x@y.example"}]})");
  EXPECT_EQ(answer.status, 422u);
}

TEST(MessageIds, differ_by_sending_and_attempt_and_look_like_no_code) {
  Sharing office;
  office.backing.deliveries = {mail::Deferred{"busy"}};
  office.share(R"({"receivers":[{"email":"a@b.example"}]})");
  office.until([&] { return office.count<domain::ShareEmailDeferred>() == 1; });
  office.api.clock().advance(std::chrono::hours(1));
  office.nudge();
  office.settle();
  const auto mails = office.mails();
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_NE(mails[0].message_id, mails[1].message_id);
  for (const auto& mail : mails) {
    EXPECT_FALSE(std::regex_search(
        mail.message_id, std::regex("[23456789A-Z]{4}-[23456789A-Z]{4}", std::regex::icase)));
  }
}

}  // namespace
}  // namespace rollcall::api::mails_test
