#pragma once
// One thread of the edge with its own io_context and listening socket; the kernel spreads incoming
// connections over the threads' sockets (SO_REUSEPORT).

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/http/edge_state.hpp"

namespace rollcall::api::http {

class EdgeThread {
 public:
  virtual ~EdgeThread() = default;  // after finish()

  virtual std::uint16_t port() const = 0;
  virtual void start() = 0;
  // From any thread: no more connections, idle ones end, running requests are the last of theirs.
  virtual void begin_stop() = 0;
  // Ends whatever is left, joins. Not from an edge thread. Later calls do nothing.
  virtual void finish() = 0;
  // From any thread. Dropped after begin_stop().
  virtual void post(std::function<void()> task) = 0;  // dropped after finish()
  virtual void after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
  virtual const EdgeState& state() const = 0;
};

// Listens, does not accept yet. The first thread of a server makes sure that nobody else has the
// port: SO_REUSEPORT would let a second server take half of the connections unnoticed. nullptr and
// a reason in `error` if it can't.
std::unique_ptr<EdgeThread> open_edge_thread(EdgeSetup& setup, std::uint16_t port, bool first,
                                             std::string& error);

}  // namespace rollcall::api::http
