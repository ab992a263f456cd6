#pragma once
// Stale copies: who was shown a list only as it was before a change (GDPR, Art. 19: they are to be
// told).

#include "replay/access/disclosures.hpp"

namespace rollcall::replay {

struct StaleReceiver {
  domain::Actor viewer;     // a receiver, or a contact person on customer web
  Disclosure last;          // their last look
  std::uint64_t looks = 0;  // all of theirs
};

// Receivers and visitors whose every look was at a version before `since`. In the order of their
// last looks. Errors: what reading gives; Error::corrupt if an event cannot be decoded.
eventstore::Result<std::vector<StaleReceiver>> stale_receivers(const Moment& moment,
                                                               domain::ListId list,
                                                               eventstore::Position since);

}  // namespace rollcall::replay
