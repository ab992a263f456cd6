// What the application sees of a request, and the limits before it.

#include "tests/api/http/scripted_app.hpp"

namespace rollcall::tests::request_test {
namespace {

TEST_F(ServerTest, gives_path_and_decoded_query) {
  start();
  RawClient client = connect();
  const Answer answer = client.get("/echo?a=b%20c&d=e+f&%41&g==&&h=%26");
  EXPECT_EQ(answer.header("X-Path"), "/echo");
  EXPECT_EQ(answer.header("X-Target"), "/echo?a=b%20c&d=e+f&%41&g==&&h=%26");
  std::vector<std::string> query;
  for (const auto& [name, value] : answer.headers) {
    if (name == "X-Query") query.push_back(value);
  }
  EXPECT_EQ(query, (std::vector<std::string>{"a=b c", "d=e f", "A=", "g==", "h=&"}));
  EXPECT_EQ(client.get("/%65cho").status, 404) << "the path stays encoded";
}

TEST_F(ServerTest, reads_the_absolute_form) {
  start();
  RawClient client = connect();
  const Answer answer = client.get("http://office.example:81/echo?a=b");
  EXPECT_EQ(answer.header("X-Path"), "/echo");
  EXPECT_EQ(answer.header("X-Target"), "/echo?a=b");
  EXPECT_EQ(answer.header("X-Seen-host"), "office.example:81");
  EXPECT_EQ(client.get("HTTPS://office.example").body, "hello");
  EXPECT_EQ(client.get("http://office.example?a=b").body, "hello");
}

TEST_F(ServerTest, joins_list_fields_sent_in_several_lines) {
  start();
  RawClient client = connect();
  const Answer answer =
      client.get("/echo", "Accept: text/csv\r\nCookie: a=b\r\naccept:  */* \r\nCookie: c=d\r\n");
  EXPECT_EQ(answer.header("X-Seen-accept"), "text/csv, */*");
  EXPECT_EQ(answer.header("X-Seen-cookie"), "a=b; c=d");
}

TEST_F(ServerTest, passes_over_one_empty_line_before_a_request) {
  start();
  RawClient client = connect();
  EXPECT_EQ(client.ask("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").body, "hello");
  EXPECT_EQ(client.ask("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").body, "hello");
}

struct MethodCase {
  const char* method;
  const char* target;
  int status;
};
class Methods : public ServerTest, public ::testing::WithParamInterface<MethodCase> {};

TEST_P(Methods, are_told_apart) {
  start();
  RawClient client = connect();
  const std::string method = GetParam().method;
  const Answer answer =
      client.ask(method + " " + GetParam().target + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.status, GetParam().status);
  if (answer.status == 200) EXPECT_EQ(answer.header("X-Method"), method);
  EXPECT_EQ(client.get("/").status, 200) << "the connection goes on";
}

INSTANTIATE_TEST_SUITE_P(
    all, Methods,
    ::testing::Values(MethodCase{"GET", "/echo", 200}, MethodCase{"POST", "/echo", 200},
                      MethodCase{"PUT", "/echo", 200}, MethodCase{"PATCH", "/echo", 200},
                      MethodCase{"DELETE", "/echo", 200}, MethodCase{"OPTIONS", "/echo", 200},
                      MethodCase{"OPTIONS", "*", 404}, MethodCase{"TRACE", "/echo", 405},
                      MethodCase{"CONNECT", "host:443", 405}, MethodCase{"BREW", "/echo", 405},
                      MethodCase{"get", "/echo", 405}));

TEST_F(ServerTest, answers_head_like_get_without_the_body) {
  start();
  RawClient client = connect();
  client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  const Answer answer = client.read_answer(true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Length"), "5");
  EXPECT_EQ(client.get("/").body, "hello") << "no body came between";
}

struct LimitCase {
  const char* name;
  std::string head;
  int status;
};
class HeadLimits : public ServerTest, public ::testing::WithParamInterface<LimitCase> {};

TEST_P(HeadLimits, are_kept) {
  start();
  RawClient client = connect();
  EXPECT_EQ(client.ask(GetParam().head).status, GetParam().status);
  EXPECT_EQ(app.handled, GetParam().status == 404 ? 1 : 0);
  if (GetParam().status != 404) EXPECT_TRUE(client.is_ended());
}

std::string with_target(std::size_t size) {
  return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n";
}
std::string with_head(std::size_t size) {
  const std::string rest = "GET /a HTTP/1.1\r\nHost: x\r\nX-A: \r\n\r\n";
  std::string head = rest;
  return head.insert(rest.size() - 4, size - rest.size(), 'a');
}
std::string with_fields(std::size_t count) {
  std::string head = "GET /a HTTP/1.1\r\nHost: x\r\n";
  for (std::size_t field = 1; field < count; ++field) head += "X: y\r\n";
  return head + "\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    sizes, HeadLimits,
    ::testing::Values(LimitCase{"longest_target", with_target(4096), 404},
                      LimitCase{"target_too_long", with_target(4097), 414},
                      LimitCase{"target_far_too_long", with_target(9000), 414},
                      LimitCase{"target_without_end", "GET /" + std::string(5000, 'a'), 414},
                      LimitCase{"longest_head", with_head(16 * 1024), 404},
                      LimitCase{"head_too_long", with_head(16 * 1024 + 1), 431},
                      LimitCase{"head_far_too_long", with_head(100'000), 431},
                      LimitCase{"head_without_end", with_head(20'000).substr(0, 17'000), 431},
                      LimitCase{"most_fields", with_fields(100), 404},
                      LimitCase{"too_many_fields", with_fields(101), 431}),
    [](const auto& row) { return row.param.name; });

TEST_F(ServerTest, takes_bodies_of_both_framings_up_to_the_limit) {
  start();
  RawClient client = connect();
  const std::string body(1024, 'b');
  EXPECT_EQ(
      client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1024\r\n\r\n" + body).body,
      body);
  const std::string chunked =
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "1;ext=\"v\"\r\nb\r\n003fF\r\n" +
      body.substr(1) + "\r\n000\r\nX-Trailer: t\r\n\r\n";
  const Answer answer = client.ask(chunked);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, body);
  EXPECT_FALSE(answer.has("X-Seen-x-trailer"));
  EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, takes_a_long_body) {
  app.body_limit = std::uint64_t{8} << 20;
  start();
  RawClient client = connect();
  std::string body(std::size_t{5} << 20, 'b');
  for (std::size_t at = 0; at < body.size(); at += 1000)
    body[at] = static_cast<char>('a' + at % 26);
  const std::string length = std::to_string(body.size());
  EXPECT_EQ(
      client.ask("PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + body)
          .body,
      body);
}

TEST_F(ServerTest, refuses_a_longer_body_before_reading_it) {
  start();
  RawClient client = connect();
  const Answer answer =
      client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1025\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(app.handled, 0);
}

TEST_F(ServerTest, refuses_chunks_over_the_limit) {
  start();
  RawClient client = connect();
  const std::string chunk = "200\r\n" + std::string(0x200, 'b') + "\r\n";
  const Answer answer =
      client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk +
                 chunk + "1\r\nb\r\n0\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(app.handled, 0);
}

TEST_F(ServerTest, lets_the_answer_through_to_a_client_that_sends_on) {
  start();
  RawClient client = connect();
  const std::string body(std::size_t{4} << 20, 'b');
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4194304\r\n\r\n" + body);
  EXPECT_EQ(client.read_answer().status, 413);
  EXPECT_TRUE(client.is_ended());
}

TEST_F(ServerTest, asks_for_the_body_that_waits_to_be_asked_for) {
  start();
  RawClient client = connect();
  client.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).status, 100);
  EXPECT_EQ(client.ask("hello").body, "hello");
  const Answer refused = client.ask(
      "POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(refused.status, 401);
  EXPECT_TRUE(client.is_ended());
}

TEST_F(ServerTest, closes_after_a_refusal_that_left_a_body_unread) {
  start();
  RawClient client = connect();
  EXPECT_EQ(client.get("/refused").status, 401);
  EXPECT_EQ(client.get("/").status, 200) << "nothing was unread";
  const Answer answer =
      client.ask("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 33\r\n\r\n" +
                 std::string("GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(app.hidden, 0);
}

TEST_F(ServerTest, does_not_run_a_request_cut_short) {
  start();
  RawClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
  client.finish_sending();
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(server->counters().requests, 1U);
  EXPECT_EQ(app.handled, 0);
}

}  // namespace
}  // namespace rollcall::tests::request_test
