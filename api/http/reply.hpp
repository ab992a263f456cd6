#pragma once
// The way of an answer, or of a piece of one, from any thread back to the connection that waits for
// it: one hop.

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "api/http/message.hpp"

namespace rollcall::api::http {

class AnswerSink {
 public:
  // On the connection's thread. Takes the answer; runs nothing of the application.
  virtual void deliver(Response response) = 0;
  virtual void deliver(Piece piece) = 0;

 protected:
  ~AnswerSink() = default;
};

class Mailbox;

// Where an answer goes. Shared by a connection and the replies it handed out, which may outlive it
// and its server.
struct Destination {
  std::shared_ptr<Mailbox> mailbox;
  std::thread::id thread;      // the connection's
  AnswerSink* sink = nullptr;  // on that thread only; nullptr once the connection is gone
  // On that thread only: the connection is in Application::handle or BodyStream::next.
  bool handing_over = false;
};

// The answers for one edge thread. Thread-safe but for drain().
class Mailbox {
 public:
  // `wake` makes the edge thread call drain() soon; it is called from any thread, never after
  // close() has returned.
  // `settle` calls what it is given, on any thread, once every chunk that is allowed by now was
  // handed to its socket; false, without a call, if that is so already.
  using Settle = std::function<bool(std::function<void()> then)>;
  Mailbox(std::function<void()> wake, Settle settle)
      : wake_(std::move(wake)), settle_(std::move(settle)) {}

  void put(std::shared_ptr<Destination> to, Response response);
  void put(std::shared_ptr<Destination> to, Piece piece);
  void drain();  // on the edge thread
  void close();  // what is put in later is dropped

 private:
  struct Letter {
    std::shared_ptr<Destination> to;
    std::variant<Response, Piece> content;
  };

  void post(Letter letter);
  bool settles_first(const std::shared_ptr<Destination>& to, Response& response);

  std::mutex mutex_;
  std::function<void()> wake_;  // empty: closed
  Settle settle_;
  std::vector<Letter> letters_;
  std::vector<Letter> being_read_;  // drain()'s, kept for its memory
};

// The reply to hand to the application. Calls after the first are ignored; if it is destroyed
// without a call, 500 is answered, so that no client waits for ever.
Reply make_reply(std::shared_ptr<Destination> to);

// The same for a piece of a body; if it is destroyed without a call, the body is broken.
std::function<void(Piece)> make_piece_reply(std::shared_ptr<Destination> to);

// Tells a stream, when its connection is done with it, how it ended.
class StreamEnding {
 public:
  explicit StreamEnding(BodyStream& stream) : stream_(stream) {}
  ~StreamEnding() { stream_.ended(how); }
  StreamEnding(const StreamEnding&) = delete;
  StreamEnding& operator=(const StreamEnding&) = delete;

  BodyStream::End how = BodyStream::End::cut;

 private:
  BodyStream& stream_;
};

}  // namespace rollcall::api::http
