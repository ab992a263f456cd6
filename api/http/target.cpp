#include "api/http/target.hpp"

#include <algorithm>

namespace rollcall::api::http {
namespace {

// -1: no hex digit.
int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool escapes_are_valid(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 3)) {
    if (at + 2 >= text.size() || hex_digit(text[at + 1]) < 0 || hex_digit(text[at + 2]) < 0) {
      return false;
    }
  }
  return true;
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%') {
      out += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
      at += 2;
    } else {
      out += text[at] == '+' ? ' ' : text[at];
    }
  }
  return out;
}

void set_host(RequestHead& head, std::string_view authority) {
  const auto host = std::find_if(head.headers.begin(), head.headers.end(),
                                 [](const Header& header) { return header.name == "host"; });
  if (host == head.headers.end()) {
    head.headers.push_back({"host", std::string(authority)});
  } else {
    host->value = authority;
  }
}

void cut_absolute_form(RequestHead& head) {
  const std::size_t scheme = head.target.find("://");
  if (head.target.front() == '/' || scheme == std::string::npos) return;
  const std::string_view rest = std::string_view(head.target).substr(scheme + 3);
  const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
  set_host(head, rest.substr(0, end));
  std::string target(rest.substr(end));
  if (target.empty() || target.front() == '?') target.insert(target.begin(), '/');
  head.target = std::move(target);
}

void split_query(RequestHead& head, std::string_view query) {
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    head.query.emplace_back(decoded(pair.substr(0, equals)),
                            decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
}

}  // namespace

bool split_target(RequestHead& head) {
  cut_absolute_form(head);
  if (!escapes_are_valid(head.target)) return false;
  const std::string_view target = head.target;
  const std::size_t mark = std::min(target.find('?'), target.size());
  head.path = target.substr(0, mark);
  if (mark < target.size()) split_query(head, target.substr(mark + 1));
  return true;
}

}  // namespace rollcall::api::http
