#pragma once
// Events of an export as lines of JSON, each with its proof: {"position", "id", "type", "at",
// "decidedAt", "actor", "request", "tags", "leaf", "proof"}. All but `leaf` (the stored bytes) and
// `proof` (hashes of the inclusion proof, from the leaf up) is in words what these say.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/proof/note.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::api::audit_export {

struct ProvedEvent {
  projections::LoggedEvent logged;
  eventstore::Bytes leaf;
  eventstore::Proof proof;
};

std::string event_line(const ProvedEvent& event, const domain::Uuid& event_id);

// The event of a line, if the log has it; faults name all that is wrong with the line.
std::optional<ProvedEvent> check_line(std::string_view line, const eventstore::TreeHead& head,
                                      std::vector<std::string>& faults);

}  // namespace rollcall::api::audit_export
