// Mails by SMTP, to a real server.
#include "api/mail/smtp.hpp"

#include "tests/api/mail/mails.hpp"
#include "tests/support/smtp_server.hpp"

namespace rollcall::api::mail::smtp_test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using tests::SmtpServer;

// How a delivery went, in words.
std::string told(const Delivery& delivery) {
  if (const auto* deferred = std::get_if<Deferred>(&delivery))
    return "deferred: " + deferred->reason;
  if (const auto* refused = std::get_if<Refused>(&delivery)) return "refused: " + refused->reason;
  return std::holds_alternative<Delivered>(delivery) ? "delivered" : "unanswered";
}

std::string sent(const SmtpOptions& options, const std::string& to) {
  return told(make_smtp(options)->deliver(mail_to(to)));
}

SmtpOptions to_server(const SmtpServer& server, const std::string& scheme = "smtp") {
  SmtpOptions options;
  options.url = server.url(scheme);
  return options;
}

SmtpOptions trusting(const SmtpServer& server, const std::string& scheme = "smtp") {
  auto options = to_server(server, scheme);
  options.ca_file = server.certificate();
  return options;
}

TEST(Smtp, hands_over_the_mail_with_its_envelope) {
  SmtpServer server;
  EXPECT_EQ(sent(to_server(server), "bo@hotel.example"), "delivered");
  const auto mails = server.taken().mails();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0].text, StartsWith("X-MailFrom: lists@office.example\r\n"
                                        "X-RcptTo: bo@hotel.example\r\nDate: "));
  EXPECT_EQ(mails[0].url(), "https://lists.example/s/abc");
}

TEST(Smtp, refuses_for_good_what_the_server_refuses_for_good) {
  SmtpServer server;
  EXPECT_EQ(sent(to_server(server), "refused@hotel.example"), "refused: 550 5.1.1");
  EXPECT_EQ(sent(to_server(server), "unwanted@hotel.example"), "refused: 554 5.6.0");
  EXPECT_TRUE(server.taken().mails().empty());
}

TEST(Smtp, puts_off_what_the_server_puts_off) {
  SmtpServer server;
  EXPECT_EQ(sent(to_server(server), "later@hotel.example"), "deferred: 451 4.7.1");
  EXPECT_EQ(sent(to_server(server), "later@hotel.example"), "delivered");
}

TEST(Smtp, puts_off_what_reaches_no_server) {
  SmtpServer server({"--closed"});
  EXPECT_EQ(sent(to_server(server), "bo@hotel.example"), "deferred: cannot connect");
  server.open();
  EXPECT_EQ(sent(to_server(server), "bo@hotel.example"), "delivered");
}

TEST(Smtp, waits_for_a_slow_server_no_longer_than_it_may) {
  SmtpServer server;
  auto options = to_server(server);
  options.timeout = std::chrono::milliseconds(300);
  EXPECT_EQ(sent(options, "silent@hotel.example"), "deferred: timed out");
  EXPECT_TRUE(server.taken().mails().empty());
  EXPECT_EQ(sent(options, "unanswered@hotel.example"), "unanswered");
  EXPECT_EQ(server.taken().mails().size(), 1u);
}

TEST(Smtp, encrypts_to_a_server_with_a_certificate_it_trusts) {
  SmtpServer starttls({"--starttls"});
  EXPECT_EQ(sent(trusting(starttls), "bo@hotel.example"), "delivered");
  SmtpServer tls({"--tls"});
  EXPECT_EQ(sent(trusting(tls, "smtps"), "bo@hotel.example"), "delivered");
}

TEST(Smtp, gives_nothing_to_a_server_with_an_unknown_certificate) {
  SmtpServer starttls({"--starttls"});
  EXPECT_EQ(sent(to_server(starttls), "bo@hotel.example"), "deferred: certificate refused");
  SmtpServer tls({"--tls"});
  EXPECT_EQ(sent(to_server(tls, "smtps"), "bo@hotel.example"), "deferred: certificate refused");
  auto another = to_server(starttls);
  another.ca_file = tls.certificate();
  EXPECT_EQ(sent(another, "bo@hotel.example"), "deferred: certificate refused");
  EXPECT_TRUE(starttls.taken().mails().empty());
  EXPECT_TRUE(tls.taken().mails().empty());
}

