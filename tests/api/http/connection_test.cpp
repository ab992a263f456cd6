// A connection over its life: keep-alive, pipelining, deadlines, limits, proxies.

#include <future>

#include "tests/api/http/scripted_app.hpp"

namespace rollcall::tests::connection_test {
namespace {

TEST_F(ServerTest, serves_ten_thousand_requests_on_one_connection) {
  start();
  RawClient client = connect();
  for (int count = 0; count < 10'000; ++count) ASSERT_EQ(client.get("/").body, "hello") << count;
  EXPECT_EQ(server->counters().requests, 10'000U);
  EXPECT_EQ(server->counters().connections_open, 1U);
}

TEST_F(ServerTest, answers_pipelined_requests_in_order) {
  start();
  RawClient client = connect();
  std::string requests;
  for (int count = 0; count < 500; ++count) {
    const std::string body = "body " + std::to_string(count);
    requests += "POST " + std::string(count % 3 == 0 ? "/later" : "/echo") +
                " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body;
  }
  ASSERT_TRUE(client.send(requests));
  for (int count = 0; count < 500; ++count) {
    const std::string expected = count % 3 == 0 ? "later" : "body " + std::to_string(count);
    ASSERT_EQ(client.read_answer().body, expected);
  }
}

struct CloseCase {
  const char* name;
  std::string request;
};
class Closing : public ServerTest, public ::testing::WithParamInterface<CloseCase> {};

TEST_P(Closing, ends_the_connection_after_the_answer) {
  start();
  RawClient client = connect();
  const Answer answer = client.ask(GetParam().request);
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(client.end(), End::closed);
}

INSTANTIATE_TEST_SUITE_P(
    requests, Closing,
    ::testing::Values(
        CloseCase{"asked_to", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"},
        CloseCase{"asked_to_in_a_list",
                  "GET / HTTP/1.1\r\nHost: x\r\nConnection: te, Close\r\n\r\n"},
        CloseCase{"http_1_0", "GET / HTTP/1.0\r\n\r\n"},
        CloseCase{"http_1_0_with_host", "GET / HTTP/1.0\r\nHost: x\r\n\r\n"},
        CloseCase{"http_1_0_keep_alive", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"},
        CloseCase{"with_more_behind",
                  "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"}),
    [](const auto& row) { return row.param.name; });

TEST_F(ServerTest, says_nothing_about_the_connection_that_stays) {
  start();
  RawClient client = connect();
  const Answer answer = client.get("/");
  EXPECT_FALSE(answer.has("Connection"));
  EXPECT_EQ(answer.header("Date").size(), std::string("Sun, 06 Nov 1994 08:49:37 GMT").size());
}

TEST_F(ServerTest, ends_a_connection_on_which_nothing_comes) {
  options.header_deadline = kShort;
  start();
  RawClient client = connect();
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(server->counters().requests, 0U);
}

TEST_F(ServerTest, ends_a_connection_idle_between_requests) {
  options.idle_timeout = kShort;
  start();
  RawClient client = connect();
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_TRUE(client.is_ended());
}

// Bytes keep coming as fast as the server's clock is looked at; only the whole is late.
TEST_F(ServerTest, bounds_the_time_of_a_whole_header) {
  options.header_deadline = kShort;
  options.idle_timeout = kLong;
  start();
  RawClient client = connect();
  EXPECT_EQ(client.get("/").status, 200);
  client.send("GET / HTTP/1.1\r\nHost: x\r\n");
  std::atomic<bool> ended{false};
  std::promise<void> dried_up;
  const std::function<void()> drip = [&] {
    if (ended || !client.send("A: b\r\n")) return dried_up.set_value();
    server->after(kShort / 10, drip);
  };
  drip();
  EXPECT_EQ(client.read_answer().status, 408);
  ended = true;
  EXPECT_TRUE(client.is_ended());
  dried_up.get_future().wait();
}

TEST_F(ServerTest, bounds_the_time_of_a_whole_request) {
  app.request_deadline = kShort;
  start();
  RawClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
  EXPECT_EQ(client.read_answer().status, 408);
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(app.handled, 0);
  EXPECT_EQ(server->counters().malformed, 0U);
}

TEST_F(ServerTest, waits_for_the_application_as_long_as_it_takes) {
  options.header_deadline = options.idle_timeout = options.write_deadline = kShort;
  app.request_deadline = kShort;
  start();
  RawClient waiting = connect();
  waiting.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  EXPECT_TRUE(connect().is_ended()) << "that long it took";
  EXPECT_TRUE(connect().is_ended());
  app.release().front()(only(204));
  EXPECT_EQ(waiting.read_answer().status, 204);
}

// The answers that nobody reads fill the buffers in between; the one that waits is cut off.
TEST_F(ServerTest, bounds_the_time_of_a_whole_answer) {
  options.write_deadline = kShort;
  start();
  RawClient client = connect();
  std::string requests;
  constexpr std::size_t kCount = 400;
  constexpr std::size_t kBytes = 60'000;
  for (std::size_t count = 0; count < kCount; ++count) {
    requests += "GET /sized?bytes=60000 HTTP/1.1\r\nHost: x\r\n\r\n";
  }
  EXPECT_EQ(client.get("/").status, 200);
  ASSERT_TRUE(client.send(requests));
  while (server->counters().connections_open > 0) std::this_thread::yield();
  EXPECT_LT(client.read_to_end().size(), kCount * kBytes);
  EXPECT_EQ(client.end(), End::reset);
}

TEST_F(ServerTest, limits_connections_in_all) {
  options.max_connections = 2;
  start();
  RawClient first = connect();
  RawClient second = connect();
  EXPECT_EQ(first.get("/").status, 200);
  EXPECT_EQ(second.get("/").status, 200);
  RawClient third = connect();
  const Answer answer = third.read_answer();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_TRUE(third.is_ended());
  EXPECT_EQ(server->counters().connections_refused, 1U);
  EXPECT_EQ(first.get("/").status, 200);
}

TEST_F(ServerTest, limits_connections_of_one_address) {
  options.max_connections_per_address = 1;
  start();
  RawClient first = connect();
  EXPECT_EQ(first.get("/").status, 200);
  EXPECT_EQ(connect().read_answer().status, 503);
  RawClient other(server->port(), "127.0.0.2");
  EXPECT_EQ(other.get("/").status, 200);
}

TEST_F(ServerTest, gives_the_place_of_an_ended_connection_to_the_next) {
  options.max_connections = 1;
  start();
  for (int count = 0; count < 20; ++count) {
    RawClient client = connect();
    EXPECT_EQ(client.get("/", "Connection: close\r\n").status, 200);
    EXPECT_TRUE(client.is_ended());
    client.finish_sending();
    while (server->counters().connections_open > 0) std::this_thread::yield();
  }
  EXPECT_EQ(server->counters().connections_refused, 0U);
}

TEST_F(ServerTest, believes_forwarded_fields_of_trusted_proxies_only) {
  const char* fields = "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
  start();
  const Answer direct = connect().get("/echo", fields);
  EXPECT_EQ(direct.header("X-Client"), "127.0.0.1");
  EXPECT_EQ(direct.header("X-Secure"), "no");
  options.trusted_proxies = {"127.0.0.0/8"};
  start();
  const Answer passed_on = connect().get("/echo", fields);
  EXPECT_EQ(passed_on.header("X-Client"), "203.0.113.9");
  EXPECT_EQ(passed_on.header("X-Secure"), "yes");
}

TEST_F(ServerTest, does_not_limit_the_connections_of_a_trusted_proxy_by_address) {
  options.max_connections_per_address = 1;
  options.trusted_proxies = {"127.0.0.1"};
  start();
  RawClient first = connect();
  RawClient second = connect();
  EXPECT_EQ(first.get("/").status, 200);
  EXPECT_EQ(second.get("/").status, 200);
}

TEST(StartServer, refuses_a_port_in_use) {
  ScriptedApp app;
  std::string error;
  http::ServerOptions options = loopback();
  const auto first = http::start_server(options, app, error);
  ASSERT_NE(first, nullptr) << error;
  options.port = first->port();
  EXPECT_EQ(http::start_server(options, app, error), nullptr);
  EXPECT_NE(error.find("in use"), std::string::npos) << error;
}

TEST(StartServer, refuses_settings_it_cannot_read) {
  ScriptedApp app;
  std::string error;
  http::ServerOptions options = loopback();
  for (const char* proxy : {"proxy.example", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/x"}) {
    options.trusted_proxies = {proxy};
    EXPECT_EQ(http::start_server(options, app, error), nullptr);
    EXPECT_NE(error.find(proxy), std::string::npos);
  }
  options = loopback();
  options.address = "nowhere";
  EXPECT_EQ(http::start_server(options, app, error), nullptr);
  EXPECT_EQ(error, "not a numeric address: nowhere");
}

}  // namespace
}  // namespace rollcall::tests::connection_test
