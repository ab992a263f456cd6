#pragma once
// Access receipts: that a look is in the office's log, in one JSON file that is checked offline.
// It holds the event as it is stored (personal parts sealed), a proof, and in words what the event
// says. The words are for people: whoever checks reads the event itself, and compares.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/proof/log_proof.hpp"

namespace rollcall::api {

struct Receipt {
  eventstore::Bytes leaf;  // the ListAccessed as it is stored
  eventstore::LogProof proof;
};

// {"kind", "look": {…}, "leaf", "proof"}; nullopt if the leaf is no look, or the checkpoint of no
// office's log.
std::optional<std::string> to_json(const Receipt& receipt);

struct CheckedReceipt {
  std::vector<std::string> faults;  // each names what is wrong; none: all of it holds
  std::string look;                 // what the event says, as JSON; "" if it could not be read
};
// `key`: the office's, from somewhere else than the receipt.
CheckedReceipt check_receipt(std::string_view file, const eventstore::NoteVerifier& key);

}  // namespace rollcall::api
