// How mails fare: tried again, given up, withdrawn, cut off by a crash; and never sent twice.
#include <filesystem>
#include <fstream>

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::delivery_test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const std::string kBody = R"({"receivers":[{"email":"bus@coach.example"}]})";

Answer shared(Sharing& office) {
  const auto answer = office.share(kBody);
  return office.get_share(answer.text("/items/0/id"));
}
void until_state(Sharing& office, const std::string& id, const std::string& state) {
  office.until([&] { return office.get_share(id).text("/delivery/state") == state; });
}

TEST(AMail, that_is_put_off_is_tried_again_after_growing_spans) {
  Sharing office;
  office.backing.deliveries = {mail::Deferred{"greylisted"}, mail::Deferred{"greylisted"}};
  const auto id = shared(office).text("/id");
  until_state(office, id, "deferred");
  auto share = office.get_share(id);
  EXPECT_EQ(share.text("/delivery/reason"), "greylisted");
  const auto asked = *domain::Instant::parse(share.text("/delivery/at"));
  EXPECT_EQ(share.text("/delivery/retryAt"), asked.plus(seconds(30)).to_string());
  EXPECT_EQ(share.text("/state"),
            "active");  // handed over or not: nobody is faster than the record
  office.api.clock().advance(seconds(29));
  office.nudge();
  EXPECT_EQ(office.mails().size(), 1u);
  office.api.clock().advance(seconds(1));
  office.nudge();
  office.until([&] { return office.count<domain::ShareEmailDeferred>() == 2; });
  office.api.clock().advance(minutes(1));
  office.nudge();
  until_state(office, id, "sent");
  EXPECT_EQ(office.get_share(id).number("/delivery/attempts"), 3);
  EXPECT_EQ(office.count<domain::ShareEmailSent>(), 1u);
}

TEST(AMail, carries_the_same_link_at_every_attempt) {
  Sharing office;
  office.backing.deliveries = {mail::Deferred{"greylisted"}};
  const auto id = shared(office).text("/id");
  until_state(office, id, "deferred");
  const auto first = office.token_for("bus@coach.example");
  office.api.clock().advance(minutes(5));
  office.nudge();
  until_state(office, id, "sent");
  EXPECT_EQ(office.token_for("bus@coach.example"), first);
}

TEST(AMail, that_is_put_off_for_a_day_is_given_up) {
  Sharing office;
  for (int i = 0; i < 100; ++i) office.backing.deliveries.push_back(mail::Deferred{"busy"});
  const auto id = shared(office).text("/id");
  for (int i = 0; i < 40 && office.count<domain::ShareEmailFailed>() == 0; ++i) {
    const auto deferred = office.count<domain::ShareEmailDeferred>();
    office.api.clock().advance(hours(2));
    office.nudge();
    office.until([&] {
      return office.count<domain::ShareEmailDeferred>() > deferred ||
             office.count<domain::ShareEmailFailed>() > 0;
    });
  }
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "busy");
  office.settle();
}

TEST(AMail, that_is_refused_has_failed_at_once) {
  Sharing office;
  office.backing.deliveries = {mail::Refused{"mailbox unknown"}};
  const auto id = shared(office).text("/id");
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "mailbox unknown");
  office.settle();
  EXPECT_EQ(office.mails().size(), 1u);
}

