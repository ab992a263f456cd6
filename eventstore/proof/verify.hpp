#pragma once
// Reads a log's files from end to end and checks everything that they promise: batches without a
// gap, each with the hash that its events and the batch before give; positions 1, 2, 3 … in every
// office; no event outside of a batch; and the roots that earlier checkpoints stated.
//
// Opens the files for reading only, so it works on a copy, and on a log that a server is writing
// (as of its opening).

#include <filesystem>
#include <map>
#include <vector>

#include "eventstore/log.hpp"
#include "eventstore/proof/tree.hpp"

namespace rollcall::eventstore {

// What somebody holds a checkpoint of.
struct Expected {
  OfficeId office{};
  TreeHead head;
};

enum class Flaw {
  batch_missing,          // its row is not there, or cannot be read
  event_missing,          // or cannot be read
  events_changed,         // they, or the batch before, are not what the batch was made of
  out_of_order,           // a position is not the one after the last
  event_without_batch,    // an event that no batch brought
  shorter_than_expected,  // the log ends before the checkpoint: its end was cut
  other_than_expected,    // the first events are not those that the checkpoint covers
};

// Where. `first` and `last` are positions of `office`; zero where they say nothing.
struct Finding {
  Flaw flaw{};
  std::uint64_t batch = 0;
  OfficeId office{};
  Position first = 0;
  Position last = 0;
  bool operator==(const Finding&) const = default;
};

struct Verified {
  std::uint64_t batches = 0;
  std::map<OfficeId, TreeHead> heads;
  std::vector<Finding> findings;  // none: the log is whole; the walk ends at the first damage
};

// Error::io or corrupt if the files can't be opened at all.
Result<Verified> verify_log(const std::filesystem::path& folder,
                            const std::vector<Expected>& expected);

}  // namespace rollcall::eventstore
