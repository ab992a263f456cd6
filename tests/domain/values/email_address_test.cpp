#include <gtest/gtest.h>

#include "domain/values/text.hpp"

namespace rollcall::domain::email_address_test {
namespace {

using namespace std::string_view_literals;

EmailAddress email(std::string_view text) {
  const auto address = EmailAddress::parse(text);
  EXPECT_TRUE(address.has_value()) << text;
  return address.value_or(EmailAddress{});
}

TEST(EmailAddress, accepts_addresses_that_mail_reaches) {
  for (std::string_view text :
       {"guest1.xqtd@firma.example"sv, "a@b.no"sv, "o'connell+list@sub.hotel.example"sv,
        "!#$%&'*+-/=?^_`{|}~@x.example"sv, "Anna.Berg@HOTEL.EXAMPLE"sv, "æøå@blåbær.example"sv,
        "用户@例子.example"sv, "anna@xn--blbr-roah.example"sv, "1@1.2.3.example"sv,
        "post@müller.example"sv, "a@mañana.xn--p1ai"sv}) {
    EXPECT_EQ(email(text).str(), text);
  }
}

TEST(EmailAddress, is_kept_as_typed_but_trimmed) {
  EXPECT_EQ(email("  Anna@Hotel.Example ").str(), "Anna@Hotel.Example");
}

TEST(EmailAddress, refuses_everything_else) {
  for (std::string_view text : {"anna"sv,
                                "@hotel.example"sv,
                                "anna@"sv,
                                "anna@@hotel.example"sv,
                                "a@b@hotel.example"sv,
                                ".anna@hotel.example"sv,
                                "anna.@hotel.example"sv,
                                "an..na@hotel.example"sv,
                                "an na@hotel.example"sv,
                                "anna@hotel"sv,
                                "anna@.example"sv,
                                "anna@hotel..example"sv,
                                "anna@hotel.example."sv,
                                "anna@-hotel.example"sv,
                                "anna@hotel-.example"sv,
                                "anna@ho_tel.example"sv,
                                "anna@ho tel.example"sv,
                                "anna@[10.0.0.1]"sv,
                                "anna@10.0.0.1"sv,
                                "\"anna berg\"@hotel.example"sv,
                                "\"anna\"@hotel.example"sv,
                                "<anna@hotel.example>"sv,
                                "Anna <anna@hotel.example>"sv,
                                "anna@hotel.example,ole@hotel.example"sv,
                                "anna(comment)@hotel.example"sv,
                                "anna@hotel.example (Anna)"sv,
                                "anna;x@hotel.example"sv,
                                "an\u200bna@hotel.example"sv,
                                "anna\u202e@hotel.example"sv,
                                "anna\u00a0@hotel.example"sv,
                                "anna@xn--a.example"sv,
                                "\xff@hotel.example"sv}) {
    const auto address = EmailAddress::parse(text);
    ASSERT_FALSE(address.has_value()) << text;
    EXPECT_EQ(address.error().front().reason, Reason::malformed) << text;
  }
}

TEST(EmailAddress, refuses_line_breaks_and_nul_wherever_they_are) {
  for (std::string_view text :
       {"anna@hotel.example\r\nBcc: x@evil.example"sv, "anna@hotel.example\n"sv,
        "\ranna@hotel.example"sv, "anna@hotel.example\0"sv, "an\0na@hotel.example"sv,
        "anna@hotel\n.example"sv, "anna\t@hotel.example"sv}) {
    EXPECT_EQ(EmailAddress::parse(text).error().front().reason, Reason::malformed);
  }
}

TEST(EmailAddress, has_the_limits_of_smtp) {
  const std::string label(60, 'd');
  const std::string domain = label + "." + label + "." + label + ".example";  // 190 bytes
  EXPECT_EQ(email(std::string(63, 'a') + "@" + domain).str().size(), 254u);
  EXPECT_EQ(EmailAddress::parse(std::string(64, 'a') + "@" + domain).error().front().reason,
            Reason::too_long);
  EXPECT_TRUE(EmailAddress::parse(std::string(64, 'a') + "@b.example").has_value());
  EXPECT_FALSE(EmailAddress::parse(std::string(65, 'a') + "@b.example").has_value());
  EXPECT_FALSE(EmailAddress::parse("a@" + std::string(64, 'd') + ".example").has_value());
  EXPECT_EQ(EmailAddress::parse("").error().front().reason, Reason::required);
}

TEST(EmailAddress, one_mailbox_has_one_canonical_form) {
  struct {
    const char* one;
    const char* other;
  } const rows[] = {{"Anna@Hotel.Example", "anna@hotel.example"},
                    {"ÆØÅ@hotel.example", "æøå@hotel.example"},
                    {"e\u0301va@hotel.example", "ÉVA@hotel.example"},
                    {"anna@BLÅBÆR.example", "anna@xn--blbr-roah.example"},
                    {"anna@bücher.example", "anna@xn--bcher-kva.EXAMPLE"},
                    {"anna@hotel。example", "anna@hotel.example"}};
  for (const auto& row : rows) {
    EXPECT_EQ(email(row.one).canonical(), email(row.other).canonical()) << row.one;
  }
}

TEST(EmailAddress, different_mailboxes_have_different_canonical_forms) {
  EXPECT_NE(email("anna@hotel.example").canonical(), email("anna+x@hotel.example").canonical());
  EXPECT_NE(email("an.na@hotel.example").canonical(), email("anna@hotel.example").canonical());
  EXPECT_NE(email("a@straße.example").canonical(), email("a@strasse.example").canonical());
}

TEST(EmailAddress, is_masked_without_telling_its_length) {
  EXPECT_EQ(email("anna@hotel.example").masked(), "a***@hotel.example");
  EXPECT_EQ(email("a@hotel.example").masked(), "a***@hotel.example");
  EXPECT_EQ(email("Ørjan@hotel.example").masked(), "Ø***@hotel.example");
  EXPECT_EQ(email("用户@hotel.example").masked(), "用***@hotel.example");
}

TEST(EmailAddress, restored_ones_never_fail) {
  EXPECT_EQ(EmailAddress::restore("Nobody").canonical(), "nobody");
  EXPECT_EQ(EmailAddress::restore("A@-B").canonical(), "a@-b");
  EXPECT_EQ(EmailAddress::restore("").masked(), "***");
}

}  // namespace
}  // namespace rollcall::domain::email_address_test
