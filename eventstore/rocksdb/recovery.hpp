#pragma once
// What is looked at when a log is opened: enough to see that its end is whole, never a full scan.

#include "eventstore/index/recent_tags.hpp"
#include "eventstore/rocksdb/database.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

// Where the chain of batches ends.
struct Tail {
  std::uint64_t sequence = 0;
  Hash hash{};
};

// Fills `offices` with who has which number; their heads stay 0. Error::corrupt unless the format
// is known and they have the numbers 1, 2, 3 ….
Result<void> load_offices(const Database& database, Offices& offices);

// Fills `offices` and finds the tail. Error::corrupt unless: the format is known; offices have the
// numbers 1, 2, 3 …, each a first event and a head; the last batches follow one another without a
// gap, give every office dense positions up to its head, and the last of them have the hashes
// that their events give.
Result<Tail> recover(const Database& database, Offices& offices);

// Brings the index rows that are in no table yet back into memory.
Result<void> load_recent(const Database& database, RecentTags& recent);

// Gives a new database its format version; leaves an old one alone.
Result<void> mark_format(const Database& database);

}  // namespace rollcall::eventstore
