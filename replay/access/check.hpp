#pragma once
// Whoever saw, could see: every recorded look of a log against what decided it, as it was then.

#include <vector>

#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"
#include "replay/access/grant_facts.hpp"

namespace rollcall::replay {

struct Violation {
  eventstore::OfficeId office{};
  eventstore::Position position = 0;  // of the look
  domain::Instant at;
  domain::ListId list;
  domain::Actor viewer;
  NoAccess why{};
  bool operator==(const Violation&) const = default;
};

struct AccessReport {
  static constexpr std::size_t kMaxNamed = 1'000;
  std::uint64_t offices = 0;
  std::uint64_t lists = 0;
  std::uint64_t looks = 0;
  std::uint64_t violations = 0;
  std::vector<Violation> named;  // the first of them, at most kMaxNamed
};

// Reads every event of every office once, in order; needs no key of anybody. Errors: what reading
// gives; Error::corrupt if an event cannot be decoded.
eventstore::Result<AccessReport> check_accesses(const eventstore::Log& log,
                                                const projections::LogCodec& codec);

}  // namespace rollcall::replay