TEST(AMail, of_a_share_that_is_revoked_first_is_withdrawn) {
  Sharing office({.mails = false});
  const auto id = shared(office).text("/id");
  office.api.post("/v1/shares/" + id + "/revoke");
  office.api.application().start_mail();
  office.settle();
  EXPECT_TRUE(office.mails().empty());
  EXPECT_EQ(office.count<domain::ShareEmailAttempted>(), 0u);
  EXPECT_EQ(office.get_share(id).text("/delivery/state"), "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "revoked");
}

TEST(AMail, of_a_sending_that_was_overtaken_is_not_sent) {
  Sharing office({.mails = false});
  const auto id = shared(office).text("/id");
  office.api.post("/v1/shares/" + id + "/send");
  office.api.application().start_mail();
  office.settle();
  EXPECT_EQ(office.mails().size(), 1u);
  EXPECT_EQ(office.count<domain::ShareEmailSent>(), 1u);
}

TEST(Starting, from_the_very_beginning_mails_nothing_twice) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.open(share.token);
  office.backing.deliveries = {mail::Refused{"mailbox unknown"}};
  office.share(R"({"receivers":[{"email":"nobody@coach.example"}]})");
  office.settle();
  const auto mails = office.mails().size();
  const auto before = office.api.position();
  office.restart();
  office.settle();
  EXPECT_EQ(office.mails().size(), mails);
  EXPECT_EQ(office.api.position(), before);
}

// A checkpoint file of its own, with that line in it.
class Checkpointed {
 public:
  explicit Checkpointed(const std::string& line)
      : file_(std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name()) {
    std::ofstream(file_) << line;
  }
  ~Checkpointed() { std::filesystem::remove(file_); }
  Settings settings() const {
    Settings settings;
    settings.mail_checkpoint = file_;
    settings.dead_link_delay = std::chrono::milliseconds(1);
    return settings;
  }
  std::string line() const {
    std::string text;
    std::getline(std::ifstream(file_), text);
    return text;
  }

 private:
  const std::filesystem::path file_;
};

TEST(ACheckpoint, of_another_log_gives_up_what_may_have_been_mailed) {
  const Checkpointed checkpoint("3 " + std::string(64, 'a'));
  Sharing office({.settings = checkpoint.settings(), .mails = false});
  const auto open = shared(office).text("/id");
  office.api.application().start_mail();
  office.settle();
  until_state(office, open, "failed");
  EXPECT_EQ(office.get_share(open).text("/delivery/reason"), "outcome unknown");
  EXPECT_TRUE(office.mails().empty());
  // Sent again by whoever knows, it goes; and the checkpoint is this log's now.
  office.api.post("/v1/shares/" + open + "/send");
  office.settle();
  until_state(office, open, "sent");
  EXPECT_EQ(office.mails().size(), 1u);
  office.restart();
  office.settle();
  EXPECT_EQ(office.mails().size(), 1u);
}

TEST(ACheckpoint, that_says_nothing_holds_nothing_back) {
  for (const std::string& line :
       std::vector<std::string>{"", "7", "7 ab", "x " + std::string(64, 'a')}) {
    const Checkpointed checkpoint(line);
    Sharing office({.settings = checkpoint.settings()});
    until_state(office, shared(office).text("/id"), "sent");
    office.settle();
    EXPECT_EQ(office.mails().size(), 1u) << line;
    EXPECT_EQ(checkpoint.line().find(' ') != std::string::npos, true) << line;
  }
}

// The log stops between the record of the attempt and the record of its outcome.
void crash_while_mailing(Sharing& office) {
  office.backing.on_mail = [&](const mail::Mail&) { office.backing.takes_writes = false; };
}

TEST(ACrash, between_attempt_and_outcome_allows_one_more_attempt) {
  Sharing office;
  crash_while_mailing(office);
  const auto id = shared(office).text("/id");
  office.until([&] { return office.mails().size() == 1; });
  const auto first = office.token_for("bus@coach.example");
  office.api.restart();
  office.backing.on_mail = nullptr;
  office.backing.takes_writes = true;
  office.api.application().start_mail();
  office.settle();
  until_state(office, id, "sent");
  EXPECT_EQ(office.get_share(id).number("/delivery/attempts"), 2);
  EXPECT_EQ(office.mails().size(), 2u);
  EXPECT_EQ(office.token_for("bus@coach.example"), first);
  EXPECT_EQ(office.count<domain::ShareEmailSent>(), 1u);
}

