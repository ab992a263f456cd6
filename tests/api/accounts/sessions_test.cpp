// Sessions: how long they last, and what ends them at the very next request.
#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api::sessions_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(StaffSessions, end_when_they_were_not_used_for_eight_hours) {
  Accounts office;
  office.set_password_of(kAdmin);
  const auto session = office.session_of(kAdmin);
  for (int i = 0; i < 4; ++i) {
    office.api.clock().advance(hours(8) - milliseconds(1));
    EXPECT_EQ(office.status_of(session), 200u);
  }
  office.api.clock().advance(hours(8));
  EXPECT_EQ(office.status_of(session), 401u);
}

TEST(StaffSessions, outlast_a_restart_but_not_their_idleness) {
  Accounts office;
  office.set_password_of(kAdmin);
  const auto session = office.session_of(kAdmin);
  office.api.clock().advance(hours(7));
  EXPECT_EQ(office.status_of(session), 200u);
  office.restart();
  office.api.clock().advance(hours(7));
  EXPECT_EQ(office.status_of(session), 200u);
  office.restart();
  office.api.clock().advance(hours(8));
  EXPECT_EQ(office.status_of(session), 401u);
}

TEST(SessionsOfContactPersons, last_a_day) {
  Accounts office;
  office.set_password_of(kPer);
  const auto session = office.session_of(kPer);
  office.api.clock().advance(hours(24) - milliseconds(1));
  EXPECT_EQ(office.status_of(session), 200u);
  office.api.clock().advance(milliseconds(1));
  EXPECT_EQ(office.status_of(session), 401u);
}

struct End {
  std::string name;
  std::string email;
  std::function<void(Accounts&, const std::string& session)> end;
};
void PrintTo(const End& row, std::ostream* out) {
  *out << row.name;
}
class EndedSessions : public ::testing::TestWithParam<End> {};

TEST_P(EndedSessions, open_nothing_at_the_very_next_request) {
  Accounts office;
  const auto& email = GetParam().email;
  office.set_password_of(email);
  const auto session = office.session_of(email);
  EXPECT_EQ(office.status_of(session), 200u);
  GetParam().end(office, session);
  EXPECT_EQ(office.status_of(session), 401u);
  EXPECT_EQ(office.api.get("/v1/customers", as(session)).status, 401u);
}

INSTANTIATE_TEST_SUITE_P(
    By, EndedSessions,
    ::testing::Values(
        End{"signing out", kPer,
            [](Accounts& office, const auto& session) {
              EXPECT_EQ(office.api.del("/v1/sessions/current", as(session)).status, 204u);
            }},
        End{"signing out everywhere", kPer,
            [](Accounts& office, const auto&) {
              EXPECT_EQ(office.api.del("/v1/sessions", as(office.session_of(kPer))).status, 204u);
            }},
        End{"a new password", kPer,
            [](Accounts& office, const auto&) {
              office.set_password_of(kPer, "another-harbour-43");
            }},
        End{"leaving the last project", kPer,
            [](Accounts& office, const auto&) {
              office.api.del("/v1/projects/" + office.project + "/contacts/" + office.per);
            }},
        End{"deactivation", kPer, [](Accounts& office, const auto&) {
              EXPECT_EQ(office.api.post("/v1/contacts/" + office.per + "/deactivate").status, 200u);
            }}));

TEST(SigningOut, ends_this_session_and_no_other) {
  Accounts office;
  office.set_password_of(kPer);
  const auto mine = office.session_of(kPer);
  const auto other = office.session_of(kPer);
  EXPECT_EQ(office.api.del("/v1/sessions/current", as(mine)).status, 204u);
  EXPECT_EQ(office.status_of(mine), 401u);
  EXPECT_EQ(office.status_of(other), 200u);
  EXPECT_EQ(office.api.del("/v1/sessions/current", as(mine)).status, 401u);
}

