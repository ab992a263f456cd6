#pragma once
// An append on its way: made on the producer's thread, decided and written on the committer's.

#include "eventstore/keys.hpp"
#include "eventstore/log.hpp"

namespace rollcall::eventstore {

struct Pending {
  Append append;
  Completion done;
  std::size_t weight = 0;

  // What will be stored, and its leaf hash, if recorded_at comes out as guessed.
  struct Prepared {
    Bytes stored;
    Hash leaf{};
  };
  std::vector<Prepared> prepared;  // one per event
  Millis guessed_recorded_at = 0;

  // The committer's: what will be answered. If it needs the write, only when the group is durable.
  Outcome outcome = tl::unexpected(Error::stopped);
  bool needs_write = false;
};

// Does all work that needs no turn, hashing above all. recorded_at is known only when the append's
// turn comes, but nearly always is what `last_recorded_at` of the office lets one guess.
std::unique_ptr<Pending> prepare(Append append, Completion done, Millis last_recorded_at);

// With the true recorded_at: hashes again if the guess was wrong.
void settle_recorded_at(Pending& pending, Millis recorded_at);

}  // namespace rollcall::eventstore
