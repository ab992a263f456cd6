#pragma once
// gzip of answers (RFC 9110, 8.4 and 12.5.3), and the entity tags that go with it: a compressed
// answer is another representation, so its strong tag "x" is sent as "x-gzip", and the suffix is
// taken off again where a request brings it back. The application only ever sees "x".

#include <memory>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

struct z_stream_s;

namespace rollcall::api::http {

inline constexpr std::size_t kMinCompressed = 1024;
inline constexpr std::size_t kCompressionStep = 64 * 1024;

// What a request says about the coding of its answer.
struct CodingWish {
  bool gzip = false;        // Accept-Encoding allows it
  bool had_suffix = false;  // If-None-Match held the tag of a compressed answer
};

// Reads it, and takes the suffix off the tags in If-Match and If-None-Match.
CodingWish take_coding_wish(RequestHead& head);

// Whether to compress: wished for, big enough, of a kind that shrinks, not coded yet. Adds the Vary
// of an answer that stays as it is but would not for another wish, and gives a 304 the tag it was
// asked with.
bool wants_gzip(Response& response, const CodingWish& wish);

// For the answer whose body was compressed: Content-Encoding, Vary and ETag.
void mark_compressed(Response& response);

// One gzip stream. Not thread-safe.
class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  // Compresses at most kCompressionStep of `rest`, cuts it off there and appends to `out`; `rest`
  // empty: also ends the stream, which can then begin anew. False: no memory.
  bool step(std::string_view& rest, std::string& out);

 private:
  std::unique_ptr<z_stream_s> stream_;
  bool ready_ = false;
};

}  // namespace rollcall::api::http
