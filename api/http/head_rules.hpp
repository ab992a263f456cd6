#pragma once
// The strict reading of a request's head (RFC 9112), on its raw bytes, before the lenient parser
// sees them: two readings of one head are how a second request is smuggled in. Pure functions.

#include <cstddef>
#include <optional>
#include <string_view>

#include "api/http/plain_problem.hpp"

namespace rollcall::api::http {

inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;  // request line and fields
inline constexpr std::size_t kMaxTargetBytes = 4 * 1024;
inline constexpr std::size_t kMaxFields = 100;

// The search for a head's end, carried on as bytes come in. One empty line before the request line
// is passed over (RFC 9112, 2.2). A bare LF, a first byte that begins no method, and heads over a
// limit are faults as soon as they show.
struct HeadSearch {
  std::size_t start = 0;  // of the request line
  std::size_t end = 0;    // behind the empty line; 0: not there yet
  std::optional<Fault> fault;

  // `received`: all bytes from the same beginning as at the last call.
  void look_at(std::string_view received);

 private:
  void take_line(std::string_view received, std::size_t newline);
  void check_limits(std::string_view received);

  std::size_t line_ = 0;     // start of the line being searched
  std::size_t scanned_ = 0;  // no line end before here
};

// The rules for a whole head, empty line included. nullopt: it may go on to the parser.
std::optional<Fault> check_head(std::string_view head);

}  // namespace rollcall::api::http
