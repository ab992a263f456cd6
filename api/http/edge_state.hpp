#pragma once
// What the connections of one edge thread share.

#include <atomic>
#include <chrono>
#include <memory>
#include <unordered_set>

#include "api/http/connection_limits.hpp"
#include "api/http/message.hpp"
#include "api/http/reply.hpp"
#include "api/http/server.hpp"
#include "api/http/trusted_proxies.hpp"

namespace rollcall::api::http {

using Clock = std::chrono::steady_clock;

// What its thread's clock and a stop see of a connection. Called on that thread only.
class Session {
 public:
  virtual void check_deadline(Clock::time_point now) = 0;
  virtual void end_if_idle() = 0;

 protected:
  ~Session() = default;
};

// Of all edge threads. Must outlive them.
struct EdgeSetup {
  ServerOptions options;
  Application& application;
  TrustedProxies proxies;
  ConnectionLimits limits{options.max_connections, options.max_connections_per_address, proxies};
  std::atomic<std::size_t> guarded{0};  // answers with a `still_allowed` that are being sent
  Mailbox::Settle settle{};             // set before the threads start
};

// Counts one of them while it lives, if it is to.
class Counted {
 public:
  Counted(std::atomic<std::size_t>& count, bool counts) : count_(count), by_(counts ? 1 : 0) {
    count_.fetch_add(by_, std::memory_order_acq_rel);
  }
  ~Counted() { count_.fetch_sub(by_, std::memory_order_acq_rel); }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::atomic<std::size_t>& count_;
  const std::size_t by_;
};

struct EdgeState {
  EdgeSetup& setup;
  std::shared_ptr<Mailbox> mailbox;
  // The thread's own.
  std::unordered_set<Session*> sessions;
  bool stopping = false;
  // Written by the thread, read by any.
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> malformed{0};
};

}  // namespace rollcall::api::http
