// Reminders of shares that expire: by the clock, once, over restarts.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::reminders_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Shares are valid until 2026-06-14; the first look is on 2026-05-28.
class Reminders : public ::testing::Test {
 protected:
  void go_to(const std::string& instant) {
    office.api.clock().set(*domain::Instant::parse(instant));
  }
  // The share's id. `more`: members of the receiver.
  std::string share_with(const std::string& email, const std::string& more = "") {
    const auto answer = office.share(R"({"receivers":[{"email":")" + email + '"' + more + "}]}");
    EXPECT_EQ(answer.status, 201u) << answer.body;
    office.settle();
    return answer.text("/items/0/id");
  }
  // Waits for so many, sent.
  void until_sent(std::size_t count) {
    office.until([&] { return office.count<domain::MailingSent>() == count; });
  }
  // Whatever is due now has been seen when a share made after it has been mailed.
  void look_around() {
    office.api.clock().advance(std::chrono::minutes(1));
    share_with("late" + std::to_string(++looks_) + "@x.example", R"(,"validUntil":"2027-01-01")");
  }
  std::vector<mail::Mail> reminders() {
    std::vector<mail::Mail> found;
    for (auto& mail : office.mails())
      if (mail.to.str() == "admin@fjord-fest.example") found.push_back(std::move(mail));
    return found;
  }

  Sharing office;
  int looks_ = 0;
};

TEST_F(Reminders, name_the_senders_shares_that_end_soon_once) {
  share_with("bus@coach.example", R"(,"name":"Bo")");
  share_with("cook@food.example");
  share_with("later@food.example", R"(,"validUntil":"2026-08-01")");
  look_around();
  EXPECT_TRUE(reminders().empty());
  go_to("2026-06-11T00:00:00Z");
  until_sent(1);
  const auto mail = reminders().at(0);
  EXPECT_EQ(mail.subject, "Shared lists are about to close");
  EXPECT_EQ(mail.from_name, "Fjord & Fest");
  EXPECT_THAT(mail.text, HasSubstr("Rooms (Summer meeting)"));
  EXPECT_THAT(mail.text, HasSubstr("Bo, bus@coach.example, 2026-06-14"));
  EXPECT_THAT(mail.text, HasSubstr("cook@food.example, 2026-06-14"));
  EXPECT_THAT(mail.text, Not(HasSubstr("later@food.example")));
  EXPECT_THAT(mail.text, Not(HasSubstr("://")));
  look_around();
  office.restart();
  look_around();
  EXPECT_EQ(reminders().size(), 1u);
  EXPECT_EQ(office.count<domain::ShareExpiryReminded>(), 2u);
}

TEST_F(Reminders, follow_a_day_that_is_moved) {
  const auto share = share_with("bus@coach.example");
  go_to("2026-06-12T08:00:00Z");
  until_sent(1);
  ASSERT_EQ(office.api.patch("/v1/shares/" + share, R"({"validUntil":"2026-07-14"})").status, 200u);
  look_around();
  EXPECT_EQ(reminders().size(), 1u);
  go_to("2026-07-11T08:00:00Z");
  until_sent(2);
  EXPECT_THAT(reminders().at(1).text, HasSubstr("2026-07-14"));
  EXPECT_EQ(reminders().at(1).subject, "A shared list is about to close");
}

TEST_F(Reminders, are_not_of_what_is_revoked_or_expired_or_not_wanted) {
  const auto revoked = share_with("bus@coach.example");
  ASSERT_EQ(office.api.post("/v1/shares/" + revoked + "/revoke").status, 200u);
  share_with("cook@food.example", R"(,"validUntil":"2026-06-10")");
  go_to("2026-06-12T08:00:00Z");
  look_around();
  share_with("guide@tour.example", R"(,"validUntil":"2026-06-30")");
  ASSERT_EQ(office.api.patch("/v1/office", R"({"expiryReminderDays":0})").status, 200u);
  go_to("2026-06-29T08:00:00Z");
  look_around();
  EXPECT_TRUE(reminders().empty());
  EXPECT_EQ(office.count<domain::ShareExpiryReminded>(), 0u);
}

TEST_F(Reminders, that_a_server_was_down_for_come_late_unless_it_is_too_late) {
  share_with("cook@food.example", R"(,"validUntil":"2026-06-10")");
  share_with("bus@coach.example");
  go_to("2026-06-13T08:00:00Z");
  office.restart();
  until_sent(1);
  EXPECT_THAT(reminders().at(0).text, HasSubstr("bus@coach.example"));
  EXPECT_THAT(reminders().at(0).text, Not(HasSubstr("cook@food.example")));
}

TEST_F(Reminders, are_tried_again_as_other_mails_are) {
  share_with("bus@coach.example");
  look_around();
  {
    std::lock_guard lock(office.backing.handed_over.mutex);
    office.backing.deliveries = {mail::Deferred{"busy"}};
  }
  go_to("2026-06-12T08:00:00Z");
  office.until([&] { return office.count<domain::MailingDeferred>() == 1; });
  office.api.clock().advance(std::chrono::minutes(5));
  until_sent(1);
  EXPECT_EQ(office.count<domain::MailingAttempted>(), 2u);
  EXPECT_NE(reminders().at(0).message_id, reminders().at(1).message_id);
}

TEST_F(Reminders, are_dropped_if_the_share_ended_before_they_went_out) {
  const auto share = share_with("bus@coach.example");
  look_around();
  {
    std::lock_guard lock(office.backing.handed_over.mutex);
    office.backing.deliveries = {mail::Deferred{"busy"}};
  }
  go_to("2026-06-12T08:00:00Z");
  office.until([&] { return office.count<domain::MailingDeferred>() == 1; });
  ASSERT_EQ(office.api.post("/v1/shares/" + share + "/revoke").status, 200u);
  office.api.clock().advance(std::chrono::minutes(5));
  office.until([&] { return office.count<domain::MailingFailed>() == 1; });
  EXPECT_EQ(office.count<domain::MailingAttempted>(), 1u);
}

}  // namespace
}  // namespace rollcall::api::reminders_test
