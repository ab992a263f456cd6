#pragma once
// The HTTP/1.1 server: Boost.Beast, one io_context per thread, SO_REUSEPORT. Everything
// asynchronous of the program is behind this header.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/http/message.hpp"

namespace rollcall::api::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  unsigned threads = 0;       // 0: one per core
  std::size_t max_connections = 10'000;
  std::size_t max_connections_per_address = 1'000;
  std::chrono::milliseconds header_deadline{10'000};  // whole header, also between requests
  std::chrono::milliseconds idle_timeout{60'000};     // keep-alive
  std::chrono::milliseconds write_deadline{60'000};   // a whole answer, plus 1 s per 64 KiB
  std::vector<std::string> trusted_proxies;           // numeric addresses or CIDR
  // Told the port that was got, before the first connection is taken.
  std::function<void(std::uint16_t)> bound{};
};

class Server {
 public:
  // Counters for /metrics; plain numbers, read at any time.
  struct Counters {
    std::uint64_t connections_open = 0;
    std::uint64_t connections_refused = 0;
    std::uint64_t requests = 0;
    std::uint64_t malformed = 0;
  };

  virtual ~Server() = default;  // stops at once if stop() was not called
  virtual std::uint16_t port() const = 0;
  // Stops accepting, lets running requests finish up to `grace`, closes the rest, joins threads.
  virtual void stop(std::chrono::milliseconds grace) = 0;
  virtual Counters counters() const = 0;
  // Runs `task` after `delay` on an edge thread; dropped at a stop. For waits that hold no thread.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
};

// Binds and starts; nullptr and a reason in `error` if it can't.
std::unique_ptr<Server> start_server(const ServerOptions& options, Application& application,
                                     std::string& error);

}  // namespace rollcall::api::http
