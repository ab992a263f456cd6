#pragma once
// What somebody who is signed in tried and may not do. Recorded, but only so often: with a
// credential that is known to be too small, nobody can fill the log.

#include <string>
#include <variant>
#include <vector>

#include "domain/proposal.hpp"

namespace rollcall::domain {

// Of one principal, in one hour: each operation once, and this many operations.
inline constexpr std::size_t kMaxDenialsPerHour = 20;

struct AccessDenied {
  static constexpr EventType kType = 99;
  static constexpr std::string_view kName = "AccessDenied";
  Actor principal;        // never the system
  std::string operation;  // "PATCH /v1/staff/{staffId}": method and route, without what was sent
  bool operator==(const AccessDenied&) const = default;
};
using DenialEvent = std::variant<AccessDenied>;

// Denials of the hour that the last one was recorded in.
struct DenialState {
  std::int64_t hour = 0;  // since 1970-01-01T00Z
  std::vector<std::string> operations;
};
FactQueries facts_of_denials(const Actor& principal);
DenialState evolve(DenialState state, const Recorded& recorded);

// The tag that finds a principal's denials: that of who it is.
Tag tag_of_principal(const Actor& principal);

struct DenyAccess {
  Actor principal;
  std::string operation;
};
// Never refuses; no event if this hour holds it already, or enough of them.
Proposals decide(const DenialState& state, const DenyAccess& command, Instant now);

}  // namespace rollcall::domain
