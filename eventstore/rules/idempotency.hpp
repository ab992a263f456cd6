#pragma once
// When an earlier answer counts, said once for every log.

#include <algorithm>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

// An office's time never runs backwards: `now` earlier than its last event counts as that. So an
// answer once expired stays so, pruned or not.
inline bool expired(const Answer& answer, Millis now, Millis last_recorded_at) {
  return std::max(now, last_recorded_at) - answer.recorded_at > kAnswerLifetime;
}

}  // namespace rollcall::eventstore
