// Set-password links: asked for by anybody, sent by staff, used once.
#include <future>

#include "api/app/principal.hpp"
#include "api/app/timers.hpp"
#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api::password_links_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

Answer ask(Accounts& office, const std::string& email, Headers headers = {}) {
  headers.emplace_back("authorization", "");
  return office.api.post("/v1/password-resets", R"({"email":")" + email + R"("})",
                         std::move(headers));
}

TEST(APasswordLink, is_mailed_and_sets_the_password_once) {
  Accounts office;
  const auto mailed = office.link_for(kPer);
  ASSERT_EQ(mailed.size(), 43u);
  EXPECT_EQ(office.set(mailed).status, 204u);
  const auto again = office.set(mailed, "another-harbour-43");
  EXPECT_EQ(again.status, 404u);
  EXPECT_EQ(again.header("Rollcall-Position"), "");
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
}

TEST(APasswordLink, is_the_one_address_in_its_mail) {
  Accounts office;
  office.link_for(kPer);
  const auto mail = office.backing.handed_over.all().back();
  EXPECT_EQ(mail.to.str(), kPer);
  EXPECT_EQ(mail.to_name, "Per Nordlys");
  const auto first = mail.text.find("://");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(mail.text.find("://", first + 1), std::string::npos);
}

TEST(APasswordLink, is_not_in_the_vault_once_it_is_mailed_nor_ever_in_the_log) {
  Accounts office;
  const auto token = office.link_for(kPer);
  const auto hash = link_hash(token);
  auto facts = office.api.context().commands.facts(office.api.office().id);
  const domain::AccountHolder per{domain::AccountKind::contact, *domain::Uuid::parse(office.per)};
  const auto account = facts.load<domain::AccountState>(domain::facts_of_account(per));
  const auto* link = account->link(*hash);
  ASSERT_NE(link, nullptr);
  const auto kept = office.backing.vault->secret(
      office.api.office().id, secret_name(SecretKind::link_token, link->id.uuid));
  EXPECT_FALSE(kept->has_value());
  const auto records = office.backing.log->read(office.api.office().id, {}, {});
  ASSERT_TRUE(records.has_value());
  for (const auto& record : *records) {
    EXPECT_EQ(record.payload.find(token), std::string::npos);
  }
}

TEST(APasswordLink, asked_for_says_nothing) {
  Accounts office;
  const auto known = ask(office, kPer);
  for (const std::string email : {"nobody@nordlys.example", "no address"}) {
    const auto answer = ask(office, email);
    EXPECT_EQ(answer.status, 202u);
    EXPECT_EQ(answer.body, known.body);
    EXPECT_EQ(answer.response.headers.size(), known.response.headers.size());
  }
  EXPECT_EQ(ask(office, kPer, {{"idempotency-key", "k"}}).status, 202u);
  office.until([&] { return office.mails_to(kPer) == 2; });
  EXPECT_EQ(ask(office, kPer, {{"idempotency-key", "k"}}).status, 202u);
  office.settle();
  EXPECT_EQ(office.mails_to(kPer), 2u);
}

TEST(APasswordLink, asked_for_is_on_record_before_the_answer) {
  Accounts office;
  office.backing.appends.shut();
  auto answer = std::async(std::launch::async, [&] { return ask(office, kPer); });
  office.until([&] { return office.backing.appends.has_waiting(); });
  // An answer that does not wait would leave within a step.
  std::promise<void> step_is_over;
  office.api.context().timers.after(2 * office.api.context().settings.account_answer_step,
                                    [&] { step_is_over.set_value(); });
  step_is_over.get_future().wait();
  EXPECT_NE(answer.wait_for(milliseconds(0)), std::future_status::ready);
  office.backing.appends.open();
  EXPECT_EQ(answer.get().status, 202u);
  EXPECT_EQ(office.count<domain::PasswordLinkIssued>(), 1u);
}

TEST(APasswordLink, asked_for_and_answered_is_mailed_after_a_crash) {
  Accounts office({.mails = false});
  EXPECT_EQ(ask(office, kPer).status, 202u);
  office.api.restart();
  office.api.application().start_mail();
  office.until([&] { return office.mails_to(kPer) == 1; });
}

