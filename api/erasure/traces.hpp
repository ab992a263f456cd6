#pragma once
// What of persons lies outside the log's events: found by ids in these, which say nothing about
// anybody and can be read when the persons' keys are gone.

#include <set>
#include <string>
#include <vector>

#include "api/commands/commands.hpp"
#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::api {

struct Traces {
  std::vector<eventstore::SecretName> secrets;  // of the vault
  std::vector<std::string> mails;               // Message-IDs, without attempts
  std::set<std::string> addresses;              // those that can still be read
  std::vector<eventstore::Position> positions;  // of events that may have their keyed addresses
};

// Of contact persons (their tag), receivers (their shares') and staff, by their own events and
// those of shares made to them. nullopt: the log can't be read.
std::optional<Traces> traces_of(const eventstore::Log& log, const projections::LogCodec& codec,
                                const eventstore::OfficeId& office,
                                const std::set<domain::Tag>& subjects);

}  // namespace rollcall::api
