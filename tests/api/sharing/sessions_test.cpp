// Viewing sessions: bound to one share, a day long at most, ended at once.
#include "api/commands/vault_sweep.hpp"
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::sessions_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

unsigned status_of(Sharing& office, const std::string& session) {
  return office.look(session).status;
}

TEST(AViewingSession, opens_the_list_by_link_and_alone) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token);
  EXPECT_EQ(session.answer.header("Location"), "/v1/viewing/list");
  EXPECT_EQ(session.answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(status_of(office, session.token), 200u);
  const auto path = "/v1/shared/" + share.token + "/list";
  EXPECT_EQ(office.api.get(path, as_receiver(session.token)).status, 200u);
  EXPECT_EQ(office.api.get(path, {{"authorization", ""}, {"cookie", session.cookie}}).status, 200u);
}

TEST(AViewingSession, is_asked_for_on_a_link_that_lives) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto answer = office.api.get("/v1/shared/" + share.token + "/list", kNobody);
  EXPECT_EQ(answer.status, 401u);
  EXPECT_EQ(answer.code(), "session_ended");
  EXPECT_EQ(office.api.get("/v1/viewing/list", kNobody).status, 401u);
  EXPECT_EQ(office.api.get("/v1/viewing/list").status, 403u);  // the office's own token
}

TEST(AViewingSession, is_bound_to_its_share) {
  Sharing office;
  const auto a = office.share_with("a@coach.example");
  const auto b = office.share_with("b@coach.example");
  const auto session = office.open(a.token).token;
  const auto answer = office.api.get("/v1/shared/" + b.token + "/list", as_receiver(session));
  EXPECT_EQ(answer.status, 401u);
  const auto before = office.count<domain::ListAccessed>();
  EXPECT_EQ(before, 0u);
}

TEST(AViewingSession, is_not_opened_by_a_forged_token) {
  Sharing office;
  auto token = office.open(office.share_with("bus@coach.example").token).token;
  token.back() = token.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(status_of(office, token), 401u);
}

TEST(AViewingSession, lasts_a_day) {
  Sharing office;
  const auto session = office.open(office.share_with("bus@coach.example").token);
  EXPECT_EQ(session.answer.text("/expiresAt"), "2026-05-29T20:26:40.008Z");
  office.api.clock().set(domain::Instant::parse("2026-05-29T20:26:40.007Z").value());
  EXPECT_EQ(status_of(office, session.token), 200u);
  office.api.clock().set(domain::Instant::parse("2026-05-29T20:26:40.008Z").value());
  const auto ended = office.look(session.token);
  EXPECT_EQ(ended.status, 401u);
  EXPECT_EQ(ended.code(), "session_ended");
}

TEST(AViewingSession, never_outlives_valid_until) {
  Sharing office({.time_zone = "Europe/Oslo", .return_date = "2026-06-10"});
  const auto share =
      office.share(R"({"receivers":[{"email":"bus@coach.example","validUntil":"2026-05-28"}]})");
  ASSERT_EQ(share.status, 201u) << share.body;
  office.settle();
  const auto session = office.open(office.token_for("bus@coach.example"));
  EXPECT_EQ(session.answer.text("/expiresAt"), "2026-05-28T22:00:00.000Z");
  office.api.clock().set(domain::Instant::parse("2026-05-28T22:00:00Z").value());
  EXPECT_EQ(status_of(office, session.token), 401u);
}

struct End {
  std::string name;
  std::function<void(Sharing&, const std::string& share)> end;
};
void PrintTo(const End& row, std::ostream* out) {
  *out << row.name;
}
class EndedSessions : public ::testing::TestWithParam<End> {};

TEST_P(EndedSessions, show_nothing_more_also_at_page_two_and_in_the_middle_of_a_body) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  const auto first = office.look(session, "?limit=2");
  ASSERT_EQ(first.status, 200u);
  ASSERT_TRUE(first.response.still_allowed());
  GetParam().end(office, share.id);
  EXPECT_FALSE(first.response.still_allowed());
  const auto accesses = office.count<domain::ListAccessed>();
  const auto next = "?limit=2&cursor=" + first.text("/nextCursor");
  EXPECT_EQ(office.look(session, next).status, 401u);
  EXPECT_EQ(office.look(session).status, 401u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), accesses);
}

INSTANTIATE_TEST_SUITE_P(
    By, EndedSessions,
    ::testing::Values(
        End{"revocation", [](Sharing& office,
                             const auto& id) { office.api.post("/v1/shares/" + id + "/revoke"); }},
        End{"a new mail",
            [](Sharing& office, const auto& id) { office.api.post("/v1/shares/" + id + "/send"); }},
        End{"expiry of the session",
            [](Sharing& office, const auto&) { office.api.clock().advance(hours(24)); }},
        End{"valid until moved back, and past",
            [](Sharing& office, const auto& id) {
              office.api.patch("/v1/shares/" + id, R"({"validUntil":"2026-05-28"})");
              office.api.clock().set(domain::Instant::parse("2026-05-29T00:00:00Z").value());
            }},
        End{"deletion of the list",
            [](Sharing& office, const auto&) { office.api.del("/v1/lists/" + office.list); }}));

TEST(SigningOut, ends_this_session_and_no_other) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto mine = office.open(share.token);
  office.api.clock().advance(std::chrono::minutes(1));
  const auto other = office.open(share.token);
  const auto path = "/v1/shared/" + share.token + "/sessions/current";
  const auto out = office.api.del(path, {{"authorization", ""}, {"cookie", mine.cookie}});
  EXPECT_EQ(out.status, 204u);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(status_of(office, mine.token), 401u);
  EXPECT_EQ(status_of(office, other.token), 200u);
  EXPECT_EQ(office.api.del(path, as_receiver(mine.token)).status, 401u);
}

TEST(SigningOut, by_cookie_from_another_site_is_refused) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token);
  const auto path = "/v1/shared/" + share.token + "/sessions/current";
  for (const auto& from : {std::pair<std::string, std::string>{"sec-fetch-site", "cross-site"},
                           {"sec-fetch-site", "same-site"},
                           {"origin", "https://evil.example"},
                           {"origin", "null"}}) {
    const auto out =
        office.api.del(path, {{"authorization", ""}, {"cookie", session.cookie}, from});
    EXPECT_EQ(out.status, 403u) << from.second;
  }
  EXPECT_EQ(status_of(office, session.token), 200u);
}

TEST(VaultSweep, takes_nothing_that_still_opens_a_door) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token);
  VaultSweep sweep(*office.backing.log, *office.backing.vault);
  for (int hour = 0; hour < 3; ++hour) sweep.step(VaultSweep::Time(std::chrono::hours(hour)));
  office.restart();  // nothing is remembered
  EXPECT_EQ(office.look(session.token).status, 200u);
  EXPECT_EQ(office.get_share(share.id).status, 200u);
  office.api.clock().advance(std::chrono::minutes(1));
  office.open(share.token);  // with a new code
}

TEST(ViewingCookies, of_two_shares_stand_side_by_side) {
  Sharing office;
  const auto a = office.share_with("a@coach.example");
  const auto b = office.share_with("b@coach.example");
  const auto cookies = office.open(a.token).cookie + "; " + office.open(b.token).cookie;
  for (const auto& share : {a, b}) {
    const Headers both = {{"authorization", ""}, {"cookie", cookies}};
    EXPECT_EQ(office.api.get("/v1/shared/" + share.token + "/list", both).status, 200u);
    EXPECT_EQ(office.api.get("/l/" + share.id, both).status, 200u);
    EXPECT_EQ(office.get_share(share.id).number("/accessCount"), 2);
  }
  // By session alone it would not be clear whose.
  EXPECT_EQ(office.api.get("/v1/viewing/list", {{"authorization", ""}, {"cookie", cookies}}).status,
            401u);
}

TEST(ViewingCookies, are_closed_to_scripts_and_other_hosts) {
  Sharing office({.settings = {.public_url = "https://lists.example", .secure_cookies = true}});
  const auto share = office.share_with("bus@coach.example");
  const auto cookie = office.open(share.token).answer.header("Set-Cookie");
  EXPECT_EQ(cookie.find("__Host-rc-" + share.id + "="), 0u);
  for (const std::string part : {"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"}) {
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace rollcall::api::sessions_test
