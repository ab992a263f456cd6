#include "api/app/route.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api {

std::span<const std::span<const Route>> route_tables() {
  static const std::array tables = {
      handlers::organisation_routes(),  handlers::contact_routes(),
      handlers::project_routes(),       handlers::participant_routes(),
      handlers::list_routes(),          handlers::row_routes(),
      handlers::share_routes(),         handlers::shared_routes(),
      handlers::viewing_routes(),       handlers::session_routes(),
      handlers::password_routes(),      handlers::account_page_routes(),
      handlers::page_routes(),          handlers::office_routes(),
      handlers::staff_routes(),         handlers::api_token_routes(),
      handlers::operation_routes(),     handlers::share_template_routes(),
      handlers::share_preview_routes(), handlers::offer_routes(),
      handlers::offer_page_routes(),    handlers::overview_routes(),
      handlers::bulk_routes(),          handlers::ticked_list_routes(),
      handlers::menu_item_routes(),     handlers::visit_routes(),
      handlers::log_routes(),           handlers::visit_page_routes(),
      handlers::audience_routes(),      handlers::disclosure_routes(),
      handlers::people_routes(),        handlers::stale_routes(),
      handlers::event_routes(),
      handlers::receipt_routes(),
      handlers::erasure_routes(),
  };
  return tables;
}

}  // namespace rollcall::api
