#pragma once
// Every sample event as the feed writes it: what tests/golden/feed.ndjson holds.

#include <string>
#include <vector>

#include "api/feed/cloud_event.hpp"
#include "tests/domain/codec/samples.hpp"

namespace rollcall::api::feed {

inline constexpr eventstore::OfficeId kSampleOffice{1, 2, 3};

// As the log has it.
inline projections::LoggedEvent logged(domain::Event event) {
  projections::LoggedEvent made{};
  made.event = std::move(event);
  made.position = 4'711;
  made.recorded_at = {1'800'000'000'123};
  made.actor = {domain::ActorKind::staff, codec::test::uuid(2)};
  made.correlation = codec::test::uuid(77);
  return made;
}

// Of each sample a line for an office admin, and one for an auditor.
inline std::vector<std::string> rendered_samples() {
  const auto vault = eventstore::make_memory_vault(eventstore::MasterKey::from_seed("tests"));
  const Viewer admin(kSampleOffice);
  const Viewer auditor(kSampleOffice, *vault);
  std::vector<std::string> lines;
  for (const auto& sample : codec::test::samples()) {
    const auto event = logged(sample.event);
    lines.push_back(cloud_event(event, admin).json);
    lines.push_back(cloud_event(event, auditor).json);
  }
  return lines;
}

}  // namespace rollcall::api::feed
