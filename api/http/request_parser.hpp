#pragma once
// Reads one request: strict rules first, then Beast's parser, whose findings go straight into a
// Request. Not thread-safe; one per request.

#include <boost/beast/http/basic_parser.hpp>

#include "api/http/message.hpp"
#include "api/http/plain_problem.hpp"

namespace rollcall::api::http {

class RequestParser : private boost::beast::http::basic_parser<true> {
 public:
  RequestParser();

  // The whole head as HeadSearch found it. Content-Length and body limit are the caller's to check.
  std::optional<Fault> parse_head(std::string_view raw);

  // Bytes behind the head; `used` says how many were taken, the rest is to be shown again together
  // with what comes. Call limit_body() once before. Trailers are read and dropped.
  std::optional<Fault> parse_body(std::string_view raw, std::size_t& used);
  void limit_body(std::uint64_t bytes);

  bool complete() const { return is_done(); }
  bool keeps_alive() const { return http_1_1_ && keep_alive(); }
  bool is_http_1_1() const { return http_1_1_; }
  bool expects_continue() const;  // and the client is one that understands the answer
  RequestHead& head() { return request_; }
  Request take() { return std::move(request_); }

 private:
  using ErrorCode = boost::beast::error_code;
  using Text = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                       ErrorCode& error) override;
  void on_response_impl(int, Text, int, ErrorCode&) override {}
  void on_field_impl(boost::beast::http::field, Text name, Text value, ErrorCode& error) override;
  void on_header_impl(ErrorCode& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode& error) override;
  std::size_t on_body_impl(Text piece, ErrorCode& error) override;
  void on_chunk_header_impl(std::uint64_t size, Text extensions, ErrorCode& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t remain, Text piece, ErrorCode& error) override;
  void on_finish_impl(ErrorCode&) override {}

  Request request_;
  bool http_1_1_ = false;
  bool head_done_ = false;
  std::size_t trailer_bytes_ = 0;
};

}  // namespace rollcall::api::http
