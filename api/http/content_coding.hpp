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

bool accepts_gzip(const RequestHead& head);

// Takes the suffix off If-Match and If-None-Match; true if If-None-Match had one.
bool strip_gzip_tags(RequestHead& head);

// Whether the answer depends on Accept-Encoding: big enough, of a kind that shrinks, not coded yet.
bool is_compressible(const Response& response);

void vary_by_encoding(Response& response);  // adds Accept-Encoding to Vary
void add_gzip_suffix(Response& response);   // to a strong ETag
void mark_compressed(Response& response);   // Content-Encoding, Vary and ETag

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
