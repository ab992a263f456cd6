// Mails as bytes.
#include "api/mail/message.hpp"

#include "api/mail/html_part.hpp"
#include "api/mail/mime.hpp"
#include "tests/api/mail/mails.hpp"

namespace rollcall::api::mail::message_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string headers_of(const std::string& message) {
  return message.substr(0, message.find("\r\n\r\n") + 2);
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(AMessage, says_who_writes_and_where_answers_go) {
  const auto headers = headers_of(to_rfc5322(mail_to("bo@hotel.example"), Carries::seven_bit));
  for (const auto* header : {
           "Date: Thu, 28 May 2026 20:26:40 +0000\r\n",
           "From: \"Ada Admin\" <lists@office.example>\r\n",
           "Reply-To: \"Ada Admin\" <ada@office.example>\r\n",
           "To: \"Bo\" <bo@hotel.example>\r\n",
           "Message-ID: <0190abcd.1@lists.example>\r\n",
           "Subject: Rooms\r\n",
           "MIME-Version: 1.0\r\n",
           "Content-Language: en\r\n",
           "Auto-Submitted: auto-generated\r\n",
       }) {
    EXPECT_THAT(headers, HasSubstr(header));
  }
}

TEST(AMessage, of_nobody_who_could_be_answered_has_no_reply_to) {
  auto mail = mail_to("bo@hotel.example");
  mail.reply_to.reset();
  EXPECT_THAT(to_rfc5322(mail, Carries::seven_bit), Not(HasSubstr("Reply-To")));
}

TEST(AMessage, has_its_text_twice_and_its_link_once_to_whoever_reads_the_bytes) {
  const auto message = to_rfc5322(mail_to("bo@hotel.example"), Carries::seven_bit);
  EXPECT_THAT(message, HasSubstr("Content-Type: multipart/alternative; boundary=\"=_0190abcd.1\""));
  EXPECT_EQ(count(message, "\r\n--=_0190abcd.1\r\n"), 2u);
  EXPECT_TRUE(message.ends_with("\r\n--=_0190abcd.1--\r\n"));
  EXPECT_LT(message.find("text/plain"), message.find("text/html"));
  EXPECT_EQ(count(message, "https://"), 1u);
}

TEST(AMessage, has_no_header_that_a_value_smuggles_in) {
  const std::string evil = std::string("x\r\nBcc: eve@evil.example\n") + '\0' + 'y';
  auto mail = mail_to("bo@hotel.example");
  mail.from_name = mail.to_name = mail.subject = mail.language = mail.message_id = evil;
  mail.to = mail.from = domain::EmailAddress::restore("bo@hotel.example\r\nBcc: eve@evil.example");
  mail.reply_to = mail.to;
  for (const auto carries : {Carries::seven_bit, Carries::eight_bit}) {
    const auto headers = headers_of(to_rfc5322(mail, carries));
    EXPECT_THAT(headers, Not(HasSubstr("\nBcc:")));
    EXPECT_EQ(count(headers, "\n"), 10u) << headers;
    EXPECT_EQ(headers.find('\0'), std::string::npos);
  }
}

TEST(AMessage, is_ascii_where_the_way_carries_no_more) {
  auto mail = mail_to("bo@hotel.example");
  mail.text = "Værsågod = her \nhttps://lists.example/s/" + std::string(90, 'a') + "\n\nslutt";
  mail.subject = "Værelser";
  const auto narrow = to_rfc5322(mail, Carries::seven_bit);
  EXPECT_TRUE(std::all_of(narrow.begin(), narrow.end(), [](char c) { return c > 0; }));
  EXPECT_THAT(narrow, HasSubstr("\r\n\r\nV=C3=A6rs=C3=A5god =3D her=20\r\nhttps://lists."));
  const auto wide = to_rfc5322(mail, Carries::eight_bit);
  EXPECT_THAT(wide, HasSubstr("Content-Transfer-Encoding: 8bit\r\n\r\nVærsågod = her \r\nhttps"));
  EXPECT_THAT(wide, HasSubstr("Subject: =?UTF-8?B?"));
}

TEST(AMessage, has_no_line_that_is_too_long) {
  auto mail = mail_to("bo@hotel.example");
  mail.text = std::string(5'000, 'x') + "\nÆ" + std::string(5'000, 'y') + '\n';
  for (const auto carries : {Carries::seven_bit, Carries::eight_bit}) {
    const auto message = to_rfc5322(mail, carries);
    std::size_t start = 0;
    for (auto end = message.find("\r\n"); end != message.npos; end = message.find("\r\n", start)) {
      EXPECT_LE(end - start, 998u);
      start = end + 2;
    }
  }
}

TEST(QuotedPrintable, breaks_lines_softly_and_keeps_every_byte) {
  const auto encoded = quoted_printable(std::string(100, '=') + "\n \n\n.");
  std::string decoded;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] != '=') {
      decoded += encoded[i];
    } else if (encoded.compare(i, 3, "=\r\n") != 0) {
      decoded += static_cast<char>(std::stoi(encoded.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      i += 2;
    }
  }
  EXPECT_EQ(decoded, std::string(100, '=') + "\r\n \r\n\r\n.\r\n");
  EXPECT_LE(encoded.find("\r\n"), 76u);
}

TEST(TheHtmlPart, shows_the_text_and_makes_the_link_one_to_press) {
  auto mail = mail_to("bo@hotel.example");
  mail.text = "<script>alert(1)</script> & \"Bo\"\n" + mail.link + "\nbye";
  const auto html = html_of(mail);
  EXPECT_THAT(html, HasSubstr("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Bo&quot;<br>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://lists.example/s/abc\">https://lists.example/s/abc"
                              "</a><br>\nbye</p>"));
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
}

TEST(TheHtmlPart, of_a_mail_without_a_link_has_none) {
  auto mail = mail_to("bo@hotel.example");
  mail.link.clear();
  EXPECT_THAT(html_of(mail), Not(HasSubstr("<a ")));
}

}  // namespace
}  // namespace rollcall::api::mail::message_test