TEST(SigningOut, stops_what_is_still_being_sent) {
  Accounts office;
  office.set_password_of(kAdmin);
  const auto session = office.session_of(kAdmin);
  const auto list = add_list(office.api, office.project);
  auto headers = as(session);
  headers.emplace_back("accept", "text/csv");
  const auto rows = office.api.get("/v1/lists/" + list + "/rows", headers);
  ASSERT_EQ(rows.status, 200u) << rows.body;
  EXPECT_TRUE(rows.response.still_allowed());
  office.api.del("/v1/sessions/current", as(session));
  EXPECT_FALSE(rows.response.still_allowed());
}

TEST(Deactivation, ends_sessions_for_good) {
  Accounts office;
  office.set_password_of(kPer);
  const auto session = office.session_of(kPer);
  office.api.post("/v1/contacts/" + office.per + "/deactivate");
  EXPECT_EQ(office.sign_in(kPer).code(), "sign_in_refused");
  office.api.post("/v1/contacts/" + office.per + "/reactivate");
  EXPECT_EQ(office.status_of(session), 401u);
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
}

TEST(ASession, is_not_opened_by_a_forged_token) {
  Accounts office;
  office.set_password_of(kPer);
  auto token = office.session_of(kPer);
  token[60] = token[60] == 'A' ? 'B' : 'A';
  EXPECT_EQ(office.status_of(token), 401u);
}

TEST(AnApiToken, is_shown_but_not_signed_out) {
  Accounts office;
  const auto me = office.api.get("/v1/sessions/current");
  EXPECT_EQ(me.status, 200u);
  EXPECT_EQ(me.text("/principal/kind"), "apiToken");
  EXPECT_EQ(me.text("/principal/role"), "officeAdmin");
  EXPECT_EQ(me.json("/expiresAt"), "null");
  EXPECT_EQ(office.api.del("/v1/sessions/current").status, 403u);
  EXPECT_EQ(office.api.del("/v1/sessions").status, 403u);
}

std::string cookie_of(const Answer& answer) {
  const auto cookie = answer.header("Set-Cookie");
  return cookie.substr(0, cookie.find(';'));
}

TEST(TheCookie, signs_in_and_is_refused_from_other_sites) {
  Accounts office;
  office.set_password_of(kAdmin);
  const auto cookie = cookie_of(office.sign_in(kAdmin));
  const auto by_cookie = [&](Headers more) {
    more.insert(more.end(), {{"authorization", ""}, {"cookie", cookie}});
    return more;
  };
  EXPECT_EQ(office.api.get("/v1/customers", by_cookie({})).status, 200u);
  EXPECT_EQ(office.api.get("/v1/customers", by_cookie({{"sec-fetch-site", "cross-site"}})).status,
            200u);
  const std::string body = R"({"name":"From elsewhere"})";
  for (const auto& from : {std::pair<std::string, std::string>{"sec-fetch-site", "cross-site"},
                           {"sec-fetch-site", "same-site"},
                           {"origin", "https://evil.example"}}) {
    const auto answer = office.api.post("/v1/customers", body, by_cookie({from}));
    EXPECT_EQ(answer.status, 403u);
    EXPECT_EQ(answer.code(), "cross_site");
  }
  const auto ours = by_cookie({{"sec-fetch-site", "same-origin"}});
  EXPECT_EQ(office.api.post("/v1/customers", body, ours).status, 201u);
  const auto out = office.api.del("/v1/sessions/current", ours);
  EXPECT_EQ(out.status, 204u);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(office.api.get("/v1/customers", ours).status, 401u);
}

TEST(TheCookie, is_closed_to_scripts_and_other_hosts) {
  Accounts office({.settings = {.public_url = "https://lists.example", .secure_cookies = true}});
  office.set_password_of(kPer);
  const auto cookie = office.sign_in(kPer).header("Set-Cookie");
  EXPECT_EQ(cookie.find("__Host-rollcall=rcu_"), 0u);
  for (const std::string part :
       {"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=86400"}) {
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace rollcall::api::sessions_test
