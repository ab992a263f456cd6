#include "api/http/request_parser.hpp"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include "api/http/grammar.hpp"
#include "api/http/head_rules.hpp"
#include "api/http/target.hpp"

namespace rollcall::api::http {
namespace {

namespace beast_http = boost::beast::http;

// A chunk's size line, and a trailer, may be this long; extensions mean nothing here.
constexpr std::size_t kMaxChunkExtension = 256;
constexpr std::size_t kMaxUnparsed = 4096;
// Reserved on a client's word; more grows with what really comes.
constexpr std::uint64_t kMaxReserved = std::uint64_t{1} << 20;

Method method_of(beast_http::verb verb) {
  switch (verb) {
    case beast_http::verb::get:
    case beast_http::verb::head:
      return Method::get;
    case beast_http::verb::post:
      return Method::post;
    case beast_http::verb::put:
      return Method::put;
    case beast_http::verb::patch:
      return Method::patch;
    case beast_http::verb::delete_:
      return Method::del;
    case beast_http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

}  // namespace

RequestParser::RequestParser() {
  header_limit(static_cast<std::uint32_t>(kMaxHeadBytes));
  body_limit(boost::none);  // until limit_body()
}

std::optional<Fault> RequestParser::parse_head(std::string_view raw) {
  if (auto fault = check_head(raw)) return fault;
  ErrorCode error;
  const std::size_t used = put(boost::asio::buffer(raw.data(), raw.size()), error);
  if (error || used != raw.size() || !is_header_done()) return kMalformed;
  if (!split_target(request_)) return kMalformed;
  return std::nullopt;
}

void RequestParser::limit_body(std::uint64_t bytes) {
  body_limit(bytes);
  eager(true);
}

std::optional<Fault> RequestParser::parse_body(std::string_view raw, std::size_t& used) {
  ErrorCode error;
  used = put(boost::asio::buffer(raw.data(), raw.size()), error);
  if (error == beast_http::error::body_limit) return kBodyTooLarge;
  if (error && error != beast_http::error::need_more) return kMalformed;
  if (!is_done() && raw.size() - used > kMaxUnparsed) return kMalformed;
  return std::nullopt;
}

bool RequestParser::expects_continue() const {
  return http_1_1_ && request_.header("expect") != nullptr;
}

void RequestParser::on_request_impl(beast_http::verb verb, Text, Text target, int version,
                                    ErrorCode&) {
  request_.method = method_of(verb);
  request_.head = verb == beast_http::verb::head;
  request_.target.assign(target.data(), target.size());
  http_1_1_ = version == 11;
  request_.headers.reserve(16);
}

// A list sent in several lines is one list (RFC 9110, 5.3); what may come once only was refused.
void RequestParser::on_field_impl(beast_http::field field, Text name, Text value,
                                  ErrorCode& error) {
  if (head_done_) {
    trailer_bytes_ += name.size() + value.size();
    if (trailer_bytes_ > kMaxUnparsed) error = beast_http::error::header_limit;
    return;
  }
  std::string lowered(name.size(), '\0');
  std::transform(name.begin(), name.end(), lowered.begin(), lower);
  for (Header& header : request_.headers) {
    if (header.name != lowered) continue;
    header.value += field == beast_http::field::cookie ? "; " : ", ";
    header.value.append(value.data(), value.size());
    return;
  }
  request_.headers.push_back({std::move(lowered), std::string(value.data(), value.size())});
}

void RequestParser::on_header_impl(ErrorCode&) {
  head_done_ = true;
  if (const auto length = content_length()) request_.content_length = *length;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) {
  if (length) request_.body.reserve(static_cast<std::size_t>(std::min(*length, kMaxReserved)));
}

std::size_t RequestParser::on_body_impl(Text piece, ErrorCode&) {
  request_.body.append(piece.data(), piece.size());
  return piece.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t, Text extensions, ErrorCode& error) {
  if (extensions.size() > kMaxChunkExtension) error = beast_http::error::bad_chunk_extension;
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text piece, ErrorCode&) {
  request_.body.append(piece.data(), piece.size());
  return piece.size();
}

}  // namespace rollcall::api::http