TEST(APasswordLink, asked_for_by_many_at_once_says_nothing_either) {
  Accounts office;
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 64; ++i) {
    answers.push_back(std::async(std::launch::async, [&] { return ask(office, kPer); }));
  }
  for (auto& answer : answers) EXPECT_EQ(answer.get().status, 202u);
  EXPECT_EQ(office.count<domain::PasswordLinkIssued>(), 5u);
}

TEST(APasswordLink, asked_for_under_a_key_of_another_request_says_nothing_either) {
  Accounts office;
  for (const auto& email : {kPer, kNew, std::string("nobody@nordlys.example")}) {
    EXPECT_EQ(ask(office, email, {{"idempotency-key", "k"}}).status, 202u) << email;
  }
}

TEST(APasswordLink, asked_for_of_a_stopped_log_is_refused_to_everybody) {
  Accounts office;
  office.backing.takes_writes = false;
  const auto known = ask(office, kPer);
  EXPECT_EQ(known.status, 503u);
  EXPECT_EQ(ask(office, "nobody@nordlys.example").body, known.body);
}

TEST(APasswordLink, is_mailed_five_times_an_hour_at_most) {
  Accounts office;
  for (int i = 0; i < 5; ++i) office.link_for(kPer);
  EXPECT_EQ(ask(office, kPer).status, 202u);
  const auto invited = office.api.post("/v1/contacts/" + office.per + "/invite");
  EXPECT_EQ(invited.status, 429u);
  EXPECT_EQ(invited.code(), "too_many_links");
  office.settle();
  EXPECT_EQ(office.mails_to(kPer), 5u);
}

TEST(APasswordLink, works_for_an_hour) {
  Accounts office;
  const auto link = office.link_for(kPer);
  office.api.clock().advance(hours(1) - milliseconds(1));
  EXPECT_EQ(office.set(link, "short").status, 422u);
  office.api.clock().advance(milliseconds(1));
  EXPECT_EQ(office.set(link).status, 404u);
}

TEST(APasswordLink, dies_when_another_is_used) {
  Accounts office;
  const auto first = office.link_for(kPer);
  const auto second = office.link_for(kPer);
  ASSERT_NE(first, second);
  EXPECT_EQ(office.set(first).status, 204u);
  EXPECT_EQ(office.set(second).status, 404u);
}

struct Killed {
  std::string name;
  std::function<void(Accounts&)> by;
};
void PrintTo(const Killed& row, std::ostream* out) {
  *out << row.name;
}
class KilledLinks : public ::testing::TestWithParam<Killed> {};

TEST_P(KilledLinks, are_dead_for_good) {
  Accounts office;
  const auto link = office.link_for(kPer);
  EXPECT_EQ(office.api.get("/password/" + link, kNobody).status, 200u);
  GetParam().by(office);
  EXPECT_EQ(office.set(link).status, 404u);
  EXPECT_EQ(office.api.get("/password/" + link, kNobody).status, 404u);
  office.api.post("/v1/contacts/" + office.per + "/reactivate");
  EXPECT_EQ(office.set(link).status, 404u);
}

INSTANTIATE_TEST_SUITE_P(By, KilledLinks,
                         ::testing::Values(Killed{"deactivation",
                                                  [](Accounts& office) {
                                                    office.api.post("/v1/contacts/" + office.per +
                                                                    "/deactivate");
                                                  }},
                                           Killed{"another address", [](Accounts& office) {
                                                    const auto answer = office.api.patch(
                                                        "/v1/contacts/" + office.per,
                                                        R"({"email":"per@elsewhere.example"})");
                                                    EXPECT_EQ(answer.status, 200u) << answer.body;
                                                  }}));

TEST(APasswordLink, outlives_a_change_of_name) {
  Accounts office;
  const auto link = office.link_for(kPer);
  office.api.patch("/v1/contacts/" + office.per, R"({"firstName":"Petter"})");
  EXPECT_EQ(office.set(link).status, 204u);
}

TEST(TheInactive, are_mailed_nothing) {
  Accounts office;
  office.api.post("/v1/contacts/" + office.per + "/deactivate");
  EXPECT_EQ(ask(office, kPer).status, 202u);
  const auto invited = office.api.post("/v1/contacts/" + office.per + "/invite");
  EXPECT_EQ(invited.status, 409u);
  EXPECT_EQ(invited.code(), "not_reachable");
  office.settle();
  EXPECT_EQ(office.mails_to(kPer), 0u);
}

