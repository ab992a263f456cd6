// What of a server's answer is kept.
#include "api/mail/smtp_reply.hpp"

namespace rollcall::api::mail::smtp_reply_test {
namespace {

std::string kept(const std::vector<std::string>& lines) {
  SmtpReply reply;
  for (const auto& line : lines) reply.take(line);
  return reply.to_string();
}

TEST(ASmtpReply, is_kept_as_its_codes_alone) {
  EXPECT_EQ(kept({"550 5.1.1 <bo@hotel.example>: no such mailbox\r\n"}), "550 5.1.1");
  EXPECT_EQ(kept({"550 bo@hotel.example unknown\r\n"}), "550");
  EXPECT_EQ(kept({"451-4.7.1 Greylisted\r\n", "451 4.7.1 Come back\r\n"}), "451 4.7.1");
  EXPECT_EQ(kept({"250-SIZE\r\n", "452 4.2.2 full\r\n"}), "452 4.2.2");
  EXPECT_EQ(kept({"550\r\n"}), "550");
  EXPECT_EQ(kept({"550 5.1.1 No\r\n", "221 Bye\r\n"}), "550 5.1.1");
}

TEST(ASmtpReply, takes_nothing_for_a_code_that_is_none) {
  EXPECT_EQ(kept({"550 10.20.30.40 is blocked\r\n"}), "550");
  EXPECT_EQ(kept({"550 5.1.1bo@hotel.example\r\n"}), "550");
  EXPECT_EQ(kept({"550 1234567890 called\r\n"}), "550");
  for (const auto* line : {"", "5", "55", "bo@hotel.example\r\n", "999 9.9.9 x\r\n"}) {
    EXPECT_EQ(kept({line}), "") << line;
  }
}

TEST(ASmtpReply, that_wants_a_login_is_told_from_one_about_the_mail) {
  SmtpReply reply;
  reply.take("530 5.7.0 Must issue a STARTTLS command first\r\n");
  EXPECT_TRUE(reply.is_about_login());
  reply.take("550 5.1.1 No\r\n");
  EXPECT_FALSE(reply.is_about_login());
  EXPECT_TRUE(reply.is_permanent());
  reply.take("421 closing\r\n");
  EXPECT_FALSE(reply.is_permanent());
  EXPECT_TRUE(reply.is_refusal());
  reply.take("250 OK\r\n");
  EXPECT_FALSE(reply.is_refusal());
}

}  // namespace
}  // namespace rollcall::api::mail::smtp_reply_test
