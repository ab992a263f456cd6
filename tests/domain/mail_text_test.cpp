#include "domain/mail_text.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/domain/given.hpp"

namespace rollcall::domain::given {
namespace {

MailText text(const char* subject, const char* body) {
  return {Subject::restore(subject), MailBody::restore(body)};
}
Refusal unknown(const char* field, const char* offset) {
  return {Reason::unknown_tag, field, {}, offset, 0};
}
const Refusal kNoLink{Reason::resource_link_missing, "/body", {}, "", 0};

TEST(CheckingAMailText, wants_the_link_and_only_known_tags) {
  const struct {
    const char* name;
    const char* subject;
    const char* body;
    Refusals then;
  } rows[] = {
      {"the least", "Hi", "[resource-link]", {}},
      {"all tags",
       "[receiver-name] [list-name] [project-name] [valid-until]",
       "[resource-link] [sender-name] [office-name]",
       {}},
      {"no link", "Hi", "Hello", {kNoLink}},
      {"the link in the subject only",
       "[resource-link]",
       "Hello",
       {unknown("/subject", "0"), kNoLink}},
      {"an unknown tag", "Hi", "[resource-link] \xC3\xB8 [room]", {unknown("/body", "19")}},
      {"all unknown tags",
       "A [b] [c]",
       "[resource-link][d]",
       {unknown("/subject", "2"), unknown("/subject", "6"), unknown("/body", "15")}},
      {"nearly the link", "Hi", "[resource-link", {kNoLink}},
      {"a tag in brackets", "Hi", "[[resource-link]]", {}},
      {"hyphens are letters of tags", "Hi", "[resource-link][-]", {unknown("/body", "15")}},
      {"other brackets are text",
       "[1] [] [A] [a b] [a_b] [",
       "[resource-link] [a\n] [\xC3\xB8]",
       {}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto checked = check_mail_text(text(row.subject, row.body));
    EXPECT_EQ(checked ? Refusals{} : checked.error(), row.then);
    if (checked) EXPECT_EQ(*checked, text(row.subject, row.body));
  }
}

MailTagValues values() {
  return {"https://office.example/s/TOKEN",
          "Anna",
          "Rooms",
          "Kick-off",
          "30 June 2026",
          "Kari",
          "Fjord & Fest"};
}

TEST(ResolvingAMailText, puts_every_value_in) {
  const auto mail = resolve(
      text("[list-name] of [project-name] from [sender-name]",
           "[receiver-name]: [resource-link] until [valid-until], [office-name], [receiver-name]."),
      values());
  EXPECT_EQ(mail.subject, "Rooms of Kick-off from Kari");
  EXPECT_EQ(mail.body,
            "Anna: https://office.example/s/TOKEN until 30 June 2026, Fjord & Fest, Anna.");
}

TEST(ResolvingAMailText, leaves_a_value_that_looks_like_a_tag) {
  MailTagValues tricky = values();
  tricky.list_name = "[resource-link]";
  tricky.receiver_name = "[list-";
  const auto mail =
      resolve(text("[list-name]", "[list-name] [receiver-name]name] [resource-link]"), tricky);
  EXPECT_EQ(mail.subject, "[resource-link]");
  EXPECT_EQ(mail.body, "[resource-link] [list-name] https://office.example/s/TOKEN");
}

TEST(ResolvingAMailText, leaves_unknown_tags_and_keeps_the_link_out_of_the_subject) {
  const auto mail = resolve(text("[resource-link] [x]", "[x] [1] ["), values());
  EXPECT_EQ(mail.subject, "[resource-link] [x]");
  EXPECT_EQ(mail.body, "[x] [1] [");
}

TEST(ResolvingAMailText, lets_no_value_break_the_subject_line) {
  MailTagValues broken = values();
  broken.list_name =
      "a\r\nBcc: x\tb\x7F"
      "c\xC2\x85"
      "d\xE2\x80\xA8"
      "e\xE2\x80\xA9"
      "f";
  const auto mail = resolve(text("[list-name].", "[list-name]"), broken);
  EXPECT_EQ(mail.subject, "a  Bcc: x b c d e f.");
  EXPECT_EQ(mail.body, broken.list_name);
  broken.list_name = "\xC3\x85se \xE2\x80\x94 b\xC2\xA0";
  EXPECT_EQ(resolve(text("[list-name]", ""), broken).subject, broken.list_name);
}

TEST(BuiltInMailTexts, exist_in_english_and_norwegian) {
  const auto of = [](const char* tag) { return default_share_mail(LanguageTag::restore(tag)); };
  ASSERT_TRUE(of("en") && of("nb") && of("nn"));
  EXPECT_EQ(of("en-GB"), of("en"));
  EXPECT_EQ(of("EN"), of("en"));
  EXPECT_EQ(of("no"), of("nb"));
  EXPECT_EQ(of("nb-NO"), of("nb"));
  EXPECT_NE(of("nn"), of("nb"));
  EXPECT_NE(of("en"), of("nb"));
  for (const char* other : {"de", "sv-SE", "enm", "n", "non"}) EXPECT_FALSE(of(other)) << other;
}

TEST(BuiltInMailTexts, pass_the_rules_and_carry_the_link_on_a_line_of_its_own) {
  for (const char* tag : {"en", "nb", "nn"}) {
    SCOPED_TRACE(tag);
    const MailText mail = default_share_mail(LanguageTag::restore(tag)).value();
    EXPECT_TRUE(check_mail_text(mail));
    EXPECT_TRUE(Subject::parse(mail.subject.str()));
    EXPECT_EQ(MailBody::parse(mail.body.str()), mail.body);
    EXPECT_NE(mail.body.str().find("\n\n[resource-link]\n\n"), std::string::npos);
    for (const auto& known : kMailTags) {
      const std::string written = "[" + std::string(known) + "]";
      EXPECT_NE(mail.body.str().find(written), std::string::npos) << written;
    }
  }
}

TEST(BuiltInMailTexts, hold_exactly_one_url_once_resolved) {
  for (const char* tag : {"en", "nb", "nn"}) {
    const auto mail = resolve(default_share_mail(LanguageTag::restore(tag)).value(), values());
    const auto first = mail.body.find("://");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(mail.body.find("://", first + 1), std::string::npos);
    EXPECT_EQ(mail.body.find("www."), std::string::npos);
    EXPECT_EQ(mail.subject.find("://"), std::string::npos);
  }
}

TEST(ComposingAShareMail, takes_the_senders_words_then_the_languages_then_the_fallbacks) {
  const auto language = [](const char* tag) { return LanguageTag::restore(tag); };
  const auto of = [&](const char* tag) { return default_share_mail(language(tag)).value(); };
  const auto subject = Subject::restore("S");
  const auto body = MailBody::restore("B");
  EXPECT_EQ(share_mail(language("nn"), language("en"), {}, {}), of("nn"));
  EXPECT_EQ(share_mail(language("de"), language("nb"), {}, {}), of("nb"));
  EXPECT_EQ(share_mail(language("de"), language("fr"), {}, {}), of("en"));
  EXPECT_EQ(share_mail(language("en"), language("nb"), subject, {}),
            (MailText{subject, of("en").body}));
  EXPECT_EQ(share_mail(language("en"), language("nb"), subject, body), (MailText{subject, body}));
}

}  // namespace
}  // namespace rollcall::domain::given
