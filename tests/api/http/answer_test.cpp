// How answers come back and are sent: replies from anywhere, guarded bodies, a stop.

#include <future>

#include "tests/api/http/scripted_app.hpp"

namespace rollcall::tests::answer_test {
namespace {

TEST_F(ServerTest, sends_an_answer_given_by_another_thread) {
  start();
  RawClient client = connect();
  for (int count = 0; count < 200; ++count) ASSERT_EQ(client.get("/later").body, "later");
}

TEST_F(ServerTest, sends_bytes_that_lie_elsewhere) {
  struct Elsewhere {
    std::string bytes = std::string(300'000, 'x');
    std::string_view view = bytes;
  };
  const auto elsewhere = std::make_shared<const Elsewhere>();
  http::Response file;
  file.file = {elsewhere,
               &elsewhere->view};  // the client has all before the server is done with it
  file.with("Content-Type", "text/plain");
  file.still_allowed = [] { return true; };
  app.answers.emplace("/file", std::move(file));
  start();
  RawClient client = connect();
  const Answer answer = client.get("/file");
  EXPECT_EQ(answer.header("Content-Length"), "300000");
  EXPECT_EQ(answer.body, elsewhere->view);
  client.send("HEAD /file HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_answer(true).header("Content-Length"), "300000");
  EXPECT_EQ(client.get("/file").body.size(), 300'000u);
}

TEST_F(ServerTest, keeps_many_clients_answers_apart) {
  start();
  std::vector<std::thread> clients;
  std::atomic<int> right{0};
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([this, &right, client] {
      RawClient connection = connect();
      for (int count = 0; count < 200; ++count) {
        const std::string mark = std::to_string(client) + "-" + std::to_string(count);
        if (connection.get("/later").body == "later" &&
            connection.get("/echo?" + mark).header("X-Query") == mark + "=") {
          ++right;
        }
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 8 * 200);
}

TEST_F(ServerTest, answers_500_when_no_reply_comes) {
  start();
  RawClient client = connect();
  for (const char* path : {"/drop", "/throw", "/admit-throws"}) {
    const Answer answer = client.get(path);
    EXPECT_EQ(answer.status, 500) << path;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_NE(answer.body.find("internal_error"), std::string::npos);
  }
  client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  app.release().clear();
  EXPECT_EQ(client.read_answer().status, 500) << "dropped on another thread";
  EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, takes_the_first_of_two_replies) {
  start();
  RawClient client = connect();
  client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  const http::Reply reply = app.release().front();
  reply(only(204));
  reply(only(404));
  EXPECT_EQ(client.read_answer().status, 204);
  EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, survives_a_reply_to_a_client_that_left) {
  start();
  RawClient client = connect();
  client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  client.reset();
  app.release().front()(only(204));
  EXPECT_EQ(connect().get("/").status, 200);
  server->stop(kLong);
  EXPECT_EQ(server->counters().connections_open, 0U);
}

TEST_F(ServerTest, survives_a_reply_after_its_own_end) {
  start();
  RawClient client = connect();
  client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  server.reset();
  app.release().front()(only(204));
  EXPECT_TRUE(client.is_ended());
}

TEST_F(ServerTest, sends_no_body_where_none_may_be) {
  http::Response empty = only(204);
  empty.body = "never sent";
  app.answers["/empty"] = empty;
  empty.status = 304;
  app.answers["/same"] = empty;
  start();
  RawClient client = connect();
  for (const char* path : {"/empty", "/same"}) {
    EXPECT_FALSE(client.get(path).has("Content-Length")) << path;
    EXPECT_EQ(client.get("/").body, "hello");
  }
}

TEST_F(ServerTest, answers_500_instead_of_fields_that_would_break_out) {
  const std::pair<const char*, http::Response> broken[] = {
      {"/value", http::Response{}.with("X-A", "b\r\nSet-Cookie: c")},
      {"/name", http::Response{}.with("X-A: b\r\nX", "c")},
      {"/nul", http::Response{}.with("X-A", std::string("b\0", 2))},
      {"/status", only(100)},
  };
  for (const auto& [path, response] : broken) app.answers[path] = response;
  start();
  RawClient client = connect();
  for (const auto& [path, response] : broken) {
    const Answer answer = client.get(path);
    EXPECT_EQ(answer.status, 500) << path;
    EXPECT_FALSE(answer.has("Set-Cookie"));
  }
}

TEST_F(ServerTest, frames_answers_itself) {
  http::Response own;
  own.with("content-length", "3").with("Transfer-Encoding", "chunked").with("connection", "close");
  own.body = "whole";
  app.answers["/own"] = own;
  start();
  RawClient client = connect();
  const Answer answer = client.get("/own");
  EXPECT_EQ(answer.body, "whole");
  EXPECT_FALSE(answer.has("content-length") || answer.has("Transfer-Encoding") ||
               answer.has("connection"));
  EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, asks_before_every_chunk_of_a_guarded_answer) {
  start();
  RawClient client = connect();
  const Answer answer = client.get("/guarded?bytes=200000&chunks=4");
  EXPECT_EQ(answer.body.size(), 200'000U);
  EXPECT_EQ(app.asked, 4);
  EXPECT_EQ(client.get("/").status, 200);
}

TEST_F(ServerTest, begins_no_answer_that_is_not_allowed) {
  start();
  RawClient client = connect();
  client.send("GET /guarded?bytes=10&chunks=0 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_EQ(client.end(), End::reset);
  RawClient head = connect();
  head.send("HEAD /guarded?bytes=10&chunks=0 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head.read_to_end(), "");
}

TEST_F(ServerTest, breaks_off_an_answer_when_it_is_no_longer_allowed) {
  start();
  RawClient client = connect();
  client.send("GET /guarded?bytes=1000000&chunks=3 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_LE(client.read_to_end().size(), 3U * 64 * 1024 + 500);
  EXPECT_EQ(client.end(), End::reset) << "it must not look like a whole answer";
  EXPECT_EQ(app.asked, 4);
}

// A further connection on the thread of `client`'s, or on the other one.
std::unique_ptr<RawClient> beside(std::uint16_t port, RawClient& client, bool same_thread) {
  const auto thread = client.get("/thread").body;
  auto other = std::make_unique<RawClient>(port);
  while ((other->get("/thread").body == thread) != same_thread) {
    other = std::make_unique<RawClient>(port);
  }
  return other;
}

TEST_F(ServerTest, sends_a_settling_answer_after_every_chunk_that_was_allowed) {
  std::promise<void> asked;
  std::promise<void> go;
  http::Response guarded;
  guarded.still_allowed = [&] {
    asked.set_value();
    go.get_future().wait();
    return true;
  };
  app.answers["/slowly-allowed"] = guarded;
  app.answers["/settling"] = only(204);
  app.answers["/settling"].is_settling = true;
  start();
  RawClient settling = connect();
  const auto reader = beside(server->port(), settling, false);
  const auto neighbour = beside(server->port(), settling, true);
  reader->send("GET /slowly-allowed HTTP/1.1\r\nHost: x\r\n\r\n");
  asked.get_future().wait();
  settling.send("GET /settling HTTP/1.1\r\nHost: x\r\n\r\n");
  // What the thread does for it without waiting is done when the neighbour is answered twice.
  for (int time = 0; time < 2; ++time) EXPECT_EQ(neighbour->get("/").status, 200);
  EXPECT_FALSE(settling.has_bytes());
  go.set_value();
  EXPECT_EQ(settling.read_answer().status, 204);
  EXPECT_TRUE(reader->has_bytes());
  EXPECT_EQ(reader->read_answer().status, 200);
}

TEST_F(ServerTest, sends_a_settling_answer_at_once_when_nothing_is_guarded) {
  app.answers["/settling"] = only(204);
  app.answers["/settling"].is_settling = true;
  start();
  RawClient client = connect();
  for (int count = 0; count < 20; ++count) EXPECT_EQ(client.get("/settling").status, 204);
}

// Each thread learns of a stop for itself: the neighbour's end shows that the one that runs has.
TEST_F(ServerTest, finishes_running_requests_at_a_stop) {
  start();
  RawClient idle = connect();
  EXPECT_EQ(idle.get("/").status, 200);
  RawClient untouched = connect();
  RawClient running = connect();
  const auto neighbour = beside(server->port(), running, true);
  running.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  std::thread stop([this] { server->stop(kLong); });
  EXPECT_TRUE(idle.is_ended());
  EXPECT_TRUE(untouched.is_ended());
  EXPECT_TRUE(neighbour->is_ended());
  app.release().front()(only(204));
  const Answer answer = running.read_answer();
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(running.is_ended());
  running.reset();
  stop.join();
  EXPECT_FALSE(can_connect(server->port()));
  EXPECT_EQ(server->counters().connections_open, 0U);
}

TEST_F(ServerTest, ends_running_requests_when_the_grace_is_over) {
  start();
  RawClient client = connect();
  client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
  app.wait_for_held(1);
  server->stop(kShort);
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(server->counters().connections_open, 0U);
  server->stop(kShort);
}

TEST_F(ServerTest, runs_tasks_after_their_delay) {
  start();
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<int> order;
  const auto note = [&](int number) {
    const std::lock_guard lock(mutex);
    order.push_back(number);
    changed.notify_all();
  };
  const auto began = std::chrono::steady_clock::now();
  server->after(std::chrono::milliseconds(60), [&] { note(2); });
  server->after(std::chrono::milliseconds(0), [&] { note(1); });
  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(10), [&] { return order.size() == 2; }));
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
  EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(60));
}

TEST_F(ServerTest, drops_tasks_at_a_stop) {
  start();
  const auto alive = std::make_shared<int>();
  std::atomic<int> ran{0};
  server->after(kLong, [alive, &ran] { ++ran; });
  server->stop(kLong);
  server->after(std::chrono::milliseconds(0), [alive, &ran] { ++ran; });
  EXPECT_EQ(alive.use_count(), 1);
  EXPECT_EQ(ran, 0);
}

}  // namespace
}  // namespace rollcall::tests::answer_test
