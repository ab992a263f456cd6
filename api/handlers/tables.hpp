#pragma once
// The routes of each resource, in its namespace: a constexpr array beside its handlers.

#include <span>

#include "api/app/route.hpp"

namespace rollcall::api::handlers {

using Table = std::span<const Route>;

// clang-format off
namespace office { Table routes(); }           // office/office.cpp
namespace staff { Table routes(); }            // office/staff.cpp
namespace api_tokens { Table routes(); }       // office/api_tokens.cpp
namespace erasures { Table routes(); }         // office/erasures.cpp
namespace share_templates { Table routes(); }  // mails/share_templates.cpp
namespace share_preview { Table routes(); }    // mails/share_preview.cpp
namespace organisations { Table routes(); }    // organisations.cpp: customers and suppliers
namespace contacts { Table routes(); }         // contacts.cpp
namespace projects { Table routes(); }         // projects.cpp: projects and memberships
namespace participants { Table routes(); }     // participants.cpp, with the import
namespace lists { Table routes(); }            // lists.cpp
namespace rows { Table routes(); }             // rows.cpp: staff and API clients look
namespace shares { Table routes(); }           // shares.cpp
namespace overview { Table routes(); }         // shares/overview.cpp: across lists
namespace bulk { Table routes(); }             // shares/bulk.cpp: many at once
namespace shared { Table routes(); }           // shared.cpp: below a mailed link
namespace viewing { Table routes(); }          // viewing.cpp: by viewing session alone
namespace receiver_pages { Table routes(); }   // pages.cpp: what a browser is shown
namespace sessions { Table routes(); }         // accounts/sessions.cpp
namespace passwords { Table routes(); }        // accounts/passwords.cpp: links that set them
namespace account_pages { Table routes(); }    // accounts/pages.cpp
namespace ticked_lists { Table routes(); }     // customer_web/lists.cpp: the checkbox
namespace menu_items { Table routes(); }       // customer_web/items.cpp
namespace offers { Table routes(); }           // customer_web/offers.cpp: mailed, and their links
namespace offer_pages { Table routes(); }      // customer_web/offer_page.cpp
namespace visits { Table routes(); }           // customer_web/visits.cpp: contact persons
namespace log { Table routes(); }              // audit/log.cpp: checkpoints and tiles
namespace audience { Table routes(); }         // audit/audience.cpp: who could see a list
namespace disclosures { Table routes(); }      // audit/disclosures.cpp: who saw it, or somebody
namespace people { Table routes(); }           // audit/people.cpp: all about one person
namespace stale_copies { Table routes(); }     // audit/stale.cpp: who saw only what it was
namespace events { Table routes(); }           // audit/events.cpp: the feed
namespace receipts { Table routes(); }         // audit/receipts.cpp: of looks
namespace visit_pages { Table routes(); }      // customer_web/pages.cpp: in a browser
namespace operation { Table routes(); }        // operation.cpp: health, metrics, OpenAPI
// clang-format on

}  // namespace rollcall::api::handlers
