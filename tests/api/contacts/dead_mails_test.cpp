// Mails of shares whose contact person is deactivated, moves to another address, or leaves the
// project before the mail went out: nobody is mailed a link that is dead.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::dead_mails_test {
namespace {

const std::string kHotel = "hotel@fjord.example";
const std::string kOpenTo = R"({"receivers":[{"email":"hotel@fjord.example"}]})";

struct Change {
  std::string name;
  std::string reason;
  std::function<void(Sharing&, const std::string& person)> make;
  std::function<void(Sharing&, const std::string& person)> undo;
};
void PrintTo(const Change& change, std::ostream* out) {
  *out << change.name;
}

void expect_ok(const Answer& answer) {
  EXPECT_LT(answer.status, 300u) << answer.body;
}
void move_to(Sharing& office, const std::string& person, const std::string& email) {
  expect_ok(office.api.patch(person, R"({"email":")" + email + R"("})"));
}
void join(Sharing& office, const std::string&) {
  expect_ok(office.api.put("/v1/projects/" + office.project + "/contacts/" + office.contact));
}
void leave(Sharing& office, const std::string&) {
  expect_ok(office.api.del("/v1/projects/" + office.project + "/contacts/" + office.contact));
}

class DeadMails : public ::testing::TestWithParam<Change> {
 protected:
  static std::string person(const Sharing& office) { return "/v1/contacts/" + office.contact; }
  static void expect_failed(Sharing& office, const std::string& share) {
    office.until([&] { return office.get_share(share).text("/delivery/state") == "failed"; });
    office.settle();
    EXPECT_EQ(office.get_share(share).text("/delivery/reason"), GetParam().reason);
  }
};

TEST_P(DeadMails, are_not_handed_over_and_can_be_sent_again) {
  Sharing office({.mails = false});
  const auto share = office.share(kOpenTo).text("/items/0/id");
  GetParam().make(office, person(office));
  office.api.application().start_mail();
  expect_failed(office, share);
  EXPECT_TRUE(office.mails().empty());
  EXPECT_EQ(office.count<domain::ShareEmailAttempted>(), 0u);

  GetParam().undo(office, person(office));
  expect_ok(office.api.post("/v1/shares/" + share + "/send"));
  office.settle();
  EXPECT_EQ(office.get_share(share).text("/delivery/state"), "sent");
  EXPECT_EQ(office.get_share(share).text("/state"), "active");
}

TEST_P(DeadMails, are_not_tried_again_when_they_were_put_off) {
  Sharing office;
  office.backing.deliveries = {mail::Deferred{"greylisted"}};
  const auto share = office.share(kOpenTo).text("/items/0/id");
  office.until([&] { return office.count<domain::ShareEmailDeferred>() == 1; });
  GetParam().make(office, person(office));
  office.api.clock().advance(std::chrono::minutes(1));
  office.nudge();
  expect_failed(office, share);
  EXPECT_EQ(office.mails().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(
    By, DeadMails,
    ::testing::Values(Change{"deactivation", "receiver inactive",
                             [](Sharing& office, const std::string& person) {
                               expect_ok(office.api.post(person + "/deactivate"));
                             },
                             [](Sharing& office, const std::string& person) {
                               expect_ok(office.api.post(person + "/reactivate"));
                             }},
                      Change{"another address", "address changed",
                             [](Sharing& office, const std::string& person) {
                               move_to(office, person, "desk@fjord.example");
                             },
                             [](Sharing& office, const std::string& person) {
                               move_to(office, person, "hotel@fjord.example");
                             }},
                      Change{"removal from the project", "revoked", leave, join}));

TEST(DeadMail, of_a_person_who_was_deleted_is_not_handed_over) {
  Sharing office({.mails = false});
  const auto share = office.share(kOpenTo).text("/items/0/id");
  leave(office, "");
  expect_ok(office.api.del("/v1/contacts/" + office.contact));
  office.api.application().start_mail();
  office.settle();
  EXPECT_TRUE(office.mails().empty());
  EXPECT_EQ(office.get_share(share).text("/delivery/reason"), "revoked");
}

// A code that no longer opens anything is not mailed either.
TEST(DeadMail, with_a_code_is_not_handed_over) {
  Sharing office;
  const auto share = office.share_with(kHotel);
  office.backing.deliveries = {mail::Deferred{"busy"}};
  office.api.post("/v1/shared/" + share.token + "/codes", "", kNobody);
  office.until([&] { return office.mails().size() == 2; });
  expect_ok(office.api.post("/v1/contacts/" + office.contact + "/deactivate"));
  office.until([&] {
    office.api.clock().advance(std::chrono::milliseconds(100));
    return office.count<domain::ShareCodeFailed>() == 1;
  });
  EXPECT_EQ(office.mails().size(), 2u);
}

}  // namespace
}  // namespace rollcall::api::dead_mails_test
