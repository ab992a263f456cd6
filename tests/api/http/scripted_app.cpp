#include "tests/api/http/scripted_app.hpp"

#include <stdexcept>

namespace rollcall::tests {
namespace {

http::Response text(std::string body) {
  http::Response response;
  response.with("Content-Type", "text/plain");
  response.body = std::move(body);
  return response;
}

std::size_t number(const http::RequestHead& head, std::string_view name) {
  const std::string* value = head.query_value(name);
  return value == nullptr ? 0 : std::stoul(*value);
}

// Compressible, but not to nothing.
std::string filler(std::size_t bytes) {
  std::string body;
  body.reserve(bytes + 16);
  for (std::size_t row = 0; body.size() < bytes; ++row) {
    body += "row " + std::to_string(row * 7919) + "\n";
  }
  body.resize(bytes);
  return body;
}

http::Response sized(const http::RequestHead& head) {
  http::Response response;
  const std::string* type = head.query_value("type");
  response.with("Content-Type", type == nullptr ? "application/json" : *type);
  response.with("ETag", "\"17.abc\"");
  response.body = filler(number(head, "bytes"));
  return response;
}

http::Response echo(const http::Request& request) {
  http::Response response = text(request.body);
  response.with("X-Method", std::string(http::to_string(request.method)))
      .with("X-Path", request.path)
      .with("X-Target", request.target)
      .with("X-Client", request.client_address)
      .with("X-Secure", request.secure ? "yes" : "no");
  for (const char* name : {"host", "accept", "cookie", "if-match", "if-none-match", "x-trailer"}) {
    const std::string* value = request.header(name);
    if (value != nullptr) response.with("X-Seen-" + std::string(name), *value);
  }
  for (const auto& [name, value] : request.query) response.with("X-Query", name + "=" + value);
  return response;
}

std::string this_thread() {
  return std::to_string(std::hash<std::thread::id>()(std::this_thread::get_id()));
}

}  // namespace

http::Response only(unsigned status) {
  http::Response response;
  response.status = status;
  return response;
}

http::ServerOptions loopback() {
  http::ServerOptions options;
  options.port = 0;
  options.threads = 2;
  return options;
}

ScriptedApp::~ScriptedApp() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  if (worker_.joinable()) worker_.join();
}

http::Application::Admission ScriptedApp::admit(const http::RequestHead& head) {
  if (head.path == "/admit-throws") throw std::runtime_error("admit");
  Admission admission;
  admission.body_limit = body_limit;
  admission.deadline = request_deadline;
  if (head.method == http::Method::other || head.path == "/refused") {
    admission.refusal = only(head.path == "/refused" ? 401U : 405U);
  }
  return admission;
}

void ScriptedApp::handle(http::Request request, std::unique_ptr<Found>, http::Reply reply) {
  ++handled;
  const std::string& path = request.path;
  if (path == "/") return reply(text("hello"));
  if (path == "/echo") return reply(echo(request));
  if (path == "/sized") return reply(sized(request));
  if (path == "/thread") return reply(text(this_thread()));
  if (path == "/later") return answer_later(std::move(reply));
  if (path == "/drop") return;
  if (path == "/throw") throw std::runtime_error("handle");
  if (path == "/hidden") ++hidden;
  if (path == "/hold") {
    const std::lock_guard lock(mutex_);
    held_.push_back(std::move(reply));
    changed_.notify_all();
    return;
  }
  if (path == "/guarded") {
    http::Response response = sized(request);
    const int chunks = static_cast<int>(number(request, "chunks"));
    response.still_allowed = [this, chunks] { return ++asked <= chunks; };
    return reply(std::move(response));
  }
  const auto known = answers.find(path);
  reply(known == answers.end() ? only(404) : known->second);
}

void ScriptedApp::answer_later(http::Reply reply) {
  const std::lock_guard lock(mutex_);
  if (!worker_.joinable()) worker_ = std::thread([this] { work(); });
  later_.push_back(std::move(reply));
  changed_.notify_all();
}

void ScriptedApp::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ended_ || !later_.empty(); });
    if (later_.empty()) return;
    auto replies = std::exchange(later_, {});
    lock.unlock();
    for (const http::Reply& reply : replies) reply(text("later"));
    replies.clear();
    lock.lock();
  }
}

void ScriptedApp::wait_for_held(std::size_t count) {
  std::unique_lock lock(mutex_);
  const bool came = changed_.wait_for(lock, std::chrono::seconds(10),
                                      [this, count] { return held_.size() >= count; });
  EXPECT_TRUE(came) << "the request did not reach the application";
}

std::vector<http::Reply> ScriptedApp::release() {
  const std::lock_guard lock(mutex_);
  return std::exchange(held_, {});
}

void ServerTest::start() {
  std::string error;
  server = http::start_server(options, app, error);
  ASSERT_NE(server, nullptr) << error;
}

}  // namespace rollcall::tests
