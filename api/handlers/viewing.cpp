// The list by viewing session alone, without the link's token in the address.
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/looks/present.hpp"

namespace rollcall::api::handlers::viewing {
namespace {

// There is no link here to be dead: what its end takes along is the session.
void refused(const std::shared_ptr<Exchange>& exchange, const domain::Refusals& refusals) {
  const bool dead = refusals.front().reason == domain::Reason::link_dead;
  exchange->reply(wire::refused(
      dead ? domain::Refusals{{domain::Reason::session_ended, "", {}, "", 0}} : refusals));
}

void get_list(const std::shared_ptr<Exchange>& exchange) {
  const auto kind = look_kind(exchange->request());
  if (!kind) return exchange->reply(not_a_look_kind());
  look_as_receiver(exchange, {*kind, std::nullopt, nullptr, refused});
}

void get_changes(const std::shared_ptr<Exchange>& exchange) {
  if (refused_query(*exchange)) return;
  look_as_receiver(exchange, {domain::AccessKind::changes, std::nullopt, nullptr, refused});
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/viewing/list", Who::receiver, BodyKind::none, get_list},
    {http::Method::get, "/v1/viewing/changes", Who::receiver, BodyKind::none, get_changes},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::viewing
