#include "api/app/exchange.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers {
namespace {

std::string office_json(const projections::OfficeRow& row) {
  const auto& settings = row.settings;
  json::Writer out;
  out.begin_object().field("id", row.id.uuid.to_string());
  out.field("name", settings.name.str()).field("slug", settings.slug.str());
  out.field("timeZone", settings.time_zone.name());
  out.field("defaultLanguage", settings.default_language.str());
  out.field("automaticOfferLogin", settings.automatic_offer_login);
  out.field("retentionMonths", settings.retention_months);
  out.field("receiversMayDownload", settings.receivers_may_download);
  out.field("expiryReminderDays", settings.expiry_reminder_days);
  return out.end_object().finish();
}

void get_office(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  exchange->read([](const Shown& shown) {
    const auto row = projections::find_office(shown.view, shown.office);
    return row ? resource_response(200, office_json(*row), row->version) : not_found_response();
  });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/office", kOffice, BodyKind::none, get_office},
};

}  // namespace

std::span<const Route> office_routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers
