#pragma once
// An answer's status line and fields as bytes. Thread-safe.

#include <cstddef>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace rollcall::api::http {

// Whether it can be sent as it stands: a final status, names that are tokens, values without
// control characters (a CR LF in one would begin a field, or an answer, of somebody else's making).
bool is_sendable(const Response& response);

// 204 and 304 never have a body (RFC 9110, 15.3.5 and 15.4.5).
bool has_body(const Response& response);

// Replaces `out`, whose memory is used again. `length` is that of the body GET has, for HEAD, too.
// Date, Content-Length, Connection and Transfer-Encoding among the response's headers are left out.
void write_head(std::string& out, const Response& response, std::size_t length, bool keep_alive);

// The same of a body whose length nobody knows: in chunks (RFC 9112, 7.1), or, to HTTP/1.0, up to
// the connection's end.
void write_stream_head(std::string& out, const Response& response, bool chunked, bool keep_alive);

// `bytes` as a chunk (none: no chunk), and after the last one what ends the body.
std::string chunk_of(std::string_view bytes, bool is_last);

}  // namespace rollcall::api::http
