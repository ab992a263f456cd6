// What was answered is there after any end of the process.

#include <future>

#include "tests/api/http/raw_client.hpp"
#include "tests/support/flow.hpp"

namespace rollcall::tests::restart_test {
namespace {

// Ways in which the process ends, or the folder is found.
enum class Ending { stopped, killed, stopped_and_views_deleted, killed_and_views_deleted };

std::string name_of(const testing::TestParamInfo<Ending>& info) {
  switch (info.param) {
    case Ending::stopped:
      return "sigterm";
    case Ending::killed:
      return "sigkill";
    case Ending::stopped_and_views_deleted:
      return "sigterm_without_views";
    case Ending::killed_and_views_deleted:
      return "sigkill_without_views";
  }
  return "";
}

// Everything is asked and said first, then the process ends once: a start is what takes the time.
class Restart : public testing::TestWithParam<Ending> {
 protected:
  void SetUp() override {
    server.start();
    auto admin = server.admin();
    flow = share_with_hotel(admin);
    open = open_link(server, "desk@hotel.example");
    revoked = open_link(server, "kitchen@hotel.example");
    EXPECT_EQ(admin.post("/v1/shares/" + flow.typed_share + "/revoke").status, 200);
    for (const auto& [target, body] : requests()) {
      first.push_back(admin.post(target, body, kKey));
      EXPECT_EQ(first.back().status, 201) << first.back().body;
    }
    all_mails_settled(server);
    for (const auto& target : targets()) {
      before[target] = admin.get(target);
      ASSERT_EQ(before[target].status, 200) << target;
    }
  }

  void restart() {
    const auto how = GetParam();
    if (how == Ending::stopped || how == Ending::stopped_and_views_deleted) {
      EXPECT_EQ(server.stop(), 0) << server.logged();
    } else {
      server.kill();
    }
    if (how == Ending::stopped_and_views_deleted || how == Ending::killed_and_views_deleted) {
      EXPECT_GT(std::filesystem::remove_all(server.data() / "views"), 1u);
    }
    server.start();
  }

  // Everything the office can be asked for; reading rows is a look, so they are not among it.
  std::vector<std::string> targets() const {
    const auto project = "/v1/projects/" + flow.project;
    return {"/v1/office",
            "/v1/customers",
            "/v1/customers/" + flow.customer,
            "/v1/suppliers/" + flow.supplier,
            "/v1/suppliers/" + flow.supplier + "/contacts",
            "/v1/contacts?email=desk",
            "/v1/contacts/" + flow.contact,
            project,
            project + "/contacts",
            project + "/participants?limit=500",
            project + "/lists",
            "/v1/lists/" + flow.list,
            "/v1/lists/" + flow.list + "/shares",
            "/v1/shares/" + flow.share,
            "/v1/shares/" + flow.share + "/accesses"};
  }

  std::vector<std::pair<std::string, std::string>> requests() const {
    return {{"/v1/customers/" + flow.customer + "/contacts",
             R"({"email":"ola@nordlys.example","firstName":"Ola"})"},
            {"/v1/projects/" + flow.project + "/lists",
             R"({"name":"Names","columns":["lastName"]})"},
            {"/v1/lists/" + flow.list + "/shares",
             R"({"receivers":[{"email":"bus@coach.example"}]})"}};
  }

  void answers_are_the_same(HttpClient& admin) {
    // Views that catch up are waited for by naming the position.
    const auto position = std::to_string(before["/v1/office"].position());
    for (const auto& [target, reply] : before) {
      const auto after = admin.get(target, {{"Rollcall-Min-Position", position}});
      EXPECT_EQ(after.body, reply.body) << target;
      EXPECT_EQ(after.header("ETag"), reply.header("ETag")) << target;
      EXPECT_EQ(after.position(), reply.position()) << target;
    }
  }

  void repeated_requests_are_answered_as_before(HttpClient& admin) {
    for (std::size_t i = 0; i < first.size(); ++i) {
      const auto [target, body] = requests()[i];
      const auto repeat = admin.post(target, body, kKey);
      EXPECT_EQ(repeat.status, 201) << target;
      EXPECT_EQ(repeat.body, first[i].body) << target;
      for (const auto* name : {"ETag", "Location", "Rollcall-Position"}) {
        EXPECT_EQ(repeat.header(name), first[i].header(name)) << target << ' ' << name;
      }
      EXPECT_EQ(admin.post(target, "{}", kKey).status, 422) << target;
    }
    EXPECT_EQ(position_now(admin), before["/v1/office"].position());
  }

