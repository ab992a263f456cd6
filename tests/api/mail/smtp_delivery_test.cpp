// Shares whose mails go to a real SMTP server: what the log then says, with the clock in hand.
#include <set>

#include "api/mail/smtp.hpp"
#include "tests/api/sharing/sharing.hpp"
#include "tests/support/smtp_server.hpp"

namespace rollcall::api::smtp_delivery_test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Sharing::Options mailing_to(const tests::SmtpServer& server,
                            std::chrono::milliseconds timeout = std::chrono::minutes(1)) {
  Sharing::Options options;
  options.transport = [url = server.url(), timeout] {
    mail::SmtpOptions smtp;
    smtp.url = url;
    smtp.timeout = timeout;
    smtp.grace = seconds(1);
    return mail::make_smtp(smtp);
  };
  return options;
}

std::string share_to(Sharing& office, const std::string& email) {
  return office.share(R"({"receivers":[{"email":")" + email + R"("}]})").text("/items/0/id");
}

void until_state(Sharing& office, const std::string& id, const std::string& state) {
  office.until([&] { return office.get_share(id).text("/delivery/state") == state; });
}

TEST(AnSmtpMail, that_is_taken_is_on_record_with_its_message_id) {
  tests::SmtpServer server;
  Sharing office(mailing_to(server));
  const auto id = share_to(office, "bus@coach.example");
  until_state(office, id, "sent");
  const auto taken = server.taken().mails();
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].link_token(), office.token_for("bus@coach.example"));
  const auto sent = office.backing.log->read(
      office.api.office().id, {{{domain::types_of<domain::ShareEmailSent>(), {}}}}, {});
  const auto event =
      office.api.context().codec.decode(office.api.office().id, sent->front())->event;
  const auto& recorded = std::get<domain::ShareEmailSent>(std::get<domain::ShareEvent>(event.of));
  EXPECT_THAT(taken[0].text, testing::HasSubstr("Message-ID: <" + recorded.message_id + ">"));
}

TEST(AnSmtpMail, for_each_receiver_is_one_of_its_own) {
  tests::SmtpServer server;
  Sharing office(mailing_to(server));
  std::string receivers;
  for (int i = 0; i < 20; ++i) {
    receivers +=
        std::string(i == 0 ? "" : ",") + R"({"email":"r)" + std::to_string(i) + R"(@b.example"})";
  }
  office.share(R"({"receivers":[)" + receivers + "]}");
  office.settle();
  std::set<std::string> to, tokens;
  for (const auto& mail : server.taken().mails()) {
    to.insert(mail.to());
    tokens.insert(mail.link_token());
  }
  EXPECT_EQ(to.size(), 20u);
  EXPECT_EQ(tokens.size(), 20u);
  EXPECT_EQ(server.taken().mails().size(), 20u);
}

TEST(AnSmtpMail, that_is_refused_has_failed_with_the_codes_as_reason) {
  tests::SmtpServer server;
  Sharing office(mailing_to(server));
  const auto id = share_to(office, "refused@coach.example");
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "550 5.1.1");
  EXPECT_EQ(office.get_share(id).number("/delivery/attempts"), 1);
}

TEST(AnSmtpMail, that_is_put_off_goes_when_its_time_has_come) {
  tests::SmtpServer server;
  Sharing office(mailing_to(server));
  const auto id = share_to(office, "later@coach.example");
  until_state(office, id, "deferred");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "451 4.7.1");
  office.api.clock().advance(seconds(30));
  until_state(office, id, "sent");
  EXPECT_EQ(office.count<domain::ShareEmailAttempted>(), 2u);
}

TEST(AnSmtpMail, waits_for_a_server_that_is_down) {
  tests::SmtpServer server({"--closed"});
  Sharing office(mailing_to(server));
  const auto id = share_to(office, "bus@coach.example");
  until_state(office, id, "deferred");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "cannot connect");
  server.open();
  office.api.clock().advance(seconds(30));
  until_state(office, id, "sent");
  EXPECT_EQ(server.taken().mails().size(), 1u);
}

TEST(AnSmtpMail, to_a_server_that_stays_down_is_given_up_after_a_day) {
  tests::SmtpServer server({"--closed"});
  Sharing office(mailing_to(server));
  const auto id = share_to(office, "bus@coach.example");
  until_state(office, id, "deferred");
  for (int hour = 0; hour <= 26; hour += 2) {
    const auto tries = office.count<domain::ShareEmailDeferred, domain::ShareEmailFailed>();
    office.api.clock().advance(hours(2));
    office.until([&] {
      return office.count<domain::ShareEmailDeferred, domain::ShareEmailFailed>() > tries ||
             office.count<domain::ShareEmailFailed>() == 1;
    });
  }
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "cannot connect");
}

TEST(AnSmtpMail, that_the_server_takes_without_a_word_is_sent_twice_at_most) {
  tests::SmtpServer server;
  Sharing office(mailing_to(server, std::chrono::milliseconds(300)));
  const auto id = share_to(office, "unanswered@coach.example");
  while (office.count<domain::ShareEmailFailed>() == 0) {
    office.api.clock().advance(seconds(30));
    office.nudge();
  }
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "outcome unknown");
  EXPECT_EQ(office.get_share(id).number("/delivery/attempts"), 2);
  EXPECT_EQ(server.taken().mails().size(), 2u);
}

TEST(AnSmtpMail, that_hangs_does_not_hold_up_the_end) {
  tests::SmtpServer server;
  Sharing office(mailing_to(server));
  share_to(office, "silent@coach.example");
  office.until([&] { return !office.mails().empty(); });
  const auto start = std::chrono::steady_clock::now();
  office.api.restart();
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(30));  // and not a minute
  EXPECT_EQ(office.count<domain::ShareEmailDeferred>(), 1u);
}

}  // namespace
}  // namespace rollcall::api::smtp_delivery_test
