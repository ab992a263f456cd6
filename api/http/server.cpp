#include "api/http/server.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "api/http/edge_state.hpp"
#include "api/http/edge_thread.hpp"

namespace rollcall::api::http {
namespace {

class Edge final : public Server {
 public:
  Edge(const ServerOptions& options, Application& application, TrustedProxies proxies)
      : setup_{options, application, std::move(proxies)} {}
  ~Edge() override { stop(std::chrono::milliseconds(0)); }

  bool start(std::string& error);

  std::uint16_t port() const override { return threads_.front()->port(); }
  void stop(std::chrono::milliseconds grace) override;
  Counters counters() const override;
  void after(std::chrono::milliseconds delay, std::function<void()> task) override;

 private:
  bool settle(std::function<void()> then);

  EdgeSetup setup_;
  std::vector<std::unique_ptr<EdgeThread>> threads_;
  std::atomic<std::size_t> next_{0};  // takes the next timer
  std::mutex stopping_;
};

bool Edge::start(std::string& error) {
  setup_.settle = [this](std::function<void()> then) { return settle(std::move(then)); };
  const unsigned wanted =
      setup_.options.threads != 0 ? setup_.options.threads : std::thread::hardware_concurrency();
  std::uint16_t port = setup_.options.port;
  for (unsigned index = 0; index < std::max(wanted, 1U); ++index) {
    auto thread = open_edge_thread(setup_, port, index == 0, error);
    if (!thread) return false;
    port = thread->port();
    threads_.push_back(std::move(thread));
  }
  if (setup_.options.bound) setup_.options.bound(port);
  for (const auto& thread : threads_) thread->start();
  return true;
}

// Between asking whether a chunk is allowed and handing it to its socket a thread does nothing
// else. So once each has come back to its loop, what was allowed before is out. (An answer that
// begins after this look at `guarded` sees all that happened before it.)
bool Edge::settle(std::function<void()> then) {
  if (setup_.guarded.fetch_add(0, std::memory_order_acq_rel) == 0) return false;
  const auto left = std::make_shared<std::atomic<std::size_t>>(threads_.size());
  for (const auto& thread : threads_) {
    thread->post([left, then] {
      if (left->fetch_sub(1, std::memory_order_acq_rel) == 1) then();
    });
  }
  return true;
}

void Edge::stop(std::chrono::milliseconds grace) {
  const std::lock_guard lock(stopping_);
  for (const auto& thread : threads_) thread->begin_stop();
  if (grace.count() > 0) setup_.limits.wait_until_empty(grace);
  for (const auto& thread : threads_) thread->finish();
}

Server::Counters Edge::counters() const {
  Counters sum;
  sum.connections_open = setup_.limits.open();
  sum.connections_refused = setup_.limits.refused();
  for (const auto& thread : threads_) {
    sum.requests += thread->state().requests.load(std::memory_order_relaxed);
    sum.malformed += thread->state().malformed.load(std::memory_order_relaxed);
  }
  return sum;
}

void Edge::after(std::chrono::milliseconds delay, std::function<void()> task) {
  const std::size_t index = next_.fetch_add(1, std::memory_order_relaxed) % threads_.size();
  threads_[index]->after(delay, std::move(task));
}

}  // namespace

std::unique_ptr<Server> start_server(const ServerOptions& options, Application& application,
                                     std::string& error) {
  auto proxies = TrustedProxies::parse(options.trusted_proxies, error);
  if (!proxies) return nullptr;
  auto edge = std::make_unique<Edge>(options, application, std::move(*proxies));
  if (!edge->start(error)) return nullptr;
  return edge;
}

}  // namespace rollcall::api::http
