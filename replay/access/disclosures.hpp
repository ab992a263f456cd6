#pragma once
// Who did see a list: its recorded looks. And whose data these showed.

#include <limits>
#include <vector>

#include "domain/access.hpp"
#include "replay/list_at.hpp"

namespace rollcall::replay {

struct Disclosure {
  eventstore::Position position = 0;
  domain::Instant at;  // when it was decided
  domain::Actor viewer;
  domain::ListAccessed look;
  // Whether a participant was in it is not known any more: their values, by which the list chose
  // its rows, are erased. Of disclosures_of_participant only.
  bool is_possible = false;
};

// Positions of looks that are wanted: after < position <= up_to.
struct LookRange {
  eventstore::Position after = 0;
  eventstore::Position up_to = std::numeric_limits<eventstore::Position>::max();
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

// Looks that are read at once, where all of them are gone through.
inline constexpr std::size_t kLooksAtOnce = 4'096;

// The project of a list, deleted ones too; nullopt: there was never such a list up to the moment.
eventstore::Result<std::optional<domain::ProjectId>> project_of(const Moment& moment,
                                                                domain::ListId list);
eventstore::Result<std::optional<domain::ProjectId>> project_of(const Moment& moment,
                                                                domain::ParticipantId participant);

// Looks at the list, in their order, up to the moment. Errors here and below: what reading gives;
// Error::corrupt if an event cannot be decoded.
eventstore::Result<std::vector<Disclosure>> disclosures_of(const Moment& moment,
                                                           domain::ListId list,
                                                           const LookRange& range);

// Looks at any of the project's lists that showed the participant: they were a row of the list at
// the version that was shown. A look at changes shows who was added, removed or is other than
// `since`, with the values of then. In the log's order; the cost grows with the looks at the
// project's lists up to the last one that is found, of which few are in memory at once.
eventstore::Result<std::vector<Disclosure>> disclosures_of_participant(
    const Moment& moment, domain::ProjectId project, domain::ParticipantId participant,
    const LookRange& range);

}  // namespace rollcall::replay
