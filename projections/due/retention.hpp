#pragma once
// View: projects by the last day on which their data is kept, until their retention is done: what
// is due is found without looking at all projects. It finds only; the rest is decided from the log.

#include <vector>

#include "projections/projection.hpp"

namespace rollcall::projections {

std::unique_ptr<Projection> make_retention_projection();

// Of last days before `today`, at most `limit`, the longest overdue first.
std::vector<domain::ProjectId> projects_past_retention(const ViewReader& view,
                                                       const OfficeId& office, domain::Date today,
                                                       std::size_t limit);

}  // namespace rollcall::projections
