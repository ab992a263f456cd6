// Mails of the real binary, through a real SMTP server.

#include "tests/support/flow.hpp"
#include "tests/support/smtp_server.hpp"

namespace rollcall::tests::smtp_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kPassword = "s3cret-Pa55word";

void write_login(const std::filesystem::path& file) {
  write_file(file, std::string("lists\n") + kPassword + '\n');
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
}

// The sender's setting: a server that wants TLS and a login.
struct Relay {
  Relay() { write_login(folder.path() / "login"); }
  ScratchFolder folder;
  SmtpServer smtp{{"--starttls", "--login", std::string("lists:") + kPassword}};
  ServerProcess rollcall{{"--smtp", smtp.url(), "--smtp-ca", smtp.certificate().string(),
                          "--smtp-login", (folder.path() / "login").string(), "--mail-from",
                          "lists@office.example"}};
};

TEST(SmtpServing, brings_a_shared_list_to_its_receiver) {
  Relay relay;
  relay.rollcall.start();
  auto admin = relay.rollcall.admin();
  const auto shared = share_with_hotel(admin);
  EXPECT_EQ(sent_share(admin, shared.share).text("/delivery/state"), "sent");
  const auto mail = relay.smtp.taken().link_mail("desk@hotel.example");
  ASSERT_TRUE(mail);
  EXPECT_THAT(mail->text, StartsWith("X-MailFrom: lists@office.example\r\n"
                                     "X-RcptTo: desk@hotel.example\r\n"));
  for (const auto* part :
       {"\r\nFrom: ", " <lists@office.example>\r\n", "\r\nReply-To: ", "<admin@office.example>\r\n",
        "\r\nAuto-Submitted: auto-generated\r\n", "\r\nMessage-ID: <", "text/plain", "text/html"}) {
    EXPECT_THAT(mail->text, HasSubstr(part));
  }
  // The link leads on: a code comes by the same way.
  auto stranger = relay.rollcall.stranger();
  EXPECT_EQ(stranger.post("/v1/shared/" + mail->link_token() + "/codes").status, 202);
  EXPECT_TRUE(relay.smtp.taken().code_mail("desk@hotel.example"));
  EXPECT_TRUE(relay.rollcall.outbox().mails().empty());
  EXPECT_EQ(relay.rollcall.stop(), 0);
  EXPECT_TRUE(findings("log", relay.rollcall.logged(), {kPassword, "hotel.example"}).empty());
  EXPECT_TRUE(findings(relay.rollcall.data(), {kPassword}).empty());
}

TEST(SmtpServing, shows_what_a_server_refused) {
  SmtpServer smtp;
  ServerProcess rollcall({"--smtp", smtp.url()});
  rollcall.start();
  auto admin = rollcall.admin();
  Wording wording;
  wording.contact_email = "refused@hotel.example";
  const auto shared = share_with_hotel(admin, wording);
  sent_share(admin, shared.typed_share);
  const auto share = sent_share(admin, shared.share, "failed");
  EXPECT_EQ(share.text("/delivery/reason"), "550 5.1.1");
  EXPECT_THAT(admin.get("/metrics").body, HasSubstr("rollcall_mails_total{outcome=\"refused\"} 1"));
  EXPECT_EQ(rollcall.stop(), 0);
  EXPECT_THAT(rollcall.logged(), Not(HasSubstr("hotel.example")));
}

}  // namespace
}  // namespace rollcall::tests::smtp_test
