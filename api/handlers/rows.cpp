// A list's rows and how they changed, for the office and its API clients. Every look is recorded.
#include "api/handlers/audit/history_page.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/past/subjects.hpp"
#include "replay/position_at.hpp"

namespace rollcall::api::handlers::rows {
namespace {

void get_rows(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  for (const auto* of_looks : {"limit", "cursor"}) query.text(of_looks);
  if (query.refused()) return;
  look_as_staff(exchange, exchange->id<domain::ListId>(0));
}

// Answers if there is no such moment.
std::optional<Since> since_of(Exchange& exchange, const Moment& moment) {
  const auto instance = instance_of(exchange, moment);
  if (!instance) return std::nullopt;
  const auto at =
      replay::recorded_at(exchange.context().log, exchange.office(), instance->position);
  if (at) return Since{instance->position, *at, std::nullopt};
  exchange.fail(Failure::unreadable);
  return std::nullopt;
}

void get_changes(const std::shared_ptr<Exchange>& exchange) {
  const auto list = exchange->id<domain::ListId>(0);
  const auto state = load_now<domain::ListState>(*exchange, domain::facts_of_list(list));
  Query query(*exchange);
  if (!state.definition && !exchange->as_of()) return exchange->not_found();
  const auto moment = query.moment("since");
  if (exchange->request().query_value("since") == nullptr) query.fault("since", "required");
  if (query.refused()) return;
  if (auto since = since_of(*exchange, *moment)) {
    look_at_changes_as_staff(exchange, list, std::move(*since));
  }
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/lists/{listId}/rows", kOffice, BodyKind::none, get_rows,
     subjects::list},
    {http::Method::get, "/v1/lists/{listId}/changes", kOffice, BodyKind::none, get_changes,
     subjects::list},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::rows
