#pragma once
// Who signs an office's log: C2SP checkpoints carry its name as their origin.

#include <string>

#include "api/app/context.hpp"
#include "eventstore/proof/note.hpp"

namespace rollcall::api {

// A new Ed25519 secret key, as a NoteSigner has it.
std::string make_log_key();

std::string log_origin(const domain::OfficeId& office);

// Error::corrupt if the office has no key, which its founding made.
eventstore::Result<eventstore::NoteSigner> log_signer(const eventstore::Vault& vault,
                                                      const eventstore::OfficeId& office);

}  // namespace rollcall::api
