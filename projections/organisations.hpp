#pragma once
// View: customers and suppliers, in order of name.

#include "projections/contacts.hpp"
#include "projections/paging.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct OrganisationRow {
  domain::OrganisationId id;
  domain::OrganisationKind kind{};
  domain::Name name;
  Position version = 0;
};
struct OrganisationMatch {
  OrganisationRow organisation;
  std::vector<ContactRow> matched_contacts;  // at most 10, whose names or addresses match
};

std::unique_ptr<Projection> make_organisations_projection();
std::optional<OrganisationRow> find_organisation(const ViewReader& view, const OfficeId& office,
                                                 domain::OrganisationId id);
// In order of name (root collation, ties by id).
Page<OrganisationRow> list_organisations(const ViewReader& view, const OfficeId& office,
                                         domain::OrganisationKind kind, const PageRequest& page);
// Whose own name, or a contact person's name or address, holds every word of `query` (case-folded).
Page<OrganisationMatch> search_organisations(const ViewReader& view, const OfficeId& office,
                                             domain::OrganisationKind kind, std::string_view query,
                                             const PageRequest& page);

}  // namespace rollcall::projections
