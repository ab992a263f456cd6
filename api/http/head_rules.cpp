#include "api/http/head_rules.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "api/http/grammar.hpp"

namespace rollcall::api::http {
namespace {

// Fields that may come once only: given twice, two readers could each take another one.
enum Single : std::size_t { host, content_length, transfer_encoding, expect, first_other };
constexpr std::array<std::string_view, 13> kSingles = {
    "host",          "content-length", "transfer-encoding", "expect",
    "authorization", "content-type",   "content-encoding",  "idempotency-key",
    "origin",        "sec-fetch-site", "last-event-id",     "rollcall-min-position",
    "referer"};

using Seen = std::bitset<kSingles.size()>;

struct Facts {
  bool http_1_0 = false;
  Seen seen;
};

// Visible ASCII but no fragment (RFC 9112, 3.2: the target has none).
bool is_target_text(std::string_view target) {
  return std::all_of(target.begin(), target.end(),
                     [](char c) { return c > ' ' && c < 0x7F && c != '#'; });
}

// uri-host [":" port] without user information (RFC 9110, 4.2.4).
bool is_authority(std::string_view text) {
  constexpr std::string_view kMarks = "-._~!$&'()*+,;=%:[]";
  return !text.empty() && std::all_of(text.begin(), text.end(), [kMarks](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_absolute_form(std::string_view target) {
  for (std::string_view scheme : {"http://", "https://"}) {
    if (equals_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      const std::string_view rest = target.substr(scheme.size());
      return is_authority(rest.substr(0, rest.find_first_of("/?")));
    }
  }
  return false;
}

// The four forms of RFC 9112, 3.2.
bool is_target_for(std::string_view method, std::string_view target) {
  if (method == "CONNECT") return is_authority(target);
  if (target == "*") return method == "OPTIONS";
  return target.front() == '/' || is_absolute_form(target);
}

std::optional<Fault> check_version(std::string_view version, Facts& facts) {
  const bool shaped = version.size() == 8 && version.starts_with("HTTP/") &&
                      is_digits(version.substr(5, 1)) && version[6] == '.' &&
                      is_digits(version.substr(7, 1));
  if (!shaped) return kMalformed;
  facts.http_1_0 = version == "HTTP/1.0";
  if (!facts.http_1_0 && version != "HTTP/1.1") return kBadVersion;
  return std::nullopt;
}

std::optional<Fault> check_request_line(std::string_view line, Facts& facts) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || last == first) return kMalformed;
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (!is_token(method) || target.empty() || !is_target_text(target)) return kMalformed;
  if (target.size() > kMaxTargetBytes) return kTargetTooLong;
  if (!is_target_for(method, target)) return kMalformed;
  return check_version(line.substr(last + 1), facts);
}

std::optional<Fault> check_single(std::size_t index, std::string_view value) {
  switch (index) {
    case host:
      return is_authority(value) ? std::nullopt : std::optional(kMalformed);
    // 18 digits: below 2^63 whatever they are.
    case content_length:
      return is_digits(value) && value.size() <= 18 ? std::nullopt : std::optional(kMalformed);
    case transfer_encoding:
      return equals_ignoring_case(value, "chunked") ? std::nullopt : std::optional(kMalformed);
    case expect:
      return equals_ignoring_case(value, "100-continue") ? std::nullopt
                                                         : std::optional(kBadExpectation);
    default:
      return std::nullopt;
  }
}

// The empty name stands for a folded line, too: neither space nor tab is in a token.
std::optional<Fault> check_field(std::string_view line, Facts& facts) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return kMalformed;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = line.substr(colon + 1);
  if (!is_token(name) || !is_field_value(value)) return kMalformed;
  for (std::size_t index = 0; index < kSingles.size(); ++index) {
    if (!equals_ignoring_case(name, kSingles[index])) continue;
    if (facts.seen.test(index)) return kMalformed;
    facts.seen.set(index);
    return check_single(index, trimmed(value));
  }
  return std::nullopt;
}

// What the fields say together (RFC 9112, 3.2 and 6.1).
std::optional<Fault> check_whole(const Facts& facts) {
  const bool chunked = facts.seen.test(transfer_encoding);
  if (chunked && (facts.seen.test(content_length) || facts.http_1_0)) return kMalformed;
  if (!facts.http_1_0 && !facts.seen.test(host)) return kMalformed;
  return std::nullopt;
}

// Cuts a line off; its CR LF was seen by the search. A CR elsewhere is in no character class.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 2);
  return line;
}

}  // namespace

void HeadSearch::look_at(std::string_view received) {
  while (!fault && end == 0) {
    const std::size_t newline = received.find('\n', scanned_);
    if (newline == std::string_view::npos) break;
    take_line(received, newline);
  }
  scanned_ = std::max(scanned_, received.size());
  if (!fault) check_limits(received);
}

void HeadSearch::take_line(std::string_view received, std::size_t newline) {
  scanned_ = newline + 1;
  if (newline == line_ || received[newline - 1] != '\r') {
    fault = kMalformed;
    return;
  }
  const bool empty = newline - 1 == line_;
  if (empty && newline == 1) {
    start = 2;
  } else if (empty) {
    end = newline + 1;
  }
  line_ = newline + 1;
}

void HeadSearch::check_limits(std::string_view received) {
  // Some room for the method and the version beside the target.
  constexpr std::size_t kMaxFirstLine = kMaxTargetBytes + 64;
  if (received.size() > start && !is_token_char(received[start]) && received[start] != '\r') {
    fault = kMalformed;
  } else if (line_ == start && received.size() > kMaxFirstLine) {
    fault = kTargetTooLong;
  } else if ((end == 0 ? received.size() : end) > kMaxHeadBytes) {
    fault = kHeadTooLarge;
  }
}

std::optional<Fault> check_head(std::string_view head) {
  if (head.size() > kMaxHeadBytes) return kHeadTooLarge;
  if (!head.ends_with("\r\n\r\n")) return kMalformed;
  head.remove_suffix(2);
  Facts facts;
  if (auto fault = check_request_line(next_line(head), facts)) return fault;
  for (std::size_t fields = 0; !head.empty(); ++fields) {
    if (fields == kMaxFields) return kHeadTooLarge;
    if (auto fault = check_field(next_line(head), facts)) return fault;
  }
  return check_whole(facts);
}

}  // namespace rollcall::api::http
