// Staff are mailed the link by which they set their password; a link that died is mailed to nobody.
#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api::invitations_test {
namespace {

const std::string kKari = "kari@office.example";
const std::string kNewStaff = R"({"email":")" + kKari + R"(","role":"projectManager"})";

TEST(NewStaff, set_their_password_by_a_mailed_link_and_sign_in) {
  Accounts office;
  const auto added = office.api.post("/v1/staff", kNewStaff);
  ASSERT_EQ(added.status, 201u) << added.body;
  office.until([&] { return office.mails_to(kKari) == 1; });
  office.settle();
  EXPECT_EQ(office.set(office.newest_link(kKari)).status, 204u);
  const auto session = office.sign_in(kKari);
  EXPECT_EQ(session.text("/principal/id"), added.text("/id"));
  EXPECT_EQ(session.text("/principal/role"), "projectManager");
}

TEST(NewStaff, are_mailed_once_under_one_key) {
  Accounts office;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(office.api.post("/v1/staff", kNewStaff, {{"idempotency-key", "k"}}).status, 201u);
  }
  office.until([&] { return office.mails_to(kKari) == 1; });
  office.settle();
  EXPECT_EQ(office.mails_to(kKari), 1u);
  EXPECT_EQ(office.count<domain::PasswordLinkIssued>(), 1u);
}

TEST(NewStaff, are_mailed_nothing_if_they_are_refused) {
  Accounts office;
  const auto taken = R"({"email":")" + kPer + R"(","role":"projectManager"})";
  EXPECT_EQ(office.api.post("/v1/staff", taken).code(), "contact_exists");
  office.settle();
  EXPECT_EQ(office.mails_to(kPer), 0u);
  EXPECT_EQ(office.count<domain::PasswordLinkIssued>(), 0u);
}

struct Change {
  std::string name;
  std::function<Answer(Accounts&)> make;
};
void PrintTo(const Change& change, std::ostream* out) {
  *out << change.name;
}

// Those whose link dies before it is mailed.
class DeadPasswordLinks : public ::testing::TestWithParam<Change> {};

TEST_P(DeadPasswordLinks, are_mailed_to_nobody) {
  Accounts office({.mails = false});
  ASSERT_EQ(office.api.post("/v1/contacts/" + office.newcomer + "/invite").status, 202u);
  EXPECT_LT(GetParam().make(office).status, 300u);
  office.api.application().start_mail();
  office.settle();
  EXPECT_TRUE(office.backing.handed_over.all().empty());
  EXPECT_EQ(office.count<domain::PasswordLinkAttempted>(), 0u);
  EXPECT_EQ(office.count<domain::PasswordLinkFailed>(), 1u);
  const auto secrets = office.backing.vault->list_secrets(std::nullopt, 1'000);
  for (const auto& secret : *secrets) {
    EXPECT_NE(secret.name.kind, static_cast<std::uint8_t>(SecretKind::link_token));
  }
}

// The first attempt was put off.
TEST_P(DeadPasswordLinks, are_not_tried_again) {
  Accounts office;
  office.backing.deliveries = {mail::Deferred{"greylisted"}};
  ASSERT_EQ(office.api.post("/v1/contacts/" + office.newcomer + "/invite").status, 202u);
  office.until([&] { return office.count<domain::PasswordLinkDeferred>() == 1; });
  EXPECT_LT(GetParam().make(office).status, 300u);
  office.api.clock().advance(std::chrono::minutes(1));
  office.until([&] { return office.count<domain::PasswordLinkFailed>() == 1; });
  office.settle();
  EXPECT_EQ(office.backing.handed_over.all().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(
    By, DeadPasswordLinks,
    ::testing::Values(Change{"deactivation",
                             [](Accounts& office) {
                               return office.api.post("/v1/contacts/" + office.newcomer +
                                                      "/deactivate");
                             }},
                      Change{"another address",
                             [](Accounts& office) {
                               return office.api.patch("/v1/contacts/" + office.newcomer,
                                                       R"({"email":"n@elsewhere.example"})");
                             }},
                      Change{"deletion", [](Accounts& office) {
                               return office.api.del("/v1/contacts/" + office.newcomer);
                             }}));

TEST(StaffWhoAreDeactivated, are_not_mailed_the_link_they_were_to_get) {
  Accounts office({.mails = false});
  const auto id = made(office.api, office.api.post("/v1/staff", kNewStaff));
  EXPECT_EQ(office.api.patch("/v1/staff/" + id, R"({"active":false})").status, 200u);
  office.api.application().start_mail();
  office.settle();
  EXPECT_EQ(office.mails_to(kKari), 0u);
  EXPECT_EQ(office.count<domain::PasswordLinkFailed>(), 1u);
}

}  // namespace
}  // namespace rollcall::api::invitations_test
