#include "eventstore/commit/pending.hpp"

#include "eventstore/proof/sha256.hpp"
#include "eventstore/rules/limits.hpp"

namespace rollcall::eventstore {

std::unique_ptr<Pending> prepare(Append append, Completion done, Millis last_recorded_at) {
  auto pending = std::make_unique<Pending>();
  pending->weight = weight(append);
  pending->guessed_recorded_at = std::max(append.decided_at, last_recorded_at);
  const EnvelopeFacts facts{append.decided_at, pending->guessed_recorded_at, append.actor,
                            append.correlation};
  pending->prepared.reserve(append.events.size());
  for (const NewEvent& event : append.events) {
    auto& [stored, leaf] = pending->prepared.emplace_back();
    stored = encode_stored(event, facts);
    leaf = leaf_hash(stored);
  }
  pending->append = std::move(append);
  pending->done = std::move(done);
  return pending;
}

void settle_recorded_at(Pending& pending, Millis recorded_at) {
  if (recorded_at == pending.guessed_recorded_at) return;
  for (auto& [stored, leaf] : pending.prepared) {
    set_recorded_at(stored, recorded_at);
    leaf = leaf_hash(stored);
  }
}

}  // namespace rollcall::eventstore