TEST(AnInvitation, mails_the_link) {
  Accounts office;
  const auto path = "/v1/contacts/" + office.per + "/invite";
  EXPECT_EQ(office.api.post(path).status, 202u);
  office.until([&] { return office.mails_to(kPer) == 1; });
  office.settle();
  EXPECT_EQ(office.set(office.newest_link(kPer)).status, 204u);
  EXPECT_EQ(office.api.post("/v1/contacts/01890a5d-ac96-774b-bcce-b302099a8057/invite").status,
            404u);
  EXPECT_EQ(office.api.post(path, R"({"x":1})").status, 422u);
}

struct Bad {
  std::string password;
  std::string fault;
};
class BadPasswords : public ::testing::TestWithParam<Bad> {};

TEST_P(BadPasswords, are_refused_and_leave_the_link_usable) {
  Accounts office;
  const auto link = office.link_for(kPer);
  const auto answer = office.set(link, GetParam().password);
  EXPECT_EQ(answer.status, 422u) << GetParam().password;
  EXPECT_EQ(answer.faults(), std::vector<std::string>{"/password " + GetParam().fault});
  EXPECT_EQ(office.count<domain::PasswordSet>(), 0u);
  EXPECT_EQ(office.set(link).status, 204u);
}

INSTANTIATE_TEST_SUITE_P(
    Such, BadPasswords,
    ::testing::Values(Bad{"1234567", "too_short"}, Bad{std::string(1'025, 'x'), "too_long"},
                      Bad{"12345678", "guessable"}, Bad{"password1", "guessable"},
                      Bad{"Passw0rd!", "guessable"}, Bad{"qwertyuiop", "guessable"},
                      Bad{"aaaaaaaaaaaaaaaa", "guessable"}, Bad{"abcdefghij", "guessable"},
                      Bad{"PerNordlys", "guessable"}, Bad{"nordlys2026", "guessable"}));

TEST(GoodPasswords, are_taken_however_they_are_made) {
  Accounts office;
  std::string long_one;
  for (int i = 0; long_one.size() < 1'000; ++i) long_one += std::to_string(i * i) + "ø";
  for (const std::string& password :
       {std::string("correct horse battery staple"), std::string("xk7Qp2mZ"),
        std::string("ørret på lørdag"), long_one}) {
    office.set_password_of(kPer, password);
    EXPECT_EQ(office.sign_in(kPer, password).status, 201u) << password;
    office.api.clock().advance(hours(1));
  }
}

TEST(APasswordLink, is_asked_for_in_any_letter_case) {
  Accounts office;
  ask(office, "PER@Nordlys.example");
  office.until([&] { return office.mails_to(kPer) == 1; });
}

TEST(APasswordMail, is_tried_again_with_the_same_link) {
  Accounts office;
  office.backing.deliveries = {mail::Deferred{"greylisted"}};
  ask(office, kPer);
  office.until([&] { return office.mails_to(kPer) == 1; });
  office.until([&] { return office.count<domain::PasswordLinkDeferred>() == 1; });
  const auto link = office.newest_link(kPer);
  office.api.clock().advance(minutes(1));
  office.until([&] { return office.mails_to(kPer) == 2; });
  office.settle();
  EXPECT_EQ(office.newest_link(kPer), link);
  EXPECT_EQ(office.count<domain::PasswordLinkAttempted>(), 2u);
  EXPECT_EQ(office.count<domain::PasswordLinkEmailed>(), 1u);
  EXPECT_EQ(office.set(link).status, 204u);
}

TEST(APasswordMail, is_given_up_when_it_is_refused) {
  Accounts office;
  office.backing.deliveries = {mail::Refused{"no such mailbox"}};
  ask(office, kPer);
  office.until([&] { return office.count<domain::PasswordLinkFailed>() == 1; });
  office.settle();
  EXPECT_EQ(office.mails_to(kPer), 1u);
}

TEST(APasswordMail, is_not_sent_twice_by_a_restart) {
  Accounts office;
  const auto link = office.link_for(kPer);
  office.restart();
  office.settle();
  EXPECT_EQ(office.mails_to(kPer), 1u);
  EXPECT_EQ(office.set(link).status, 204u);
}

}  // namespace
}  // namespace rollcall::api::password_links_test
