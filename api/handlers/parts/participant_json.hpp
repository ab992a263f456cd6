#pragma once
// Participants as JSON.

#include <array>
#include <map>
#include <optional>
#include <string>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/lists.hpp"

namespace rollcall::api::handlers {

// What a body says of a participant: a merge patch (RFC 7396), of somebody known or of nobody yet.
// null and "" take a value away.
struct ParticipantChange {
  std::array<std::optional<std::string>, domain::kStandardFields> standard;
  std::map<std::string, std::string> fields;
  bool drops_fields = false;

  domain::ParticipantDetails applied_to(domain::ParticipantDetails details) const;
};
ParticipantChange read_participant(const json::Object& from);
// What the rules that need no state say of the values given.
domain::Refusals stateless_refusals(const ParticipantChange& change);

void write_participant(json::Writer& out, const projections::ParticipantRow& row);
std::string participant_json(const projections::ParticipantRow& row);

}  // namespace rollcall::api::handlers
