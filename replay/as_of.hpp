#pragma once
// Views as they were: the projections' own code over an in-memory store, fed only with the events
// that concern what is asked for.

#include <memory>
#include <vector>

#include "eventstore/log.hpp"
#include "projections/projection.hpp"

namespace rollcall::replay {

// A view that shows `resources` (contact, project, list, share … by their tags) and the headlines
// of what they refer to (names of organisations, projects, lists, the office) as of position
// `up_to`. Errors: what reading gives; Error::corrupt if an event cannot be decoded. The cost grows
// with these resources' own events only.
eventstore::Result<std::shared_ptr<const projections::ViewReader>> view_as_of(
    const eventstore::Log& log, const projections::LogCodec& codec,
    const eventstore::OfficeId& office, const std::vector<domain::Tag>& resources,
    eventstore::Position up_to);

}  // namespace rollcall::replay
