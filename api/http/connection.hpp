#pragma once
// One client's connection: reads a request, hands it over, sends the answer, and again.

#include <memory>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "api/http/edge_state.hpp"

namespace rollcall::api::http {

using Executor = boost::asio::io_context::executor_type;  // known type: no virtual calls
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;

// What coroutines here wait with: an error is a value among the results.
inline constexpr boost::asio::as_tuple_t<boost::asio::use_awaitable_t<Executor>> kAwait;

struct Peer {
  Address address{};
  std::unique_ptr<ConnectionLimits::Place> place;
};

// Serves the connection on the calling edge thread until it ends. `state` must outlive the thread's
// io_context.
void serve_connection(EdgeState& state, Socket socket, Peer peer);

}  // namespace rollcall::api::http
