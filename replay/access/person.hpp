#pragma once
// All that the log has about one person: for who asks what is kept of them (GDPR, Art. 15).

#include <set>
#include <vector>

#include "domain/account.hpp"
#include "replay/list_at.hpp"

namespace rollcall::replay {

// Whom an address or an id turns out to be. An address may have been several persons', one after
// the other, and nobody's but a receiver's.
struct PersonTraces {
  std::set<domain::ContactId> contacts;
  std::set<domain::StaffId> staff;
  std::set<domain::ShareId> shares;         // with them
  std::optional<domain::EmailKey> email{};  // that was asked for
  bool empty() const { return contacts.empty() && staff.empty() && shares.empty(); }
};
// Errors here and below: what reading gives; Error::corrupt if an event cannot be decoded.
eventstore::Result<PersonTraces> traces_of(const Moment& moment, domain::EmailKey email);
eventstore::Result<PersonTraces> traces_of(const Moment& moment, domain::ContactId contact);

// Every event about them, shares with them and looks by these among them, and who read all that: at
// most `limit`, in order, after a position. (What staff looked at is found by the lists.)
eventstore::Result<std::vector<projections::LoggedEvent>> events_about(const Moment& moment,
                                                                       const PersonTraces& person,
                                                                       eventstore::Position after,
                                                                       std::size_t limit);

}  // namespace rollcall::replay
