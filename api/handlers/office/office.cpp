#include "api/app/exchange.hpp"
#include "api/commands/slugs.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/tables.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers::office {
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

// What a PATCH says; the rest stays.
using SettingsChange = std::vector<std::function<void(domain::OfficeSettings&)>>;

template <class Value>
void take(SettingsChange& change, Value domain::OfficeSettings::* at,
          const std::optional<Value>& value) {
  if (value) change.push_back([at, wanted = *value](auto& settings) { settings.*at = wanted; });
}

SettingsChange read_change(const json::Object& from) {
  using Settings = domain::OfficeSettings;
  SettingsChange change;
  const auto parsed = [&]<class Value>(Value Settings::* at, std::string_view name) {
    const auto value = changed(from, name);
    if (value) take(change, at, value->template parsed<Value>());
  };
  const auto flag = [&](bool Settings::* at, std::string_view name) {
    const auto value = changed(from, name);
    if (value) take(change, at, value->boolean());
  };
  parsed(&Settings::name, "name");
  parsed(&Settings::slug, "slug");
  parsed(&Settings::time_zone, "timeZone");
  parsed(&Settings::default_language, "defaultLanguage");
  flag(&Settings::automatic_offer_login, "automaticOfferLogin");
  flag(&Settings::receivers_may_download, "receiversMayDownload");
  take(change, &Settings::retention_months, read_count(changed(from, "retentionMonths")));
  take(change, &Settings::expiry_reminder_days, read_count(changed(from, "expiryReminderDays")));
  return change;
}

domain::ChangeOfficeSettings command_of(domain::OfficeId id, const domain::OfficeState& state,
                                        const SettingsChange& change) {
  domain::ChangeOfficeSettings command{id, state.settings.value_or(domain::OfficeSettings{})};
  for (const auto& apply : change) apply(command.settings);
  return command;
}

domain::Result<domain::Proposals> decide_now(const Exchange& exchange,
                                             const domain::OfficeState& state,
                                             const domain::ChangeOfficeSettings& command) {
  const auto holder = exchange.context().slugs.find(command.settings.slug);
  return domain::decide({state, holder}, command);
}

// The claim holds a new short name until the change is answered.
struct Decision {
  domain::Result<domain::Proposals> proposals;
  std::shared_ptr<const Slugs::Claim> claim{};
};

// Only a change that is not refused otherwise claims: else it would keep others from the name.
Decision decide_and_claim(const Exchange& exchange, const domain::OfficeState& state,
                          const domain::ChangeOfficeSettings& command) {
  auto proposals = decide_now(exchange, state, command);
  const bool is_renamed = proposals && state.settings->slug != command.settings.slug;
  if (!is_renamed) return {std::move(proposals)};
  auto claim = exchange.context().slugs.claim(command.settings.slug, command.office);
  return {domain::decide({state, claim->holder()}, command), claim};
}

std::optional<http::Response> render_changed(const Shown& shown, const Done&) {
  const auto row = projections::find_office(shown.view, shown.office);
  if (!row) return std::nullopt;
  return resource_response(200, office_json(*row), row->version);
}

void change_office(const std::shared_ptr<Exchange>& exchange) {
  const domain::OfficeId id{projections::from_log(exchange->office())};
  json::Body body(exchange->request().body);
  const auto change = read_change(body.root());
  const auto load = [id](Facts& facts) {
    return facts.load<domain::OfficeState>(domain::facts_of_office(id));
  };
  const auto decide = [&](Facts& facts) {
    const auto state = load(facts);
    return decide_now(*exchange, *state, command_of(id, *state, change));
  };
  if (refused_body(*exchange, body, decide)) return;
  const auto claim = std::make_shared<std::shared_ptr<const Slugs::Claim>>();
  exchange->write(
      {[exchange, change, load, claim, id](
           Facts& facts, const domain::Deciding&) -> tl::expected<Decided, Denied> {
         const auto state = load(facts);
         if (!wire::if_match_holds(exchange->request(), state->version)) return stale();
         auto decision = decide_and_claim(*exchange, *state, command_of(id, *state, change));
         *claim = std::move(decision.claim);
         return decided(std::move(decision.proposals), {{domain::TagKind::office, id.uuid}});
       },
       shown_or_as_left(exchange, render_changed)});
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/office", kOffice, BodyKind::none, get_office},
    {http::Method::patch, "/v1/office", Who::office_admin, BodyKind::json, change_office},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::office
