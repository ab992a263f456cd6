#pragma once
// Exports on the record: watching is watched, also from the command line.

#include "api/audit/export/write.hpp"

namespace rollcall::api::audit_export {

// Appends who exported what, by `request`, and how many events it gives; the server's own name
// stands for whoever has the folder. Blocks until it is durable. False: it could not be written.
bool record_export(const Sources& sources, const Request& request, std::size_t events);

// What an export made now is as of: the last event before the records of exports that nothing has
// followed. With its record a copy of a folder parts from the office's log, and whatever the log's
// key signs must hold for both. Errors: what reading gives; Error::corrupt.
eventstore::Result<eventstore::Position> position_of_export(const eventstore::Log& log,
                                                            const projections::LogCodec& codec,
                                                            const eventstore::OfficeId& office);

}  // namespace rollcall::api::audit_export
