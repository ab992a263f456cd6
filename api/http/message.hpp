#pragma once
// HTTP as the rest of the program sees it: plain values, no sockets, no Beast.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rollcall::api::http {

// HEAD arrives as get with `head` set; the connection leaves the body out.
enum class Method : std::uint8_t { get, post, put, patch, del, options, other };
std::string_view to_string(Method method);  // "GET" …

struct Header {
  std::string name;  // lower case in requests
  std::string value;
};

// What is known before the body is read.
struct RequestHead {
  Method method = Method::get;
  bool head = false;
  std::string target;  // as sent: path and query, at most 4 KiB
  std::string path;    // the path as sent, still percent-encoded
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::vector<Header> headers;
  std::string client_address;  // numeric; from X-Forwarded-For only behind a configured proxy
  bool secure = false;         // came by TLS, to us or to a configured proxy
  std::optional<std::uint64_t> content_length;

  // nullptr if absent; a header given twice (which the connection refuses for the ones that matter)
  // gives the first.
  const std::string* header(std::string_view lower_case_name) const;
  const std::string* query_value(std::string_view name) const;
};

struct Request : RequestHead {
  std::string body;
};

// What a body that is made while it is sent gives at a time.
struct Piece {
  enum class Then { more, end, broken };
  std::string bytes;
  Then then = Then::more;
};

// Such a body. A connection holds one piece of it at a time and asks for the next when that is out,
// so whoever reads slowly costs no memory. Each piece must be taken within the write deadline.
class BodyStream {
 public:
  enum class End { whole, too_slow, cut };

  virtual ~BodyStream() = default;
  // Asks for the next piece, on the connection's thread: must not block. `give` is called once,
  // from any thread, at once or later; if it is destroyed without, the body is broken.
  virtual void next(std::function<void(Piece)> give) = 0;
  // Has no end of its own: a stop of the server ends it.
  virtual bool endless() const = 0;
  // Nothing more will be asked. From any thread.
  virtual void ended(End) {}
};

struct Response {
  unsigned status = 200;
  std::vector<Header> headers;  // Content-Length, Date and Connection are the connection's
  std::string body;
  // Bytes that lie elsewhere (a file), sent instead of `body` without a copy of them; they live as
  // long as this points to them.
  std::shared_ptr<const std::string_view> file{};
  std::string_view content() const { return file ? *file : std::string_view(body); }
  // Sent in chunks instead of `body`, as it is made. If it breaks the connection is reset, so that
  // nobody takes it for whole.
  std::shared_ptr<BodyStream> stream{};
  // Asked before the first and every further chunk (64 KiB, or a stream's piece) is sent; false
  // ends the connection.
  std::function<bool()> still_allowed;
  // What it tells of may be what `still_allowed` of others hangs on. It is sent after every chunk
  // that was allowed before: who reads it knows that none goes out any more that it forbids.
  bool is_settling = false;

  Response& with(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
  const std::string* header(std::string_view name) const;  // case-insensitive
};

// Called exactly once per request, from any thread.
using Reply = std::function<void(Response)>;

// What the server serves. Threads: called from the edge's threads; must not block.
class Application {
 public:
  virtual ~Application() = default;

  // What the application found out in admit() and goes on with in handle(); its own affair.
  struct Found {
    virtual ~Found() = default;
  };

  // Before the body is read: how much of one is allowed. A response refuses the request now
  // (unknown route, wrong method, no credential, wrong content type): the body is not read.
  struct Admission {
    std::unique_ptr<Found> found;  // for handle()
    std::uint64_t body_limit = 0;
    std::chrono::milliseconds deadline{30'000};  // for reading the whole request
    std::optional<Response> refusal;
  };
  virtual Admission admit(const RequestHead& head) = 0;

  // `found`: what admit() gave with this request's head.
  virtual void handle(Request request, std::unique_ptr<Found> found, Reply reply) = 0;
};

}  // namespace rollcall::api::http
