#pragma once
// View: which office and share a mailed link belongs to; set-password links are of no share. The
// one view that is not per office, as a link says nothing of its office. It only finds: whether the
// link opens anything is decided from the log.

#include "projections/projection.hpp"

namespace rollcall::projections {

struct LinkRow {
  OfficeId office{};
  domain::ShareId share;  // nil: it sets a password
};

std::unique_ptr<Projection> make_links_projection();
std::optional<LinkRow> find_link(const ViewReader& view, const domain::LinkHash& hash);

}  // namespace rollcall::projections