TEST(Smtp, signs_in) {
  SmtpServer server({"--starttls", "--login", "lists:s3cret word"});
  auto options = trusting(server);
  EXPECT_EQ(sent(options, "bo@hotel.example"), "deferred: login refused");
  options.user = "lists";
  options.password = "s3cret wOrd";
  EXPECT_EQ(sent(options, "bo@hotel.example"), "deferred: login refused");
  EXPECT_TRUE(server.taken().mails().empty());
  options.password = "s3cret word";
  EXPECT_EQ(sent(options, "bo@hotel.example"), "delivered");
}

TEST(Smtp, sends_no_login_to_a_server_without_tls) {
  SmtpServer server({"--login", "lists:s3cret"});
  auto options = to_server(server);
  options.user = "lists";
  options.password = "s3cret";
  EXPECT_EQ(sent(options, "bo@hotel.example"), "deferred: no TLS");
}

// What the server is called decides: a name that leads here is still not this machine.
TEST(Smtp, wants_tls_of_every_other_machine_unless_told_otherwise) {
  SmtpServer server;
  auto options = to_server(server);
  const auto port = options.url.substr(options.url.rfind(':'));
  options.url = "smtp://[::ffff:127.0.0.1]" + port;
  EXPECT_EQ(sent(options, "bo@hotel.example"), "deferred: no TLS");
  EXPECT_TRUE(server.taken().mails().empty());
  options.plain = true;
  EXPECT_EQ(sent(options, "bo@hotel.example"), "delivered");
}

TEST(Smtp, sends_no_line_of_its_own_to_an_address_that_has_one) {
  SmtpServer server;
  for (const std::string address :
       {"bo@hotel.example\r\nRCPT TO:<eve@evil.example>", "bo@hotel.example>\nDATA",
        "bo@hotel.example> <eve@evil.example", ""}) {
    EXPECT_EQ(sent(to_server(server), address), "refused: address malformed");
  }
  const std::string nul("bo@hotel.example\0.evil.example", 30);
  EXPECT_EQ(sent(to_server(server), nul), "refused: address malformed");
  EXPECT_TRUE(server.taken().mails().empty());
}

TEST(Smtp, begins_nothing_once_it_is_long_stopped) {
  SmtpServer server;
  auto options = to_server(server);
  options.grace = std::chrono::seconds(1);
  const auto smtp = make_smtp(options);
  smtp->stop();
  EXPECT_EQ(told(smtp->deliver(mail_to("bo@hotel.example"))), "delivered");  // within its grace
  EXPECT_EQ(told(smtp->deliver(mail_to("silent@hotel.example"))), "deferred: stopped");
  EXPECT_EQ(told(smtp->deliver(mail_to("bo@hotel.example"))), "deferred: stopped");
}

TEST(SmtpOptions, that_cannot_be_used_are_told) {
  const auto fault = [](const std::string& url, bool plain = false, const std::string& user = "") {
    SmtpOptions options;
    options.url = url;
    options.plain = plain;
    options.user = user;
    return fault_of(options);
  };
  for (const auto* url : {"smtp://relay.example", "smtp://relay.example:587", "smtps://[::1]:465",
                          "smtp://relay.example/lists.example"}) {
    EXPECT_EQ(fault(url), "") << url;
  }
  for (const auto* url : {"", "relay.example:25", "http://relay.example", "smtp://", "smtp://a b",
                          "smtp://relay.example?x=1", "smtp://relay.example#x"}) {
    EXPECT_THAT(fault(url), HasSubstr("wants smtp://")) << url;
  }
  EXPECT_THAT(fault("smtp://lists:s3cret@relay.example"), HasSubstr("login"));
  EXPECT_THAT(fault("smtp://relay.example", true, "lists"), HasSubstr("login"));
  EXPECT_THAT(fault("smtps://relay.example", true), HasSubstr("plain"));
}

}  // namespace
}  // namespace rollcall::api::mail::smtp_test
