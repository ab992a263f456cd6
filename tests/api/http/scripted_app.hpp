#pragma once
// An application for tests of the edge, and a running server with it.
//
//   /            200 "hello"                   /echo     the body, and what was seen of the request
//   /hidden      200, counted                  /later    answered from another thread
//   /hold        kept until release()          /drop     its reply is destroyed
//   /throw       throws                        /sized    ?bytes=N&type=T: a body that shrinks
//   /guarded     ?bytes=N&chunks=K: still_allowed says yes K times
//   /thread      which of the edge's threads serves the connection
//   other paths  whatever `answers` holds, else 404

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "api/http/message.hpp"
#include "api/http/server.hpp"
#include "tests/api/http/raw_client.hpp"

namespace rollcall::tests {

namespace http = api::http;

http::Response only(unsigned status);
http::ServerOptions loopback();  // any free port, two threads

class ScriptedApp : public http::Application {
 public:
  ~ScriptedApp() override;

  Admission admit(const http::RequestHead& head) override;
  void handle(http::Request request, std::unique_ptr<Found> found, http::Reply reply) override;

  void wait_for_held(std::size_t count);
  std::vector<http::Reply> release();  // those of /hold, unanswered

  // Set before the server runs.
  std::uint64_t body_limit = 1024;
  std::chrono::milliseconds request_deadline{10'000};
  std::map<std::string, http::Response> answers;

  std::atomic<int> handled{0};
  std::atomic<int> hidden{0};
  std::atomic<int> asked{0};  // still_allowed

 private:
  void answer_later(http::Reply reply);
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<http::Reply> held_;
  std::vector<http::Reply> later_;
  bool ended_ = false;
  std::thread worker_;
};

class ServerTest : public ::testing::Test {
 protected:
  static constexpr std::chrono::milliseconds kShort{150};
  static constexpr std::chrono::milliseconds kLong{20'000};

  void start();  // with `options`
  RawClient connect() const { return RawClient(server->port()); }

  ScriptedApp app;
  http::ServerOptions options = loopback();
  std::unique_ptr<http::Server> server;  // ends before `app`
};

}  // namespace rollcall::tests
