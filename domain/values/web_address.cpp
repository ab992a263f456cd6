#include "domain/values/web_address.hpp"

#include <algorithm>
#include <charconv>

namespace rollcall::domain {
namespace {

constexpr std::size_t kMaxLength = 2'000;
constexpr std::size_t kMaxHost = 253;  // RFC 1035, 2.3.4, without the dot of the root
constexpr std::size_t kMaxLabel = 63;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// What may stand in a path, query or fragment (RFC 3986, 3.3 to 3.5), besides letters and digits.
constexpr std::string_view kMarks = "-._~!$&'()*+,;=:@/?";

// Every % is followed by two hex digits; of # there is one at most.
bool is_rest(std::string_view text) {
  bool has_fragment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
    } else if (c == '#') {
      if (has_fragment) return false;
      has_fragment = true;
    } else if (!is_letter_or_digit(c) && kMarks.find(c) == kMarks.npos) {
      return false;
    }
  }
  return true;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabel && label.front() != '-' &&
         label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
           return is_letter_or_digit(c) || c == '-';
         });
}

// A name or IPv4 address.
bool is_host(std::string_view host) {
  if (host.empty() || host.size() > kMaxHost) return false;
  while (true) {
    const auto dot = host.find('.');
    if (!is_label(host.substr(0, dot))) return false;
    if (dot == host.npos) return true;
    host.remove_prefix(dot + 1);
  }
}

bool is_port(std::string_view port) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  return error == std::errc{} && end == port.data() + port.size() && number >= 1 &&
         number <= 65'535;
}

bool is_authority(std::string_view authority) {
  const auto colon = authority.find(':');
  return is_host(authority.substr(0, colon)) &&
         (colon == authority.npos || is_port(authority.substr(colon + 1)));
}

// What follows "http://" or "https://" in whatever case; empty if neither is there.
std::string_view after_scheme(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    const auto given = text.substr(0, scheme.size());
    const bool is_same = given.size() == scheme.size() &&
                         std::equal(given.begin(), given.end(), scheme.begin(), [](char a, char b) {
                           return a == b || (b >= 'a' && a == b - ('a' - 'A'));
                         });
    if (is_same) return text.substr(scheme.size());
  }
  return {};
}

}  // namespace

Result<WebAddress> WebAddress::parse(std::string_view text) {
  if (text.empty()) return refuse(Reason::required);
  if (text.size() > kMaxLength) return refuse(Reason::too_long);
  const auto rest = after_scheme(text);
  const auto end = std::min(rest.find_first_of("/?#"), rest.size());
  if (!is_authority(rest.substr(0, end)) || !is_rest(rest.substr(end))) {
    return refuse(Reason::malformed);
  }
  return restore(std::string(text));
}

WebAddress WebAddress::restore(std::string text) {
  WebAddress address;
  address.text_ = std::move(text);
  return address;
}

}  // namespace rollcall::domain
