#pragma once
// What must hold for any bytes that a client may send. Stops the program where it doesn't.

#include <algorithm>
#include <string>
#include <string_view>

#include "api/http/grammar.hpp"
#include "api/http/head_rules.hpp"
#include "api/http/request_parser.hpp"
#include "eventstore/check.hpp"

namespace rollcall::tests {

// The end of a head does not depend on how its bytes arrive.
inline api::http::HeadSearch search_head(std::string_view bytes) {
  api::http::HeadSearch whole;
  whole.look_at(bytes);
  api::http::HeadSearch pieces;
  for (std::size_t size = 0; size <= bytes.size() && !pieces.fault && pieces.end == 0; ++size) {
    pieces.look_at(bytes.substr(0, size));
  }
  if (!whole.fault && !pieces.fault) {
    CHECK(pieces.end == whole.end && pieces.start == whole.start);
  }
  if (whole.end == 0 && whole.fault) CHECK(pieces.fault);
  return whole;
}

inline void check_request_head(const api::http::RequestHead& head, std::string_view raw) {
  CHECK(raw.size() <= api::http::kMaxHeadBytes);
  CHECK(head.headers.size() <= api::http::kMaxFields + 1);
  CHECK(!head.target.empty() && head.target.size() <= api::http::kMaxTargetBytes + 1);
  for (const auto& header : head.headers) {
    CHECK(api::http::is_token(header.name) && api::http::is_field_value(header.value));
    CHECK(std::none_of(header.name.begin(), header.name.end(),
                       [](char c) { return c >= 'A' && c <= 'Z'; }));
  }
  const bool chunked = head.header("transfer-encoding") != nullptr;
  CHECK(!(chunked && head.content_length));
  CHECK(head.content_length.has_value() == (head.header("content-length") != nullptr));
}

struct BodyOutcome {
  bool complete = false;
  bool refused = false;
  std::size_t used = 0;
  std::string body;
};

inline BodyOutcome read_body(std::string_view head, std::string_view bytes, std::size_t step) {
  constexpr std::uint64_t kLimit = 4096;
  api::http::RequestParser parser;
  CHECK(!parser.parse_head(head));
  BodyOutcome outcome;
  if (parser.head().content_length.value_or(0) > kLimit) return outcome;
  parser.limit_body(kLimit);
  std::size_t shown = 0;
  while (!parser.complete() && !outcome.refused && shown < bytes.size()) {
    shown = std::min(shown + step, bytes.size());
    std::size_t used = 0;
    const auto fresh = bytes.substr(outcome.used, shown - outcome.used);
    outcome.refused = parser.parse_body(fresh, used).has_value();
    CHECK(used <= fresh.size());
    outcome.used += used;
  }
  outcome.complete = parser.complete() && !outcome.refused;
  outcome.body = parser.take().body;
  CHECK(outcome.body.size() <= kLimit);
  return outcome;
}

// A body ends where it ends, in one piece or in many.
inline void check_http_front(std::string_view bytes) {
  const api::http::HeadSearch found = search_head(bytes);
  if (found.fault || found.end == 0) return;
  const std::string_view head = bytes.substr(found.start, found.end - found.start);
  api::http::RequestParser parser;
  const bool refused = parser.parse_head(head).has_value();
  if (api::http::check_head(head)) CHECK(refused);
  if (refused) return;
  check_request_head(parser.head(), head);
  if (parser.complete()) return;
  const BodyOutcome whole = read_body(head, bytes.substr(found.end), bytes.size());
  const BodyOutcome pieces = read_body(head, bytes.substr(found.end), 7);
  if (whole.complete) {
    CHECK(pieces.complete && pieces.used == whole.used && pieces.body == whole.body);
  }
  if (pieces.complete) CHECK(whole.complete);
}

}  // namespace rollcall::tests
