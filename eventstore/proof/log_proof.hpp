#pragma once
// That an event is in a log, as one text that is checked offline: C2SP tlog-proof (index, inclusion
// proof, checkpoint), with no extra data. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "eventstore/proof/note.hpp"

namespace rollcall::eventstore {

struct LogProof {
  std::uint64_t index = 0;  // of the leaf, from 0: an event's position less 1
  Proof hashes;
  std::string checkpoint;  // the signed note as it is
  bool operator==(const LogProof&) const = default;
};
std::string to_string(const LogProof& proof);
// Extra data is passed over: nothing vouches for it.
std::optional<LogProof> parse_log_proof(std::string_view text);

// Is the leaf with these bytes in the checkpoint's tree, at the proof's index? Whose checkpoint it
// is, is asked before (open_checkpoint).
bool proves(const LogProof& proof, std::string_view leaf, const TreeHead& head);

}  // namespace rollcall::eventstore
