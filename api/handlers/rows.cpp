// A list's rows and how they changed, for the office and its API clients. Every look is recorded.
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/past/subjects.hpp"
#include "replay/position_at.hpp"

namespace rollcall::api::handlers {
namespace {

void get_rows(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  for (const auto* of_looks : {"limit", "cursor"}) query.text(of_looks);
  if (query.refused()) return;
  look_as_staff(exchange, exchange->id<domain::ListId>(0));
}

// Answers if there is no such moment.
std::optional<Since> since_of(Exchange& exchange, const Moment& moment) {
  const auto& log = exchange.context().log;
  const auto* given = std::get_if<eventstore::Position>(&moment);
  if (given && *given > log.head(exchange.office())) {
    exchange.reply(wire::problem(409, "position_unknown", "The log has not come so far."));
    return std::nullopt;
  }
  const auto position =
      given ? *given
            : replay::position_at(log, exchange.office(), std::get<domain::Instant>(moment));
  const auto at = position ? replay::recorded_at(log, exchange.office(), *position)
                           : tl::make_unexpected(position.error());
  if (at) return Since{*position, *at, std::nullopt};
  exchange.fail(Failure::unreadable);
  return std::nullopt;
}

void get_changes(const std::shared_ptr<Exchange>& exchange) {
  const auto list = exchange->id<domain::ListId>(0);
  const auto state = load_now<domain::ListState>(*exchange, domain::facts_of_list(list));
  if (!state.definition) return exchange->not_found();
  Query query(*exchange);
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
    {http::Method::get, "/v1/lists/{listId}/changes", kOffice, BodyKind::none, get_changes},
};

}  // namespace

std::span<const Route> row_routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers
