// A mailed link shows nothing, changes nothing, and when it is dead tells nothing.

#include "tests/blackbox/mailed_link.hpp"
#include "tests/rounds.hpp"

namespace rollcall::tests::inert_link_test {
namespace {

TEST_F(MailedLink, read_thousands_of_times_changes_nothing) {
  auto admin = server.admin();
  auto reader = server.stranger();
  const auto share = admin.get("/v1/shares/" + flow.share);
  const auto before = position_now(admin);
  for (const auto& target : {"/v1/shared/" + token, "/s/" + token}) {
    const auto first = reader.get(target);
    ASSERT_EQ(first.status, 200);
    EXPECT_EQ(first.position(), 0u);
    int others = 0;
    for (int i = 0; i < rounds(1'000); ++i) {
      others += reader.get(target).without_date() != first.without_date();
      others += reader.head(target).status != 200;
    }
    EXPECT_EQ(others, 0) << target;
  }
  EXPECT_EQ(position_now(admin), before);
  EXPECT_EQ(admin.get("/v1/shares/" + flow.share).body, share.body);
  EXPECT_EQ(share.json().number("/accessCount"), 0);
}

TEST_F(MailedLink, starts_with_the_address_that_the_server_listens_on) {
  const auto mail = server.outbox().link_mail("desk@hotel.example");
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->url(), server.base_url() + "/s/" + token);
}

struct Way {
  std::string method;
  std::string before;  // of the path, around the token
  std::string after;
  std::string body;
  std::string content_type;
};

const std::vector<Way> kWays = {
    {"GET", "/v1/shared/", "", "", ""},
    {"HEAD", "/v1/shared/", "", "", ""},
    {"POST", "/v1/shared/", "/codes", "", ""},
    {"POST", "/v1/shared/", "/sessions", R"({"code":"ABCD-EFGH"})", "application/json"},
    {"POST", "/v1/shared/", "/sessions", "{", "application/json"},
    {"DELETE", "/v1/shared/", "/sessions/current", "", ""},
    {"GET", "/v1/shared/", "/list", "", ""},
    {"GET", "/v1/shared/", "/nothing-of-ours", "", ""},
    {"GET", "/s/", "", "", ""},
    {"HEAD", "/s/", "", "", ""},
    {"POST", "/s/", "", "step=send", "application/x-www-form-urlencoded"},
    {"POST", "/s/", "", "step=open&code=ABCD-EFGH", "application/x-www-form-urlencoded"},
};

Reply ask(HttpClient& client, const Way& way, const std::string& token) {
  Headers headers;
  if (!way.content_type.empty()) headers.push_back({"Content-Type", way.content_type});
  return client.send(way.method, way.before + token + way.after, way.body, headers);
}

TEST_F(DeadLink, answers_byte_for_byte_as_one_that_never_was) {
  auto admin = server.admin();
  const auto before = position_now(admin);
  auto client = server.stranger();
  for (const auto& way : kWays) {
    SCOPED_TRACE(way.method + ' ' + way.before + "TOKEN" + way.after + ' ' + way.body);
    const auto dead = ask(client, way, token);
    EXPECT_EQ(dead.status, 404) << dead.failure;
    EXPECT_EQ(dead.header("Rollcall-Position"), "");
    for (const auto& [what, other] : tokens) {
      EXPECT_EQ(ask(client, way, other).without_date(), dead.without_date()) << what;
    }
  }
  EXPECT_EQ(position_now(admin), before);
}

}  // namespace
}  // namespace rollcall::tests::inert_link_test
