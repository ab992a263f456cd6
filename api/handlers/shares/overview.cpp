// Shares across all lists, chosen by state, receiver, project and list.
#include "api/handlers/parts/query.hpp"
#include "api/handlers/share_json.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"

namespace rollcall::api::handlers::overview {
namespace {

// A contact person's id, or the address that shares were sent to last.
void read_receiver_filter(Query& query, projections::ShareFilter& filter) {
  const auto text = query.text("receiver");
  if (text.empty()) return;
  if (const auto id = domain::Uuid::parse(text)) {
    filter.contact = domain::ContactId{*id};
  } else if (const auto email = domain::EmailAddress::parse(text)) {
    filter.email = email->canonical();
  } else {
    query.fault("receiver", "malformed");
  }
}

std::optional<domain::AccessState> read_state_filter(Query& query) {
  const auto text = query.text("state");
  if (text.empty()) return std::nullopt;
  const auto state = access_state_named(text);
  if (!state) query.fault("state", "unknown_value");
  return state;
}

void list_all_shares(const std::shared_ptr<Exchange>& exchange) {
  Query query(*exchange);
  projections::ShareFilter filter;
  filter.list = query.id<domain::ListId>("listId");
  filter.project = query.id<domain::ProjectId>("projectId");
  read_receiver_filter(query, filter);
  const auto state = read_state_filter(query);
  const auto paging = query.paging();
  if (query.refused(422)) return;
  exchange->never_not_modified();
  exchange->read([exchange, filter, state, paging](const Shown& shown) {
    AccessStates states(shown);
    const auto page = projections::search_shares(
        shown.view, shown.office, filter,
        [&](const domain::AccessFacts& share) { return !state || states.of(share) == *state; },
        paging.request);
    return page_response(*exchange, paging, page, [&](json::Writer& out, const auto& row) {
      write_share(out, states, row);
    });
  });
}

constexpr Route kRoutes[] = {
    {http::Method::get, "/v1/shares", kOffice, BodyKind::none, list_all_shares, subjects::shares},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::overview
