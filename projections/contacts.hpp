#pragma once
// View: contact persons, found by id, by the beginning of their address, by organisation, by words;
// whoever is deleted is gone from it.

#include "projections/paging.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct ContactRow {
  domain::ContactId id;
  domain::ContactState state;  // folded by the domain's own evolve
};

std::unique_ptr<Projection> make_contacts_projection();
std::optional<ContactRow> find_contact(const ViewReader& view, const OfficeId& office,
                                       domain::ContactId id);
// `active`: only those who are, or are not.
// In order of canonical address. `email_prefix` is case-folded as addresses are; "" gives all.
Page<ContactRow> contacts_by_email(const ViewReader& view, const OfficeId& office,
                                   std::string_view email_prefix, const PageRequest& page,
                                   std::optional<bool> active = std::nullopt);
// Every word of `query` is the beginning of a word of the names or the address.
Page<ContactRow> search_contacts(const ViewReader& view, const OfficeId& office,
                                 std::string_view query, const PageRequest& page,
                                 std::optional<bool> active = std::nullopt);
Page<ContactRow> contacts_of_organisation(const ViewReader& view, const OfficeId& office,
                                          domain::OrganisationId organisation,
                                          const PageRequest& page);

}  // namespace rollcall::projections
