#include "api/app/route.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api {

std::span<const std::span<const Route>> route_tables() {
  static const std::array tables = {
      handlers::organisations::routes(),
      handlers::contacts::routes(),
      handlers::projects::routes(),
      handlers::participants::routes(),
      handlers::lists::routes(),
      handlers::rows::routes(),
      handlers::shares::routes(),
      handlers::shared::routes(),
      handlers::viewing::routes(),
      handlers::sessions::routes(),
      handlers::passwords::routes(),
      handlers::account_pages::routes(),
      handlers::receiver_pages::routes(),
      handlers::office::routes(),
      handlers::staff::routes(),
      handlers::api_tokens::routes(),
      handlers::operation::routes(),
      handlers::share_templates::routes(),
      handlers::share_preview::routes(),
      handlers::offers::routes(),
      handlers::offer_pages::routes(),
      handlers::overview::routes(),
      handlers::bulk::routes(),
      handlers::ticked_lists::routes(),
      handlers::menu_items::routes(),
      handlers::visits::routes(),
      handlers::log::routes(),
      handlers::visit_pages::routes(),
      handlers::audience::routes(),
      handlers::disclosures::routes(),
      handlers::people::routes(),
      handlers::stale_copies::routes(),
      handlers::events::routes(),
      handlers::receipts::routes(),
      handlers::erasures::routes(),
  };
  return tables;
}

}  // namespace rollcall::api
