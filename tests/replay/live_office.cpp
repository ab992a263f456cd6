#include "tests/replay/live_office.hpp"

#include <algorithm>

#include "eventstore/check.hpp"

namespace rollcall::replay {

using projections::kLogOffice;

void LiveOffice::watch(const domain::FactQuery& query,
                       std::function<void(const domain::Recorded&)> apply) {
  CHECK(query.tags.size() == 1);
  watches_[query.tags.front()].push_back({query.types, std::move(apply)});
}

void LiveOffice::tell(const domain::Recorded& recorded) {
  const auto type = domain::type_of(*recorded.event);
  for (const auto& tag : domain::tags_of(*recorded.event)) {
    const auto found = watches_.find(tag);
    if (found == watches_.end()) continue;
    for (const auto& [types, apply] : found->second) {
      if (types.empty() || std::ranges::find(types, type) != types.end()) apply(recorded);
    }
  }
}

bool LiveOffice::record(const domain::Result<domain::Proposals>& decided, domain::Actor by) {
  return decided && record(*decided, by);
}

bool LiveOffice::record(domain::Proposals proposals, domain::Actor by) {
  if (proposals.empty()) return false;
  std::vector<eventstore::Id> persons;
  for (const auto& person : projections::persons_of(proposals)) {
    persons.push_back(projections::to_log(person.uuid));
  }
  CHECK(vault_->create_keys(kLogOffice, persons, now.ms).has_value());
  auto encoded = codec_.encode(kLogOffice, proposals, [this] { return next_id(); });
  CHECK(encoded.has_value());
  eventstore::Append append;
  append.office = kLogOffice;
  append.events = std::move(*encoded);
  append.decided_at = now.ms;
  append.actor = projections::to_log(by);
  CHECK(eventstore::append_and_wait(*log_, std::move(append)).has_value());
  auto position = head() - proposals.size();
  for (const auto& proposal : proposals) tell({proposal.event.get(), ++position, now, by});
  return true;
}

}  // namespace rollcall::replay
