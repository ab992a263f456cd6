#include "domain/values/text.hpp"

#include <gtest/gtest.h>

#include "domain/values/time.hpp"

namespace rollcall::domain::text_test {
namespace {

using namespace std::string_view_literals;

template <class T>
std::optional<Reason> reason_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error().front().reason;
}

TEST(Text, is_trimmed_of_every_kind_of_white_space) {
  EXPECT_EQ(Name::parse("  Fjord & Fest \u00a0\u3000")->str(), "Fjord & Fest");
  EXPECT_EQ(MailBody::parse("\n\t Hello\r\nthere \n")->str(), "Hello\r\nthere");
}

TEST(Text, keeps_names_as_they_were_written) {
  for (const char* name :
       {"真由", "大橋", "مؤمن", "القلشاني", "Baraktöre", "İmrem", "O'Connell, Kuhic and Mann",
        "\uFA19", "e\u0301", "👩‍👧", "بن عثمان"}) {
    EXPECT_EQ(PersonName::parse(name)->str(), name);
  }
}

TEST(Text, counts_code_points) {
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "橋";
  EXPECT_EQ(Name::parse(longest)->str(), longest);
  EXPECT_EQ(Name::parse("  " + longest + " ")->str(), longest);
  EXPECT_EQ(reason_of(Name::parse(longest + "x")), Reason::too_long);
}

TEST(Text, refuses_nothing_where_something_is_needed) {
  EXPECT_EQ(reason_of(Name::parse("")), Reason::required);
  EXPECT_EQ(reason_of(Name::parse(" \u2003 ")), Reason::required);
  EXPECT_TRUE(PersonName::parse("  ")->empty());
}

TEST(Text, refuses_control_characters_wherever_they_are) {
  for (std::string_view text : {"a\nb"sv, "a\r\nBcc: x"sv, "a\n"sv, "\ra"sv, "a\0b"sv, "a\0"sv,
                                "a\tb"sv, "a\x7f"sv, "a\u0085"sv, "a\u2028b"sv, "a\u2029"sv}) {
    EXPECT_EQ(reason_of(Name::parse(text)), Reason::malformed) << testing::PrintToString(text);
    EXPECT_EQ(reason_of(Subject::parse(text)), Reason::malformed);
  }
  EXPECT_EQ(reason_of(MailBody::parse("a\0b"sv)), Reason::malformed);
  EXPECT_EQ(reason_of(FieldValue::parse("a\x1b[31m")), Reason::malformed);
  EXPECT_EQ(FieldValue::parse("Arrives late;\nkeep the key")->str(), "Arrives late;\nkeep the key");
}

TEST(Text, refuses_what_is_not_utf_8) {
  for (std::string_view text : {"\xff"sv, "\xc0\xaf"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv,
                                "caf\xe9"sv, "\xe6\xa9"sv, "\x80"sv}) {
    EXPECT_FALSE(is_valid_utf8(text));
    EXPECT_EQ(reason_of(Name::parse(text)), Reason::malformed);
  }
  EXPECT_TRUE(is_valid_utf8("blåbær 大橋 👩‍👧"));
  EXPECT_TRUE(is_valid_utf8(""));
}

TEST(Text, restores_what_a_rule_of_today_would_refuse) {
  EXPECT_EQ(Name::restore(" two\nlines ").str(), " two\nlines ");
}

TEST(FoldCase, makes_alike_what_differs_in_case_or_composition) {
  struct {
    const char* one;
    const char* other;
  } const rows[] = {{"ANNA", "anna"},     {"BLÅBÆR", "blåbær"},   {"Straße", "STRASSE"},
                    {"e\u0301", "É"},     {"ΣΊΣΥΦΟΣ", "σίσυφος"}, {"ﬁn", "FIN"},
                    {"A\u030A", "\u212B"}};
  for (const auto& row : rows) EXPECT_EQ(fold_case(row.one), fold_case(row.other)) << row.one;
}

TEST(FoldCase, keeps_apart_what_is_not_the_same) {
  EXPECT_NE(fold_case("ı"), fold_case("i"));  // default folding knows no Turkic rule
  EXPECT_NE(fold_case("é"), fold_case("e"));
  EXPECT_NE(fold_case("大橋"), fold_case("大輪"));
}

TEST(FoldCase, does_nothing_the_second_time) {
  for (const char* text : {"İmrem", "Straße", "ὈΔΥΣΣΕΎΣ", "مؤمن", "e\u0301\u0323", "ǅ"}) {
    EXPECT_EQ(fold_case(fold_case(text)), fold_case(text)) << text;
  }
}

TEST(Nfc, composes) {
  EXPECT_EQ(to_nfc("e\u0301"), "é");
  EXPECT_EQ(to_nfc("plain"), "plain");
}

TEST(PhoneNumber, accepts_what_people_write) {
  for (const char* text : {"+47 73 52 54 70", "112", "(0)22/33.44-55", "+4707352547",
                           " 90 "
                           "12 34 "}) {
    EXPECT_TRUE(PhoneNumber::parse(text).has_value()) << text;
  }
  EXPECT_EQ(PhoneNumber::parse(" +47 1234 ")->str(), "+47 1234");
}

TEST(PhoneNumber, refuses_other_things) {
  struct {
    std::string text;
    Reason reason;
  } const rows[] = {{"", Reason::required},         {"  ", Reason::required},
                    {"12", Reason::too_short},      {"(+)--", Reason::malformed},
                    {"call me", Reason::malformed}, {"+47 1234\n", Reason::malformed},
                    {"١٢٣٤", Reason::malformed},    {std::string(31, '1'), Reason::too_long}};
  for (const auto& row : rows) {
    EXPECT_EQ(reason_of(PhoneNumber::parse(row.text)), row.reason) << row.text;
  }
}

TEST(LanguageTag, is_kept_in_the_case_of_the_rfc) {
  struct {
    const char* given;
    const char* kept;
  } const rows[] = {{"nb", "nb"},
                    {"NB-no", "nb-NO"},
                    {"ZH-hant-tw", "zh-Hant-TW"},
                    {"es-419", "es-419"},
                    {"de-CH-1996", "de-CH-1996"},
                    {"sl-ROZAJ-biske", "sl-rozaj-biske"},
                    {"zh-cmn-Hans-CN", "zh-cmn-Hans-CN"},
                    {"en-a-myext-B-another", "en-a-myext-b-another"},
                    {"de-CH-x-Phonebk", "de-CH-x-phonebk"},
                    {"X-whatever", "x-whatever"}};
  for (const auto& row : rows) {
    const auto tag = LanguageTag::parse(row.given);
    ASSERT_TRUE(tag.has_value()) << row.given;
    EXPECT_EQ(tag->str(), row.kept);
  }
}

TEST(LanguageTag, refuses_what_is_not_well_formed) {
  for (const char* text : {"e", "-", "en-", "-en", "en--GB", "en_GB", "english9", "en-GB-", "123",
                           "en-a", "en-x", "de-DE-1901-1901", "ar-a-aaa-b-bbb-a-ccc", "nø", "en GB",
                           "i-klingon-x", "en-GB-US", "en-verylongsubtag", "en\n"}) {
    EXPECT_EQ(reason_of(LanguageTag::parse(text)), Reason::malformed) << text;
  }
  EXPECT_EQ(reason_of(LanguageTag::parse("")), Reason::required);
  EXPECT_EQ(reason_of(LanguageTag::parse("en-" + std::string(40, 'a'))), Reason::too_long);
}

TEST(Slug, is_letters_digits_and_single_hyphens_inside) {
  for (const char* text : {"fjord-fest", "a1", "2fast", "a-b-c"}) {
    EXPECT_TRUE(Slug::parse(text).has_value()) << text;
  }
  for (const char* text : {"-ab", "ab-", "a--b", "Ab", "å-b", "a b", "a_b", "ab\n"}) {
    EXPECT_EQ(reason_of(Slug::parse(text)), Reason::malformed) << text;
  }
  EXPECT_EQ(reason_of(Slug::parse("a")), Reason::too_short);
  EXPECT_EQ(reason_of(Slug::parse(std::string(41, 'a'))), Reason::too_long);
}

TEST(Slug, is_made_from_any_name) {
  struct {
    std::string name;
    const char* slug;
  } const rows[] = {{"Fjord & Fest AS", "fjord-fest-as"},
                    {"Blåbær og Ærø", "blabaer-og-aero"},
                    {"  --Straße!  ", "strasse"},
                    {"O'Connell", "oconnell"},
                    {"東京", "dong-jing"},
                    {"A", "a-office"},
                    {"&&&", "office"},
                    {"", "office"}};
  for (const auto& row : rows) EXPECT_EQ(Slug::from_name(row.name).str(), row.slug) << row.name;
  const Slug cut = Slug::from_name(std::string(39, 'a') + " bcd");
  EXPECT_EQ(cut.str(), std::string(39, 'a'));
  EXPECT_TRUE(Slug::parse(cut.str()).has_value());
}

TEST(Refusals, point_with_escaped_names) {
  EXPECT_EQ(pointer_token("a/b~c"), "a~1b~0c");
  Refusals refusals = below("/contacts/3", refuse(Reason::malformed, "/email").value());
  EXPECT_EQ(refusals.front().field, "/contacts/3/email");
}

}  // namespace
}  // namespace rollcall::domain::text_test
