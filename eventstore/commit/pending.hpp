#pragma once
// An append on its way: made on the producer's thread, decided and written on the committer's.

#include "eventstore/keys.hpp"
#include "eventstore/log.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

struct Pending {
  Append append;
  Completion done;
  std::size_t weight = 0;

  // What will be stored, its leaf hash and the keys of its tags, if all comes out as guessed.
  struct Prepared {
    Bytes stored;
    Hash leaf{};
    std::vector<TagPrefix> tags;
  };
  std::vector<Prepared> prepared;  // one per event
  Millis guessed_recorded_at = 0;
  OfficeNumber guessed_office = 0;

  // Asks for nothing but that the recent index rows be sealed.
  bool seals = false;

  // The committer's: what will be answered. If it needs the write, only when the group is durable.
  Outcome outcome = tl::unexpected(Error::stopped);
  bool needs_write = false;
};

// Does all work that needs no turn, hashing above all. recorded_at is known only when the append's
// turn comes, but nearly always is what the office lets one guess. `office` is nullptr if unknown.
std::unique_ptr<Pending> prepare(Append append, Completion done, const Office* office);

// With what turned out to be true: does again what was prepared from a wrong guess.
void settle(Pending& pending, OfficeNumber office, Millis recorded_at);

// Asks the processor for an append that another thread made, so that it is in the cache by the time
// its turn comes; to be called for `distance` 3, 2 and 1 turns before (each step needs the last).
void fetch_ahead(const Pending& pending, std::size_t distance);

}  // namespace rollcall::eventstore
