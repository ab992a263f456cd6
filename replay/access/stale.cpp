#include "replay/access/stale.hpp"

#include <algorithm>
#include <map>

namespace rollcall::replay {
namespace {

struct Seen {
  StaleReceiver receiver;
  eventstore::Position newest = 0;  // version
};

bool is_the_offices(const domain::Actor& viewer) {
  return viewer.kind != domain::ActorKind::receiver && viewer.kind != domain::ActorKind::contact;
}

}  // namespace

eventstore::Result<std::vector<StaleReceiver>> stale_receivers(const Moment& moment,
                                                               domain::ListId list,
                                                               eventstore::Position since) {
  std::map<domain::Actor, Seen> seen;
  LookRange next{.limit = kLooksAtOnce};
  while (true) {
    auto looks = disclosures_of(moment, list, next);
    if (!looks) return tl::make_unexpected(looks.error());
    if (looks->empty()) break;
    next.after = looks->back().position;
    for (auto& look : *looks) {
      if (is_the_offices(look.viewer)) continue;
      Seen& theirs = seen[look.viewer];
      theirs.newest = std::max(theirs.newest, look.look.list_version);
      theirs.receiver = {look.viewer, std::move(look), theirs.receiver.looks + 1};
    }
  }
  std::vector<StaleReceiver> stale;
  for (auto& [viewer, theirs] : seen) {
    if (theirs.newest < since) stale.push_back(std::move(theirs.receiver));
  }
  std::ranges::sort(stale, {}, [](const StaleReceiver& each) { return each.last.position; });
  return stale;
}

}  // namespace rollcall::replay
