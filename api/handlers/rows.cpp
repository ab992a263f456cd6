// A list's rows, for the office and its API clients. Every look is recorded.
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"

namespace rollcall::api::handlers {
namespace {

void get_rows(const std::shared_ptr<Exchange>& exchange) {
  look_as_staff(exchange, exchange->id<domain::ListId>(0));
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/lists/{listId}/rows", kOffice, BodyKind::none, get_rows},
};

}  // namespace

std::span<const Route> row_routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers
