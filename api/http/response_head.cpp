#include "api/http/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "api/http/grammar.hpp"

namespace rollcall::api::http {
namespace {

struct Reason {
  unsigned status;
  std::string_view text;
};

constexpr Reason kReasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

std::string_view reason_of(unsigned status) {
  for (const Reason& reason : kReasons) {
    if (reason.status == status) return reason.text;
  }
  return "";
}

// IMF-fixdate (RFC 9110, 5.6.7), without a locale.
std::string date_line(std::time_t now) {
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&now, &utc);
  const auto two = [](int number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  return std::string("Date: ") + kDays[static_cast<std::size_t>(utc.tm_wday)] + ", " +
         two(utc.tm_mday) + " " + kMonths[static_cast<std::size_t>(utc.tm_mon)] + " " +
         std::to_string(utc.tm_year + 1900) + " " + two(utc.tm_hour) + ":" + two(utc.tm_min) + ":" +
         two(utc.tm_sec) + " GMT\r\n";
}

// Made once a second and thread.
const std::string& current_date_line() {
  thread_local std::time_t written_for = -1;
  thread_local std::string line;
  timespec now{};
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (now.tv_sec != written_for) {
    line = date_line(now.tv_sec);
    written_for = now.tv_sec;
  }
  return line;
}

bool is_ours(std::string_view name) {
  constexpr std::array<std::string_view, 4> kOurs = {"Date", "Connection", "Content-Length",
                                                     "Transfer-Encoding"};
  return std::any_of(kOurs.begin(), kOurs.end(),
                     [name](std::string_view ours) { return equals_ignoring_case(name, ours); });
}

void append_number(std::string& out, std::size_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  out.append(digits.data(), end);
}

void begin_head(std::string& out, const Response& response) {
  out.assign("HTTP/1.1 ");
  append_number(out, response.status);
  out.append(" ").append(reason_of(response.status)).append("\r\n");
  out.append(current_date_line());
  for (const Header& header : response.headers) {
    if (is_ours(header.name)) continue;
    out.append(header.name).append(": ").append(header.value).append("\r\n");
  }
}

void end_head(std::string& out, bool keep_alive) {
  out.append(keep_alive ? "\r\n" : "Connection: close\r\n\r\n");
}

}  // namespace

bool is_sendable(const Response& response) {
  if (response.status < 200 || response.status > 599) return false;
  return std::all_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
    return is_token(header.name) && is_field_value(header.value);
  });
}

bool has_body(const Response& response) {
  return response.status != 204 && response.status != 304;
}

void write_head(std::string& out, const Response& response, std::size_t length, bool keep_alive) {
  begin_head(out, response);
  if (has_body(response)) {
    out.append("Content-Length: ");
    append_number(out, length);
    out.append("\r\n");
  }
  end_head(out, keep_alive);
}

void write_stream_head(std::string& out, const Response& response, bool chunked, bool keep_alive) {
  begin_head(out, response);
  if (chunked) out.append("Transfer-Encoding: chunked\r\n");
  end_head(out, keep_alive);
}

std::string chunk_of(std::string_view bytes, bool is_last) {
  std::string chunk;
  chunk.reserve(bytes.size() + 32);
  if (!bytes.empty()) {
    std::array<char, 16> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), bytes.size(), 16).ptr;
    chunk.append(digits.data(), end).append("\r\n").append(bytes).append("\r\n");
  }
  if (is_last) chunk.append("0\r\n\r\n");
  return chunk;
}

}  // namespace rollcall::api::http
