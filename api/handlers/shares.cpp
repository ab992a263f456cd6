// Shares, for the office: make, see, change, revoke, send again, and who looked.
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/parts/receivers.hpp"
#include "api/handlers/share_commands.hpp"
#include "api/handlers/share_json.hpp"
#include "api/handlers/tables.hpp"
#include "api/past/subjects.hpp"
#include "projections/lists.hpp"

namespace rollcall::api::handlers::shares {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

domain::ListId list_of(const Exchange& exchange) {
  return exchange.id<domain::ListId>(0);
}
domain::ShareId share_of(const Exchange& exchange) {
  return exchange.id<domain::ShareId>(0);
}

// The one share a command was about, as its answer.
std::function<http::Response(const Shown&, const Done&)> shows_share(domain::ShareId id) {
  return [id](const Shown& shown, const Done&) {
    const auto row = projections::find_share(shown.view, shown.office, id);
    return row ? share_response(shown, *row) : not_found_response();
  };
}

// An attempt on the path's share, if it is there and as If-Match says.
using OnShare = std::function<tl::expected<Decided, Denied>(
    Facts& facts, const domain::ShareState& share, const domain::Deciding& deciding)>;
Attempt on_share(const ExchangePtr& exchange, OnShare decide) {
  return [exchange, decide = std::move(decide)](
             Facts& facts, const domain::Deciding& deciding) -> tl::expected<Decided, Denied> {
    const auto share = facts.load<domain::ShareState>(domain::facts_of_share(share_of(*exchange)));
    if (share->exists() && !wire::if_match_holds(exchange->request(), share->revision)) {
      return stale();
    }
    return decide(facts, *share, deciding);
  };
}

void write_share_command(const ExchangePtr& exchange, json::Body& body, OnShare decide) {
  const auto attempt = on_share(exchange, std::move(decide));
  if (refused_with_rules(*exchange, body, attempt)) return;
  exchange->write({attempt, shows_share(share_of(*exchange))});
}

http::Response created_shares(const Shown& shown, const Done& done, const std::string& location) {
  AccessStates states(shown);
  json::Writer out;
  out.begin_object().begin_array("items");
  for (const auto& tag : done.shows) {
    const auto row = projections::find_share(shown.view, shown.office, {tag.id});
    if (row) write_share(out, states, *row);
  }
  out.end_array().end_object();
  return json_response(201, out.finish()).with("Location", location);
}

void post_shares(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const Attempt attempt = [exchange,
                           command = read_share_list(*exchange, body.root(), list_of(*exchange))](
                              Facts& facts, const domain::Deciding& deciding) {
    return share_list(exchange->context(), facts, command, deciding);
  };
  if (refused_with_rules(*exchange, body, attempt)) return;
  const auto location = "/v1/lists/" + exchange->param(0) + "/shares";
  exchange->write({attempt, [location](const Shown& shown, const Done& done) {
                     return created_shares(shown, done, location);
                   }});
}

void get_shares(const ExchangePtr& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->never_not_modified();
  exchange->read([exchange, paging](const Shown& shown) {
    const auto list = list_of(*exchange);
    if (!projections::find_list(shown.view, shown.office, list)) return not_found_response();
    const auto page = projections::shares_of_list(shown.view, shown.office, list, paging.request);
    AccessStates states(shown);
    return page_response(*exchange, paging, page, [&](json::Writer& out, const auto& row) {
      write_share(out, states, row);
    });
  });
}

void get_share(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  exchange->never_not_modified();
  exchange->read([id = share_of(*exchange)](const Shown& shown) {
    const auto row = projections::find_share(shown.view, shown.office, id);
    return row ? share_response(shown, *row) : not_found_response();
  });
}

void patch_share(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto command = read_change(body.root());
  write_share_command(
      exchange, body,
      [command](Facts& facts, const domain::ShareState& share, const domain::Deciding& deciding) {
        return decided(domain::decide(load_share_facts(facts, share), command, deciding),
                       {{domain::TagKind::share, share.id.uuid}});
      });
}

void post_revoke(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  (void)body.root();
  write_share_command(exchange, body,
                      [](Facts&, const domain::ShareState& share, const domain::Deciding&) {
                        return decided(domain::decide(share, domain::RevokeShare{}),
                                       {{domain::TagKind::share, share.id.uuid}});
                      });
}

void post_send(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto command = read_send_again(*exchange, body.root());
  write_share_command(exchange, body,
                      [exchange, command](Facts& facts, const domain::ShareState& share,
                                          const domain::Deciding& deciding) {
                        return send_again(exchange->context(), facts, share, command, deciding);
                      });
}

void get_accesses(const ExchangePtr& exchange) {
  Query query(*exchange);
  const auto paging = query.paging();
  if (query.refused()) return;
  exchange->read([exchange, paging](const Shown& shown) {
    const auto id = share_of(*exchange);
    if (!projections::find_share(shown.view, shown.office, id)) return not_found_response();
    const auto page = projections::accesses_of_share(shown.view, shown.office, id, paging.request);
    return page_response(*exchange, paging, page,
                         [](json::Writer& out, const auto& row) { write_access(out, row); });
  });
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/v1/lists/{listId}/receivers", kOffice, BodyKind::none, list_receivers,
     subjects::receivers_of_list},
    {Method::get, "/v1/lists/{listId}/shares", kOffice, BodyKind::none, get_shares,
     subjects::shares_of_list},
    {Method::post, "/v1/lists/{listId}/shares", kOffice, BodyKind::json, post_shares},
    {Method::get, "/v1/shares/{shareId}", kOffice, BodyKind::none, get_share, subjects::share},
    {Method::patch, "/v1/shares/{shareId}", kOffice, BodyKind::json, patch_share},
    {Method::post, "/v1/shares/{shareId}/revoke", kOffice, BodyKind::json, post_revoke},
    {Method::post, "/v1/shares/{shareId}/send", kOffice, BodyKind::json, post_send},
    {Method::get, "/v1/shares/{shareId}/accesses", kOffice, BodyKind::none, get_accesses,
     subjects::share},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::shares
