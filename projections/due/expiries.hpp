#pragma once
// View: shares by their last day, until somebody is reminded of it: what is due is found without
// looking at all shares. It finds only; whether to remind is decided from the log.

#include <vector>

#include "projections/projection.hpp"

namespace rollcall::projections {

std::unique_ptr<Projection> make_expiries_projection();

// Of the days from `first` to `last`, in their order.
std::vector<domain::ShareId> shares_ending(const ViewReader& view, const OfficeId& office,
                                           domain::Date first, domain::Date last);

}  // namespace rollcall::projections
