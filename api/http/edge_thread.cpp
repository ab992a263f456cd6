#include "api/http/edge_thread.hpp"

#include <thread>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/detail/socket_option.hpp>
#include <boost/asio/post.hpp>

#include "api/http/connection.hpp"
#include "api/http/plain_problem.hpp"
#include "api/http/response_head.hpp"

namespace rollcall::api::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr std::chrono::milliseconds kTick{100};         // how late a deadline may be noticed
constexpr std::chrono::milliseconds kAcceptPause{100};  // when no file descriptor is left

Address address_of(const asio::ip::address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes();
}

class Thread final : public EdgeThread {
 public:
  explicit Thread(EdgeSetup& setup);
  ~Thread() override { finish(); }

  bool open(const tcp::endpoint& endpoint, bool first, std::string& error);

  std::uint16_t port() const override { return port_; }
  void start() override;
  void begin_stop() override;
  void finish() override;
  void post(std::function<void()> task) override;
  void after(std::chrono::milliseconds delay, std::function<void()> task) override;
  const EdgeState& state() const override { return state_; }

 private:
  asio::awaitable<void, Executor> accept_all();
  asio::awaitable<void, Executor> watch_deadlines();
  void welcome(Socket socket, const tcp::endpoint& from);
  void turn_away(Socket socket);
  bool bind(Acceptor& acceptor, const tcp::endpoint& endpoint, bool shared, std::string& error);

  EdgeState state_;
  std::optional<asio::io_context> io_;  // destroyed by finish(), before the state
  std::optional<Acceptor> acceptor_;
  std::uint16_t port_ = 0;
  std::mutex open_mutex_;  // of open_
  bool open_ = true;       // io_ takes work from other threads
  std::thread thread_;
};

Thread::Thread(EdgeSetup& setup) : state_{setup, nullptr, {}} {
  io_.emplace(1);
  acceptor_.emplace(*io_);
  state_.mailbox = std::make_shared<Mailbox>(
      [this] { asio::post(*io_, [this] { state_.mailbox->drain(); }); },
      [&setup](std::function<void()> then) { return setup.settle(std::move(then)); });
}

bool Thread::bind(Acceptor& acceptor, const tcp::endpoint& endpoint, bool shared,
                  std::string& error) {
  error_code code;
  acceptor.open(endpoint.protocol(), code);
  if (!code) acceptor.set_option(asio::socket_base::reuse_address(true), code);
  if (!code && shared) acceptor.set_option(ReusePort(true), code);
  if (!code) acceptor.bind(endpoint, code);
  if (code)
    error = "cannot listen on port " + std::to_string(endpoint.port()) + ": " + code.message();
  return !code;
}

bool Thread::open(const tcp::endpoint& endpoint, bool first, std::string& error) {
  if (first && endpoint.port() != 0) {
    Acceptor probe(*io_);
    if (!bind(probe, endpoint, false, error)) return false;
  }
  if (!bind(*acceptor_, endpoint, true, error)) return false;
  error_code code;
  acceptor_->listen(asio::socket_base::max_listen_connections, code);
  if (code) error = "cannot listen: " + code.message();
  if (!code) port_ = acceptor_->local_endpoint(code).port();
  return !code;
}

void Thread::start() {
  asio::co_spawn(*io_, accept_all(), asio::detached);
  asio::co_spawn(*io_, watch_deadlines(), asio::detached);
  thread_ = std::thread([this] { io_->run(); });
}

asio::awaitable<void, Executor> Thread::accept_all() {
  while (acceptor_->is_open()) {
    tcp::endpoint from;
    auto [code, socket] = co_await acceptor_->async_accept(from, kAwait);
    if (!code) {
      welcome(std::move(socket), from);
    } else if (code != asio::error::operation_aborted) {
      Timer pause(io_->get_executor(), kAcceptPause);
      co_await pause.async_wait(kAwait);
    }
  }
}

void Thread::welcome(Socket socket, const tcp::endpoint& from) {
  if (state_.stopping) return;
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const Address address = address_of(from.address());
  auto place = state_.setup.limits.enter(address);
  if (!place) return turn_away(std::move(socket));
  serve_connection(state_, std::move(socket), {address, std::move(place)});
}

// One try, without waiting: whoever floods us is owed no more.
void Thread::turn_away(Socket socket) {
  Response crowded = plain_problem(kCrowded);
  crowded.with("Retry-After", "1");
  std::string text;
  write_head(text, crowded, crowded.body.size(), false);
  text += crowded.body;
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(text), ignored);
  socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

asio::awaitable<void, Executor> Thread::watch_deadlines() {
  Timer timer(io_->get_executor());
  while (true) {
    timer.expires_after(kTick);
    co_await timer.async_wait(kAwait);
    const Clock::time_point now = Clock::now();
    for (Session* session : state_.sessions) session->check_deadline(now);
  }
}

void Thread::begin_stop() {
  const std::lock_guard lock(open_mutex_);
  if (!open_) return;
  asio::post(*io_, [this] {
    state_.stopping = true;
    error_code ignored;
    acceptor_->close(ignored);
    for (Session* session : state_.sessions) session->end_if_idle();
  });
}

void Thread::finish() {
  {
    const std::lock_guard lock(open_mutex_);
    open_ = false;
  }
  if (!io_) return;
  io_->stop();
  if (thread_.joinable()) thread_.join();
  state_.mailbox->close();
  acceptor_.reset();
  io_.reset();
}

void Thread::post(std::function<void()> task) {
  const std::lock_guard lock(open_mutex_);
  if (open_) asio::post(*io_, std::move(task));
}

void Thread::after(std::chrono::milliseconds delay, std::function<void()> task) {
  const std::lock_guard lock(open_mutex_);
  if (!open_) return;
  auto timer = std::make_shared<Timer>(io_->get_executor(), delay);
  asio::post(*io_, [this, timer, task = std::move(task)]() mutable {
    if (state_.stopping) return;
    timer->async_wait([timer, task = std::move(task)](const error_code& code) {
      if (!code) task();
    });
  });
}

}  // namespace

std::unique_ptr<EdgeThread> open_edge_thread(EdgeSetup& setup, std::uint16_t port, bool first,
                                             std::string& error) {
  error_code code;
  const auto address = asio::ip::make_address(setup.options.address, code);
  if (code) {
    error = "not a numeric address: " + setup.options.address;
    return nullptr;
  }
  auto thread = std::make_unique<Thread>(setup);
  if (!thread->open(tcp::endpoint(address, port), first, error)) return nullptr;
  return thread;
}

}  // namespace rollcall::api::http
