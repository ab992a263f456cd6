#pragma once
// A contact person is edited, deactivated, reactivated, deleted, and unlinked from an organisation:
// handlers below /v1/contacts/{contactId}, and of DELETE /v1/customers/{id}/contacts/{contactId}.

#include <memory>

#include "api/app/exchange.hpp"
#include "domain/contact.hpp"

namespace rollcall::api::handlers {

// Facts about a person who is to be unlinked from an organisation: from their last one, deleted.
domain::ContactLeaveFacts load_unlinking(const Exchange& exchange, Facts& facts,
                                         domain::ContactId id, domain::OrganisationId organisation);

void edit_contact(const std::shared_ptr<Exchange>& exchange);
void delete_contact(const std::shared_ptr<Exchange>& exchange);
void deactivate_contact(const std::shared_ptr<Exchange>& exchange);
void reactivate_contact(const std::shared_ptr<Exchange>& exchange);
// `kind`: what the path says the organisation is.
void unlink_contact(const std::shared_ptr<Exchange>& exchange, domain::OrganisationKind kind);

}  // namespace rollcall::api::handlers
