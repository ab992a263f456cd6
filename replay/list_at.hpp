#pragma once
// What a list was made of at an earlier position: its definition then, and some participants then.
// Every event of a list or a participant says all of it, so the last one up to that position is
// enough: the cost grows with what is asked for, not with how often it changed.
//
// Errors: what reading gives; Error::corrupt if an event cannot be decoded.

#include <optional>
#include <vector>

#include "domain/list.hpp"
#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::replay {

// Which office's log, as of which position.
struct Moment {
  const eventstore::Log& log;
  const projections::LogCodec& codec;
  eventstore::OfficeId office{};
  eventstore::Position position = 0;
};

// nullopt: the list was not there.
eventstore::Result<std::optional<domain::ListDefinition>> definition_at(const Moment& moment,
                                                                        domain::ListId list);

// Those of `participants` that were there, in their order.
eventstore::Result<std::vector<domain::ListRow>> participants_at(
    const Moment& moment, const std::vector<domain::ParticipantId>& participants);

// Who was removed from the project after the moment, up to `up_to`.
eventstore::Result<std::vector<domain::ParticipantId>> removed_since(const Moment& moment,
                                                                     domain::ProjectId project,
                                                                     eventstore::Position up_to);

}  // namespace rollcall::replay
