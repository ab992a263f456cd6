#pragma once
// Contact persons and organisations as JSON.

#include <optional>

#include "api/app/exchange.hpp"
#include "api/json/writer.hpp"
#include "projections/contacts.hpp"
#include "projections/organisations.hpp"

namespace rollcall::api::handlers {

// {email, firstName?, lastName?, phones?: [{label?, number}]}; nullopt if there were faults, which
// the body has then.
std::optional<domain::ContactDetails> read_contact_details(const json::Object& from);

// What of these a PATCH gives: null takes a name or the phones away.
domain::EditContact read_contact_edit(const json::Object& from, domain::ContactId contact);

std::string_view name_of(domain::OrganisationKind kind);
// The organisation, if it is of the kind that the path says; else one that does not exist.
domain::OrganisationState of_kind(domain::OrganisationKind kind,
                                  const domain::OrganisationState& state);
// "First Last", the address if there is no name; nullopt if the person is erased.
std::optional<std::string> display_name(const std::optional<domain::ContactDetails>& details);

// As an item of a collection, and whole: with the projects.
void write_contact(json::Writer& out, const Shown& shown, const projections::ContactRow& row);
std::string contact_json(const Shown& shown, const projections::ContactRow& row);

// As projects show them: "First Last [inactive]".
std::optional<std::string> marked_name(const domain::ContactState& contact);

// {id, displayName, email, active}: members of the object at hand.
void write_headline(json::Writer& out, domain::ContactId id, const domain::ContactState& contact,
                    const std::optional<std::string>& name);

// {id, kind, name} as the member `name` of the object at hand, or as an item.
void write_organisation(json::Writer& out, const Shown& shown, domain::OrganisationId id,
                        domain::OrganisationKind kind);

std::string contact_location(domain::ContactId id);

}  // namespace rollcall::api::handlers
