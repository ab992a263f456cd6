#pragma once
// View: participants who are not erased, removed ones too, by every address they ever had and by
// project: whom an erasure or a retention is about is found without reading rosters. It finds only;
// who is erased is decided from the log.

#include <vector>

#include "projections/projection.hpp"

namespace rollcall::projections {

std::unique_ptr<Projection> make_people_projection();

// At most `limit`, in order of id. `email` is canonical.
std::vector<domain::ParticipantId> participants_with_email(const ViewReader& view,
                                                           const OfficeId& office,
                                                           std::string_view email,
                                                           std::size_t limit);
std::vector<domain::ParticipantId> unerased_participants(const ViewReader& view,
                                                         const OfficeId& office,
                                                         domain::ProjectId project,
                                                         std::size_t limit);

}  // namespace rollcall::projections