  void open_links_and_sessions_are_open(HttpClient& hotel, HttpClient& admin) const {
    EXPECT_EQ(hotel.get("/v1/shared/" + open.link_token).status, 200);
    const auto rows = hotel.get("/v1/viewing/list?limit=1", bearer(open.session_token));
    ASSERT_EQ(rows.status, 200) << rows.body;
    EXPECT_EQ(rows.json().number("/list/rowCount"), 600);
    EXPECT_EQ(admin.get("/v1/shares/" + flow.share).json().number("/accessCount"), 1);
  }

  void revoked_ones_are_dead(HttpClient& hotel) const {
    EXPECT_EQ(hotel.get("/v1/shared/" + revoked.link_token).status, 404);
    EXPECT_EQ(hotel.get("/v1/viewing/list", bearer(revoked.session_token)).status, 401);
  }

  const Headers kKey = {{"Idempotency-Key", "a key"}};
  ServerProcess server;
  SharedList flow;
  Viewing open;
  Viewing revoked;
  std::vector<Reply> first;  // to requests()
  std::map<std::string, Reply> before;
};

TEST_P(Restart, keeps_what_was_answered) {
  restart();
  auto admin = server.admin();
  auto hotel = server.stranger();
  answers_are_the_same(admin);
  repeated_requests_are_answered_as_before(admin);
  open_links_and_sessions_are_open(hotel, admin);
  revoked_ones_are_dead(hotel);
}

INSTANTIATE_TEST_SUITE_P(After, Restart,
                         testing::Values(Ending::stopped, Ending::killed,
                                         Ending::stopped_and_views_deleted,
                                         Ending::killed_and_views_deleted),
                         name_of);

class Stop : public testing::Test {
 protected:
  void SetUp() override { server.start(); }
  std::uint16_t port() const {
    const auto url = server.base_url();
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  }

  ServerProcess server;
};

TEST_F(Stop, finishes_a_running_request_and_accepts_no_other) {
  const std::string body = R"({"name":"Late but in time"})";
  RawClient client(port());
  // "100 Continue" says that the request has begun.
  ASSERT_TRUE(
      client.send("POST /v1/customers HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                  "Authorization: Bearer " +
                  server.admin_token() + "\r\nContent-Type: application/json\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n"));
  ASSERT_EQ(client.read_answer().status, 100);
  server.child().signal(SIGTERM);
  ASSERT_TRUE(server.child().error_line("stopping on signal"));
  ASSERT_TRUE(client.send(body));
  const auto answer = client.read_answer();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.header("Connection"), "close");
  const std::chrono::steady_clock::time_point answered = std::chrono::steady_clock::now();
  EXPECT_EQ(server.stop(), 0) << server.logged();
  EXPECT_LT(std::chrono::steady_clock::now() - answered, std::chrono::seconds(10));
  EXPECT_FALSE(can_connect(port()));

  server.start();
  auto admin = server.admin();
  EXPECT_EQ(admin.get("/v1/customers").json().items("/name"),
            std::vector<std::string>{"Late but in time"});
}

TEST_F(Stop, does_not_wait_for_ever_for_a_request_that_does_not_come) {
  RawClient client(port());
  ASSERT_TRUE(client.send(
      "POST /v1/customers HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
      "Authorization: Bearer " +
      server.admin_token() + "\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n"));
  ASSERT_EQ(client.read_answer().status, 100);
  const Deadline grace(std::chrono::seconds(30));  // 10 s, and room for a busy machine
  EXPECT_EQ(server.stop(), 0) << server.logged();
  EXPECT_FALSE(grace.passed());
}

TEST_F(Stop, ends_idle_connections_at_once) {
  auto admin = server.admin();
  EXPECT_EQ(admin.get("/v1/office").status, 200);  // kept alive
  const Deadline soon(std::chrono::seconds(9));
  EXPECT_EQ(server.stop(), 0);
  EXPECT_FALSE(soon.passed());
}

}  // namespace
}  // namespace rollcall::tests::restart_test
