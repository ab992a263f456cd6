// Requests that two readers could understand differently: all refused, and what hides behind them
// never runs.

#include "tests/api/http/scripted_app.hpp"

namespace rollcall::tests::framing_test {
namespace {

constexpr const char* kHidden = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";

struct Case {
  const char* name;
  std::string bytes;  // sent before the hidden request
  int status = 400;
};

std::string post(const std::string& fields, const std::string& body = "") {
  return "POST /echo HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
}
std::string get(const std::string& fields) {
  return "GET / HTTP/1.1\r\n" + fields + "\r\n";
}
std::string line(const std::string& request_line) {
  return request_line + "\r\nHost: x\r\n\r\n";
}
std::string chunks(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

const std::string kNul(1, '\0');

const Case kCases[] = {
    {"length_and_chunked",
     post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
    {"chunked_and_length",
     post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")},
    {"two_lengths", post("Content-Length: 0\r\nContent-Length: 33\r\n")},
    {"two_equal_lengths", post("Content-Length: 0\r\nContent-Length: 0\r\n")},
    {"two_lengths_in_other_case", post("Content-Length: 0\r\ncontent-length: 33\r\n")},
    {"lengths_with_comma", post("Content-Length: 0, 0\r\n")},
    {"plus_length", post("Content-Length: +0\r\n")},
    {"minus_length", post("Content-Length: -1\r\n")},
    {"hex_length", post("Content-Length: 0x0\r\n")},
    {"empty_length", post("Content-Length: \r\n")},
    {"length_with_space_inside", post("Content-Length: 0 0\r\n")},
    {"length_beyond_64_bits", post("Content-Length: 18446744073709551616\r\n")},
    {"quoted_length", post("Content-Length: \"0\"\r\n")},
    {"unknown_coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n")},
    {"identity_coding", post("Transfer-Encoding: identity\r\n")},
    {"coding_list", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")},
    {"chunked_twice_in_one", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n")},
    {"chunked_twice",
     post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
    {"chunked_then_identity",
     post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n")},
    {"chunked_with_vertical_tab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n")},
    {"chunked_with_parameter", post("Transfer-Encoding: chunked;a=b\r\n", "0\r\n\r\n")},
    {"chunked_in_http_1_0",
     "POST /echo HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"space_before_colon", post("Content-Length : 0\r\n")},
    {"tab_before_colon", post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n")},
    {"folded_line", post("X-A: b\r\n c\r\n")},
    {"folded_with_tab", post("X-A: b\r\n\tContent-Length: 33\r\n")},
    {"folded_first_field", "GET / HTTP/1.1\r\n Host: x\r\n\r\n"},
    {"bare_lf_in_request_line", "GET / HTTP/1.1\nHost: x\r\n\r\n"},
    {"bare_lf_after_field", "GET / HTTP/1.1\r\nHost: x\n\r\n"},
    {"bare_lf_everywhere", "GET / HTTP/1.1\nHost: x\n\n"},
    {"bare_lf_as_the_end", "GET / HTTP/1.1\r\nHost: x\r\n\n"},
    {"bare_cr_in_value", get("Host: x\r\nX-A: b\rContent-Length: 33\r\n")},
    {"bare_cr_in_request_line", "GET /\r HTTP/1.1\r\nHost: x\r\n\r\n"},
    {"nul_in_value", get("Host: x\r\nX-A: b" + kNul + "c\r\n")},
    {"nul_in_name", get("Host: x\r\nX" + kNul + "A: b\r\n")},
    {"nul_in_target", line("GET /" + kNul + " HTTP/1.1")},
    {"control_in_value", get("Host: x\r\nX-A: \x01\r\n")},
    {"delete_in_value", get("Host: x\r\nX-A: \x7f\r\n")},
    {"empty_name", get("Host: x\r\n: b\r\n")},
    {"no_colon", get("Host: x\r\nX-A\r\n")},
    {"separator_in_name", get("Host: x\r\nX(A): b\r\n")},
    {"non_ascii_name", get("Host: x\r\nX\xc3\xa4: b\r\n")},
    {"no_host", get("Accept: */*\r\n")},
    {"two_hosts", get("Host: x\r\nHost: y\r\n")},
    {"two_equal_hosts", get("Host: x\r\nHost: x\r\n")},
    {"empty_host", get("Host:\r\n")},
    {"host_with_user", get("Host: a@b\r\n")},
    {"host_with_path", get("Host: a/b\r\n")},
    {"host_list", get("Host: a b\r\n")},
    {"two_credentials", get("Host: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n")},
    {"two_keys", post("Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n")},
    {"no_version", line("GET /")},
    {"no_target", line("GET HTTP/1.1")},
    {"empty_target", line("GET  HTTP/1.1")},
    {"two_spaces", line("GET  / HTTP/1.1")},
    {"space_in_target", line("GET /a b HTTP/1.1")},
    {"tab_as_separator", line("GET\t/\tHTTP/1.1")},
    {"leading_space", line(" GET / HTTP/1.1")},
    {"trailing_space", line("GET / HTTP/1.1 ")},
    {"small_version_name", line("GET / http/1.1")},
    {"version_without_minor", line("GET / HTTP/1")},
    {"version_with_two_digits", line("GET / HTTP/1.10")},
    {"version_2", line("GET / HTTP/2.0"), 505},
    {"version_0_9", line("GET / HTTP/0.9"), 505},
    {"version_1_2", line("GET / HTTP/1.2"), 505},
    {"method_no_token", line("G@T / HTTP/1.1")},
    {"fragment_in_target", line("GET /a#b HTTP/1.1")},
    {"non_ascii_target", line("GET /\xc3\xa4 HTTP/1.1")},
    {"relative_target", line("GET a HTTP/1.1")},
    {"asterisk_for_get", line("GET * HTTP/1.1")},
    {"other_scheme", line("GET ftp://x/ HTTP/1.1")},
    {"absolute_form_with_user", line("GET http://a@b/ HTTP/1.1")},
    {"absolute_form_without_host", line("GET http:/// HTTP/1.1")},
    {"broken_escape_in_path", line("GET /%zz HTTP/1.1")},
    {"cut_escape_in_query", line("GET /?a=%2 HTTP/1.1")},
    {"two_blank_lines_first", "\r\n\r\n" + line("GET / HTTP/1.1")},
    {"tls_hello", std::string("\x16\x03\x01\x02", 4)},
    {"unknown_expectation", post("Expect: magic\r\nContent-Length: 0\r\n"), 417},
    {"chunk_size_with_sign", chunks("+0\r\n\r\n")},
    {"chunk_size_with_prefix", chunks("0x5\r\nhello\r\n0\r\n\r\n")},
    {"chunk_size_with_leading_space", chunks(" 5\r\nhello\r\n0\r\n\r\n")},
    {"chunk_size_with_space_behind", chunks("5 \r\nhello\r\n0\r\n\r\n")},
    {"chunk_size_missing", chunks("\r\nhello\r\n0\r\n\r\n")},
    {"chunk_size_beyond_64_bits", chunks("10000000000000005\r\nhello\r\n0\r\n\r\n")},
    {"chunk_longer_than_said", chunks("5\r\nhello!\r\n0\r\n\r\n")},
    {"chunk_without_line_end", chunks("5\r\nhello0\r\n\r\n")},
    {"chunk_line_with_bare_lf", chunks("5\nhello\n0\n\n")},
    {"chunk_line_with_bare_cr", chunks("5\rhello\r\n0\r\n\r\n")},
    {"chunk_data_ended_by_lf", chunks("5\r\nhello\n0\r\n\r\n")},
    {"chunk_extension_with_lf", chunks("5;a\n\r\nhello\r\n0\r\n\r\n")},
    {"chunk_extension_too_long", chunks("5;a=" + std::string(300, 'b') + "\r\nhello\r\n0\r\n\r\n")},
    {"chunk_line_endless", chunks("5;a=" + std::string(9000, 'b'))},
    {"trailer_without_colon", chunks("0\r\nabc\r\n\r\n")},
    {"trailer_with_length", chunks("0\r\nContent-Length: 33\r\n\r\n")},
    {"trailer_with_coding", chunks("0\r\nTransfer-Encoding: chunked\r\n\r\n")},
    {"trailers_too_long", chunks("0\r\nA: " + std::string(9000, 'b') + "\r\n\r\n")},
};

class Framing : public ServerTest, public ::testing::WithParamInterface<Case> {};

TEST_P(Framing, is_refused_and_what_hides_behind_never_runs) {
  start();
  RawClient client = connect();
  client.send(GetParam().bytes + kHidden);
  const Answer answer = client.read_answer();
  EXPECT_EQ(answer.status, GetParam().status);
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(app.hidden, 0);
  EXPECT_EQ(server->counters().malformed, 1U);
}

// The same, with every byte in a packet of its own as far as the machine lets it.
TEST_P(Framing, is_refused_when_it_comes_byte_by_byte) {
  start();
  RawClient client = connect();
  const std::string bytes = GetParam().bytes + kHidden;
  for (std::size_t at = 0; at < bytes.size() && client.send({&bytes[at], 1});) ++at;
  EXPECT_EQ(client.read_answer().status, GetParam().status);
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(app.hidden, 0);
}

INSTANTIATE_TEST_SUITE_P(requests, Framing, ::testing::ValuesIn(kCases),
                         [](const auto& row) { return row.param.name; });

// Bytes of a body are never a request, whatever they look like.
TEST_F(ServerTest, takes_a_request_inside_a_body_as_body) {
  start();
  RawClient client = connect();
  const std::string hidden = kHidden;
  const std::string length = std::to_string(hidden.size());
  EXPECT_EQ(client.ask(post("Content-Length: " + length + "\r\n", hidden)).body, hidden);
  const Answer chunked = client.ask(chunks("21\r\n" + hidden + "\r\n0\r\n\r\n"));
  EXPECT_EQ(hidden.size(), 0x21U);
  EXPECT_EQ(chunked.body, hidden);
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(app.hidden, 0);
}

TEST_F(ServerTest, answers_a_malformed_request_with_a_problem) {
  start();
  RawClient client = connect();
  const Answer answer = client.ask("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(answer.body, R"({"type":"about:blank","title":"Malformed HTTP request","status":400,)"
                         R"("detail":"Malformed HTTP request","code":"malformed_request"})");
  EXPECT_FALSE(answer.has("Server"));
}

}  // namespace
}  // namespace rollcall::tests::framing_test
