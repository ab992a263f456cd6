#include "domain/mail_text.hpp"

#include <gtest/gtest.h>

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::mail_text_test {
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
          "Fjord & Fest",
          "Dinner"};
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

}  // namespace
}  // namespace rollcall::domain::given::mail_text_test
