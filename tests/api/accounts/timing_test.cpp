// Who is unknown, inactive or on no project learns so neither from the answer nor from its time.
#include "tests/api/accounts/accounts.hpp"
#include "tests/api/accounts/times.hpp"

namespace rollcall::api::timing_test {
namespace {

const std::string kInactive = "idle@nordlys.example";

class TheTimeOfAnAnswer : public ::testing::Test {
 protected:
  TheTimeOfAnAnswer() {
    const auto id = add_contact(office.api, "customers/" + office.customer, kInactive);
    for (const auto& email : {kPer, kNew, kInactive}) office.set_password_of(email);
    office.api.post("/v1/contacts/" + id + "/deactivate");
  }

  // The first is known, active and on a project.
  std::vector<Cause> causes(const std::function<void(const std::string& email)>& ask) {
    return {{"known", [=] { ask(kPer); }},
            {"unknown", [=] { ask("nobody@nordlys.example"); }},
            {"inactive", [=] { ask(kInactive); }},
            {"on_no_project", [=] { ask(kNew); }}};
  }

  Accounts office{
      {.settings = {.account_limits = {.links_per_hour = 100'000, .tries_without_delay = 100'000},
                    .account_answer_step = std::chrono::milliseconds(30),
                    .sign_ins_per_client_per_minute = 100'000,
                    .sign_ins_per_office_per_minute = 100'000}}};
};

TEST_F(TheTimeOfAnAnswer, does_not_tell_why_a_sign_in_is_refused) {
  expect_times_alike(causes([this](const std::string& email) {
    EXPECT_EQ(office.sign_in(email, "not-the-password").status, 401u);
  }));
}

TEST_F(TheTimeOfAnAnswer, does_not_tell_who_is_mailed_a_link) {
  expect_times_alike(causes([this](const std::string& email) {
    const auto asked =
        office.api.post("/v1/password-resets", R"({"email":")" + email + R"("})", kNobody);
    EXPECT_EQ(asked.status, 202u);
  }));
}

}  // namespace
}  // namespace rollcall::api::timing_test
