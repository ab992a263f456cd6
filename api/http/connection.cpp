#include "api/http/connection.hpp"

#include <algorithm>
#include <array>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "api/http/content_coding.hpp"
#include "api/http/head_rules.hpp"
#include "api/http/plain_problem.hpp"
#include "api/http/request_parser.hpp"
#include "api/http/response_head.hpp"

namespace rollcall::api::http {
namespace {

namespace asio = boost::asio;

template <class T>
using Task = asio::awaitable<T, Executor>;

constexpr std::size_t kHeadRead = 4 * 1024;
constexpr std::size_t kBodyRead = 64 * 1024;
constexpr std::size_t kSendChunk = 64 * 1024;  // also the step of the write deadline
constexpr std::size_t kKeptBuffer = 16 * 1024;
// How long, and how much, a client may go on sending what nobody reads any more. Closing at once
// would make TCP reset the connection and lose the answer on its way (RFC 9112, 9.6).
constexpr std::chrono::seconds kLinger{2};
constexpr std::size_t kMaxLingerBytes = std::size_t{16} << 20;
// How much longer than its deadline what was sent in a stream may go without a sign of the client.
constexpr std::chrono::milliseconds kVanished{30'000};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

// `Stream` is what bytes go through: a socket, or a layer on one with its lowest_layer(). All of it
// runs on one thread; a stop destroys the coroutine, and this with it, after that thread ended.
template <class Stream>
class Connection final : public Session, public AnswerSink {
 public:
  Connection(EdgeState& state, Stream stream, Peer peer)
      : state_(state),
        stream_(std::move(stream)),
        peer_(std::move(peer)),
        address_(to_string(peer_.address)),
        behind_proxy_(state.setup.proxies.trusts(peer_.address)),
        destination_(std::make_shared<Destination>()),
        answered_(stream_.get_executor(), Clock::time_point::max()) {
    destination_->mailbox = state.mailbox;
    destination_->thread = std::this_thread::get_id();
    destination_->sink = this;
    state_.sessions.insert(this);
    set_deadline(Phase::idle, options().header_deadline);
  }

  ~Connection() {
    destination_->sink = nullptr;
    state_.sessions.erase(this);
  }

  static Task<void> run(std::unique_ptr<Connection> self) {
    while (co_await self->exchange()) {
      self->set_deadline(Phase::idle, self->options().idle_timeout);
    }
    co_await self->close();
  }

  void check_deadline(Clock::time_point now) override {
    if (phase_ == Phase::streaming && client_left()) return deliver(Piece{{}, Then::broken});
    if (now < deadline_) return;
    deadline_ = Clock::time_point::max();
    timed_out_ = true;
    if (phase_ == Phase::writing) return abort();
    boost::system::error_code ignored;
    socket().cancel(ignored);
  }

  // A request that has reached the machine is still served.
  void end_if_idle() override {
    if (phase_ == Phase::streaming && endless_) return deliver(Piece{{}, Then::end});
    boost::system::error_code ignored;
    if (phase_ == Phase::idle && socket().available(ignored) == 0) socket().cancel(ignored);
  }

  void deliver(Response response) override {
    answer_ = std::move(response);
    answered_.cancel();
  }

  // The first one counts: an end of ours may come before the piece that was asked for.
  void deliver(Piece piece) override {
    if (!piece_) piece_ = std::move(piece);
    answered_.cancel();
  }

 private:
  using Then = Piece::Then;
  // waiting: for an answer; streaming: for a piece of one.
  enum class Phase { idle, reading, waiting, streaming, writing, lingering };

  void set_deadline(Phase phase, Clock::duration from_now) {
    phase_ = phase;
    deadline_ = Clock::now() + from_now;
    timed_out_ = false;
  }

  // Reset, so that a cut answer cannot pass for a whole one, and a reader that is too slow holds no
  // memory of the kernel's.
  void abort() {
    boost::system::error_code ignored;
    socket().set_option(asio::socket_base::linger(true, 0), ignored);
    socket().close(ignored);
  }

  bool fail(const Fault& fault) {
    fault_ = fault;
    return false;
  }

  void begin_request() {
    parser_.reset();
    fault_.reset();
    answer_.reset();
    head_only_ = false;
    wish_ = {};
    endless_ = false;
    if (buffer_.size() == 0 && buffer_.capacity() > kKeptBuffer) buffer_.shrink_to_fit();
  }

  // This and what it is made of: false ends the connection.
  Task<bool> exchange() {
    begin_request();
    if (!co_await read_head()) co_return co_await refuse();
    Application::Admission admission = admit();
    if (admission.refusal) {
      keep_alive_ = keep_alive_ && !body_left();
      co_return co_await answer(std::move(*admission.refusal));
    }
    if (body_left() && !co_await read_body(admission)) co_return co_await refuse();
    hand_over(std::move(admission.found));
    co_return co_await answer(co_await next_answer());
  }

  // False without a fault: the client is gone, or was idle too long.
  Task<bool> refuse() {
    if (!fault_ && timed_out_ && phase_ == Phase::reading) fault_ = kRequestTimeout;
    if (!fault_) co_return false;
    if (fault_->status != kRequestTimeout.status) {
      state_.malformed.fetch_add(1, std::memory_order_relaxed);
    }
    keep_alive_ = false;
    co_return co_await answer(plain_problem(*fault_));
  }

  // Looks at the clock's verdict itself: cancelling does not reach a read that has just ended.
  Task<bool> read_some(std::size_t most) {
    if (timed_out_) co_return false;
    const auto [error, size] = co_await stream_.async_read_some(buffer_.prepare(most), kAwait);
    if (error || timed_out_) co_return false;
    buffer_.commit(size);
    co_return true;
  }

  Task<bool> read_head() {
    HeadSearch search;
    while (true) {
      if (buffer_.size() > 0) {
        if (phase_ != Phase::reading) {
          set_deadline(Phase::reading, options().header_deadline);
          began_ = Clock::now();
        }
        search.look_at(received());
        if (search.fault) co_return fail(*search.fault);
        if (search.end > 0) break;
      } else if (state_.stopping) {
        co_return false;
      }
      if (!co_await read_some(kHeadRead)) co_return false;
    }
    const bool fine = take_head(received().substr(search.start, search.end - search.start));
    buffer_.consume(search.end);
    co_return fine;
  }

  bool take_head(std::string_view head) {
    parser_.emplace();
    if (const auto fault = parser_->parse_head(head)) return fail(*fault);
    RequestHead& request = parser_->head();
    request.client_address = address_;
    if (behind_proxy_) state_.setup.proxies.resolve(request);
    keep_alive_ = parser_->keeps_alive();
    takes_chunks_ = parser_->is_http_1_1();
    head_only_ = request.head;
    wish_ = take_coding_wish(request);
    state_.requests.fetch_add(1, std::memory_order_relaxed);
    return true;
  }

  // What an application lets escape is answered as any fault of ours.
  Application::Admission admit() {
    try {
      return state_.setup.application.admit(parser_->head());
    } catch (...) {
      Application::Admission refused;
      refused.refusal = plain_problem(kInternal);
      return refused;
    }
  }

  Task<bool> read_body(const Application::Admission& admission) {
    deadline_ = began_ + admission.deadline;
    if (parser_->head().content_length.value_or(0) > admission.body_limit) {
      co_return fail(kBodyTooLarge);
    }
    parser_->limit_body(admission.body_limit);
    if (parser_->expects_continue() && buffer_.size() == 0 && !co_await send_continue()) {
      co_return false;
    }
    while (parse_received()) {
      if (parser_->complete()) co_return true;
      if (!co_await read_some(kBodyRead)) co_return false;
    }
    co_return false;
  }

  bool parse_received() {
    if (buffer_.size() == 0) return true;
    std::size_t used = 0;
    const auto fault = parser_->parse_body(received(), used);
    buffer_.consume(used);
    return fault ? fail(*fault) : true;
  }

  Task<bool> send_continue() { co_return co_await write(kContinue, {}); }

  // If handle() throws, its reply dies uncalled, which answers 500.
  void hand_over(std::unique_ptr<Application::Found> found) {
    phase_ = Phase::waiting;
    deadline_ = Clock::time_point::max();
    destination_->handing_over = true;
    try {
      state_.setup.application.handle(parser_->take(), std::move(found), make_reply(destination_));
    } catch (...) {
    }
    destination_->handing_over = false;
  }

  Task<Response> next_answer() {
    while (!answer_) co_await answered_.async_wait(kAwait);
    co_return std::move(*answer_);
  }

  Task<bool> answer(Response response) {
    if (!is_sendable(response)) response = plain_problem(kInternal);
    if (!has_body(response)) response.body.clear(), response.file.reset(), response.stream.reset();
    if (response.stream) co_return co_await answer_stream(std::move(response));
    if (wants_gzip(response, wish_)) co_await compress(response);
    if (state_.stopping) keep_alive_ = false;
    write_head(head_text_, response, response.content().size(), keep_alive_);
    const bool sent =
        co_await send(response, head_text_, head_only_ ? std::string_view{} : response.content());
    lingers_ = sent && !keep_alive_;
    co_return sent ? keep_alive_ : false;
  }

  Task<bool> answer_stream(Response response) {
    if (state_.stopping || !takes_chunks_) keep_alive_ = false;
    write_stream_head(head_text_, response, takes_chunks_, keep_alive_);
    set_deadline(Phase::writing, options().write_deadline);
    bool sent = false;
    if (head_only_) {
      sent = co_await write(head_text_, {});
    } else {
      sent = co_await send_stream(response);
    }
    lingers_ = sent && !keep_alive_;
    co_return sent ? keep_alive_ : false;
  }

  // The head goes with the first piece. Never more than one piece is held.
  Task<bool> send_stream(const Response& response) {
    StreamEnding ending(*response.stream);
    notice_vanished_client();
    std::string_view head = head_text_;
    while (true) {
      const Piece piece = co_await next_piece(*response.stream);
      if (piece.then == Then::broken) {
        abort();
        co_return false;
      }
      const std::string chunk =
          takes_chunks_ ? chunk_of(piece.bytes, piece.then == Then::end) : piece.bytes;
      if (!co_await send(response, head, chunk)) {
        if (timed_out_) ending.how = BodyStream::End::too_slow;
        co_return false;
      }
      head = {};
      if (piece.then == Then::end) break;
    }
    ending.how = BodyStream::End::whole;
    co_return true;
  }

  Task<Piece> next_piece(BodyStream& stream) {
    piece_.reset();
    endless_ = stream.endless();
    if (state_.stopping && endless_) co_return Piece{{}, Then::end};
    phase_ = Phase::streaming;
    deadline_ = Clock::time_point::max();
    destination_->handing_over = true;
    try {
      stream.next(make_piece_reply(destination_));
    } catch (...) {
    }
    destination_->handing_over = false;
    while (!piece_) co_await answered_.async_wait(kAwait);
    co_return std::move(*piece_);
  }

  // One that is gone without a word, while there is little to send, would else be kept for a
  // quarter of an hour. Our own deadline comes first where it applies.
  void notice_vanished_client() {
    const auto longest = static_cast<unsigned>((options().write_deadline + kVanished).count());
    ::setsockopt(socket().native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &longest, sizeof longest);
  }

  // Has the client closed its side? Nothing else tells while there is nothing to be sent.
  bool client_left() {
    char byte = 0;
    const auto size = ::recv(socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size == 0 || (size < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
  }

  // Long bodies in steps, between which the thread's other connections have their turn. Left as it
  // is if zlib has no memory.
  Task<void> compress(Response& response) {
    thread_local Gzip of_thread;
    std::optional<Gzip> own;
    if (response.body.size() > kCompressionStep) own.emplace();
    std::string_view rest = response.body;
    std::string out;
    while (!rest.empty()) {
      if (!(own ? *own : of_thread).step(rest, out)) co_return;
      if (!rest.empty()) co_await asio::post(stream_.get_executor(), kAwait);
    }
    response.body = std::move(out);
    mark_compressed(response);
  }

  // What there is of the body at once: all of it, or a stream's piece.
  Task<bool> send(const Response& response, std::string_view head, std::string_view rest) {
    const bool guarded = static_cast<bool>(response.still_allowed);
    const Counted counted(state_.setup.guarded, guarded);
    const auto chunks = static_cast<std::int64_t>(rest.size() / kSendChunk);
    set_deadline(Phase::writing, options().write_deadline + std::chrono::seconds(chunks));
    do {
      // Nothing may come between this and write(), which goes to the socket at once: Edge::settle.
      if (guarded && !response.still_allowed()) {
        abort();
        co_return false;
      }
      const std::string_view piece = guarded ? rest.substr(0, kSendChunk) : rest;
      rest.remove_prefix(piece.size());
      if (!co_await write(head, piece)) co_return false;
      head = {};
    } while (!rest.empty());
    co_return true;
  }

  Task<bool> write(std::string_view head, std::string_view piece) {
    while (!head.empty() || !piece.empty()) {
      const std::array<asio::const_buffer, 2> both = {asio::buffer(head.data(), head.size()),
                                                      asio::buffer(piece.data(), piece.size())};
      const auto [error, size] = co_await stream_.async_write_some(both, kAwait);
      if (error) co_return false;
      const std::size_t of_head = std::min(size, head.size());
      head.remove_prefix(of_head);
      piece.remove_prefix(size - of_head);
    }
    co_return true;
  }

  Task<void> close() {
    if (!lingers_) co_return;
    boost::system::error_code error;
    socket().shutdown(asio::socket_base::shutdown_send, error);
    if (error) co_return;
    set_deadline(Phase::lingering, kLinger);
    std::size_t left = kMaxLingerBytes;
    buffer_.clear();
    while (left > 0 && co_await read_some(kBodyRead)) {
      left -= std::min(left, buffer_.size());
      buffer_.clear();
    }
  }

  bool body_left() const { return !parser_ || !parser_->complete(); }
  std::string_view received() const {
    return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
  }
  auto& socket() { return stream_.lowest_layer(); }
  const ServerOptions& options() const { return state_.setup.options; }

  EdgeState& state_;
  Stream stream_;
  Peer peer_;
  const std::string address_;
  const bool behind_proxy_;
  const std::shared_ptr<Destination> destination_;
  Timer answered_;  // never fires; cancelled when the answer is there

  Phase phase_ = Phase::idle;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool timed_out_ = false;
  bool keep_alive_ = true;
  bool lingers_ = false;  // the last answer may still be on its way when this ends

  boost::beast::flat_buffer buffer_;  // received, not yet parsed
  std::string head_text_;
  // Of the running request.
  std::optional<RequestParser> parser_;
  std::optional<Fault> fault_;
  std::optional<Response> answer_;
  std::optional<Piece> piece_;
  Clock::time_point began_;
  bool head_only_ = false;
  bool takes_chunks_ = false;
  bool endless_ = false;  // of a stream
  CodingWish wish_;
};

}  // namespace

void serve_connection(EdgeState& state, Socket socket, Peer peer) {
  const Executor executor = socket.get_executor();
  auto connection = std::make_unique<Connection<Socket>>(state, std::move(socket), std::move(peer));
  asio::co_spawn(executor, Connection<Socket>::run(std::move(connection)), asio::detached);
}

}  // namespace rollcall::api::http
