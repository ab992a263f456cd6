#pragma once
// Between the domain's events and the log's records: payloads by the codec with the vault's keys,
// tags and ids by value. The one place where both are known.

#include <functional>
#include <memory>
#include <vector>

#include "domain/codec/codec.hpp"
#include "domain/event.hpp"
#include "eventstore/log.hpp"
#include "eventstore/vault.hpp"

namespace rollcall::projections {

eventstore::Id to_log(const domain::Uuid& id);
domain::Uuid from_log(const eventstore::Id& id);
eventstore::Tag to_log(const domain::Tag& tag);
eventstore::Query to_log(const domain::FactQueries& queries);
eventstore::Actor to_log(const domain::Actor& actor);
domain::Actor from_log(const eventstore::Actor& actor);

// A record with its event decoded. Owns the event; `recorded()` lives as long as it does.
struct LoggedEvent {
  domain::Event event;
  eventstore::Position position = 0;
  domain::Instant decided_at;
  domain::Instant recorded_at;
  domain::Actor actor;
  domain::Uuid correlation;
  domain::Recorded recorded() const { return {&event, position, decided_at, actor}; }
};

class LogCodec {
 public:
  explicit LogCodec(const eventstore::Vault& vault) : vault_(vault) {}

  // Error::unknown_type and ::malformed mean the log and this build do not fit.
  codec::Result<LoggedEvent> decode(const eventstore::OfficeId& office,
                                    const eventstore::Record& record) const;

  // Events ready to append: fresh ids (`next_id` gives each), tags, sealed payloads. The persons'
  // keys must be in the vault before (see persons_of).
  codec::Result<std::vector<eventstore::NewEvent>> encode(
      const eventstore::OfficeId& office, const domain::Proposals& proposals,
      const std::function<domain::Uuid()>& next_id) const;

 private:
  const eventstore::Vault& vault_;
};

// Whose keys the events seal with.
std::vector<domain::PersonId> persons_of(const domain::Proposals& proposals);

}  // namespace rollcall::projections