TEST(ACrash, twice_leaves_the_outcome_unknown) {
  Sharing office;
  crash_while_mailing(office);
  const auto id = shared(office).text("/id");
  for (std::size_t crashes = 1; crashes <= 2; ++crashes) {
    office.until([&] { return office.mails().size() == crashes; });
    office.api.restart();
    office.backing.takes_writes = true;
    office.api.application().start_mail();
  }
  office.settle();
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "outcome unknown");
  EXPECT_EQ(office.mails().size(), 2u);
}

TEST(AMail, that_was_never_answered_is_sent_once_more_then_given_up) {
  Sharing office;
  office.backing.deliveries = {mail::Unanswered{}, mail::Unanswered{}};
  const auto id = shared(office).text("/id");
  office.until([&] { return office.mails().size() == 1; });
  EXPECT_EQ(office.count<domain::ShareEmailDeferred>(), 0u);
  office.api.clock().advance(seconds(30));
  office.until([&] { return office.mails().size() == 2; });
  office.api.clock().advance(minutes(1));
  until_state(office, id, "failed");
  EXPECT_EQ(office.get_share(id).text("/delivery/reason"), "outcome unknown");
  EXPECT_EQ(office.get_share(id).number("/delivery/attempts"), 2);
  office.settle();
  EXPECT_EQ(office.mails().size(), 2u);
}

TEST(AMail, does_not_hold_up_another_while_it_is_handed_over) {
  Sharing office;
  Gate slow;
  slow.shut();
  office.backing.on_mail = [&](const mail::Mail& mail) {
    if (mail.to.str() != "slow@coach.example") return;
    office.backing.handed_over.mutex.unlock();
    slow.pass();
    office.backing.handed_over.mutex.lock();
  };
  const auto held = office.share(R"({"receivers":[{"email":"slow@coach.example"}]})");
  office.until([&] { return slow.has_waiting(); });
  until_state(office, shared(office).text("/id"), "sent");
  EXPECT_FALSE(office.api.application().mail_idle());
  slow.open();
  until_state(office, held.text("/items/0/id"), "sent");
  office.settle();
}

// Time goes on until that is so.
void while_time_passes(Sharing& office, const std::function<bool()>& holds) {
  office.until([&] {
    office.api.clock().advance(std::chrono::milliseconds(100));
    return holds();
  });
}

TEST(ACodeMail, that_is_put_off_is_tried_again) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.backing.deliveries = {mail::Deferred{"busy"}, mail::Deferred{"busy"}};
  EXPECT_EQ(office.api.post("/v1/shared/" + share.token + "/codes", "", kNobody).status, 202u);
  while_time_passes(office, [&] { return office.count<domain::ShareCodeSent>() == 1; });
  const auto mails = office.mails();
  ASSERT_EQ(mails.size(), 4u);
  EXPECT_EQ(mails[3].text, mails[1].text);
}

TEST(ACodeMail, that_was_never_answered_is_not_sent_again) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.backing.deliveries = {mail::Unanswered{}};
  office.api.post("/v1/shared/" + share.token + "/codes", "", kNobody);
  office.settle();
  EXPECT_EQ(office.count<domain::ShareCodeFailed>(), 1u);
  EXPECT_EQ(office.mails().size(), 2u);
}

TEST(ACodeMail, that_never_got_through_has_failed) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.backing.deliveries.assign(10'000, mail::Deferred{"busy"});
  office.api.post("/v1/shared/" + share.token + "/codes", "", kNobody);
  office.until([&] { return office.mails().size() >= 2; });
  office.api.clock().advance(minutes(10));
  while_time_passes(office, [&] { return office.api.application().mail_idle(); });
  EXPECT_EQ(office.count<domain::ShareCodeFailed>(), 1u);
  EXPECT_EQ(office.count<domain::ShareCodeSent>(), 0u);
}

}  // namespace
}  // namespace rollcall::api::delivery_test
