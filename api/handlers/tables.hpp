#pragma once
// The routes of each resource. Every table is a constexpr array beside its handlers.

#include <span>

#include "api/app/route.hpp"

namespace rollcall::api::handlers {

std::span<const Route> office_routes();          // office/office.cpp
std::span<const Route> staff_routes();           // office/staff.cpp
std::span<const Route> api_token_routes();       // office/api_tokens.cpp
std::span<const Route> erasure_routes();         // office/erasures.cpp
std::span<const Route> share_template_routes();  // mails/share_templates.cpp
std::span<const Route> share_preview_routes();   // mails/share_preview.cpp
std::span<const Route> organisation_routes();    // organisations.cpp: customers and suppliers
std::span<const Route> contact_routes();         // contacts.cpp
std::span<const Route> project_routes();         // projects.cpp: projects and memberships
std::span<const Route> participant_routes();     // participants.cpp, with the import
std::span<const Route> list_routes();            // lists.cpp
std::span<const Route> row_routes();             // rows.cpp: staff and API clients look
std::span<const Route> share_routes();           // shares.cpp
std::span<const Route> overview_routes();        // shares/overview.cpp: across lists
std::span<const Route> bulk_routes();            // shares/bulk.cpp: many at once
std::span<const Route> shared_routes();          // shared.cpp: below a mailed link
std::span<const Route> viewing_routes();         // viewing.cpp: by viewing session alone
std::span<const Route> page_routes();            // pages.cpp: what a browser is shown
std::span<const Route> session_routes();         // accounts/sessions.cpp
std::span<const Route> password_routes();        // accounts/passwords.cpp: links that set them
std::span<const Route> account_page_routes();    // accounts/pages.cpp
std::span<const Route> ticked_list_routes();     // customer_web/lists.cpp: the checkbox
std::span<const Route> menu_item_routes();       // customer_web/items.cpp
std::span<const Route> offer_routes();           // customer_web/offers.cpp: mailed, and their links
std::span<const Route> offer_page_routes();      // customer_web/offer_page.cpp
std::span<const Route> visit_routes();           // customer_web/visits.cpp: contact persons
std::span<const Route> log_routes();             // audit/log.cpp: checkpoints and tiles
std::span<const Route> audience_routes();        // audit/audience.cpp: who could see a list
std::span<const Route> disclosure_routes();      // audit/disclosures.cpp: who saw it, or somebody
std::span<const Route> people_routes();          // audit/people.cpp: all about one person
std::span<const Route> stale_routes();           // audit/stale.cpp: who saw only what it was
std::span<const Route> event_routes();           // audit/events.cpp: the feed
std::span<const Route> receipt_routes();         // audit/receipts.cpp: of looks
std::span<const Route> visit_page_routes();      // customer_web/pages.cpp: in a browser
std::span<const Route> operation_routes();       // operation.cpp: health, metrics, OpenAPI

}  // namespace rollcall::api::handlers
