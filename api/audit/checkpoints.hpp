#pragma once
// Signed checkpoints of every office's log in a folder, for somebody else to fetch and keep; and
// proofs against one of the moment.

#include "api/app/context.hpp"
#include "eventstore/proof/log_proof.hpp"

namespace rollcall::api {

// The office's log up to now, as a C2SP checkpoint.
eventstore::Result<std::string> checkpoint_now(Context& context,
                                               const eventstore::OfficeId& office);

// That the event is in the office's log, by a checkpoint of now. Error::invalid: it is not there.
eventstore::Result<eventstore::LogProof> prove_now(Context& context,
                                                   const eventstore::OfficeId& office,
                                                   eventstore::Position position);

// Writes Settings::checkpoint_folder/OFFICE/SIZE.note for each office whose log has grown since; a
// size is 20 digits, so that names sort. What cannot be written is logged and tried the next time.
void keep_checkpoints(Context& context);

}  // namespace rollcall::api
