#include "api/http/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "api/http/grammar.hpp"

namespace rollcall::api::http {
namespace {

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
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
  out.assign("HTTP/1.1 ");
  append_number(out, response.status);
  out.append(" ").append(reason_of(response.status)).append("\r\n");
  out.append(current_date_line());
  for (const Header& header : response.headers) {
    if (is_ours(header.name)) continue;
    out.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  if (has_body(response)) {
    out.append("Content-Length: ");
    append_number(out, length);
    out.append("\r\n");
  }
  out.append(keep_alive ? "\r\n" : "Connection: close\r\n\r\n");
}

}  // namespace rollcall::api::http
