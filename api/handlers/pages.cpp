// What a receiver's browser is shown. GET of the link's page changes nothing.
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/opening/link.hpp"
#include "api/pages/forms.hpp"
#include "api/pages/receiver.hpp"
#include "api/pages/shared_list.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers::receiver_pages {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
using LinkState = pages::LinkPage::State;

// As for the API: one answer, a fixed time after the request.
void dead(const ExchangePtr& exchange) {
  const pages::Words words = pages::language_of(exchange->request());
  exchange->dead_link(pages::shown(404, pages::dead_page(words)));
}

// ---- The link --------------------------------------------------------------------------------

// The link's page once more, after what `status` says; `wait_s` > 0: ask again after so long.
void link_again(const ExchangePtr& exchange, unsigned status, LinkState state, long wait_s = 0) {
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return dead(exchange);
  const auto& share = link->facts.share;
  const bool is_open = viewing_session(*exchange, share.id).has_value();
  auto response = pages::shown(
      status,
      pages::link_page({.facts = link->facts,
                        .token = exchange->param(0),
                        .words = pages::language_of(share.sending.language, exchange->request()),
                        .state = state,
                        .list_path = is_open ? pages::shared_list_path(share.id) : ""}));
  if (wait_s > 0) response.with("Retry-After", std::to_string(wait_s));
  exchange->reply(std::move(response));
}

void refused(const ExchangePtr& exchange, const Refused& refusal) {
  const auto* denied = std::get_if<Denied>(&refusal);
  if (!denied || denied->refusals.empty()) {
    return link_again(exchange, 503, LinkState::trouble, 1);
  }
  const auto& first = denied->refusals.front();
  switch (first.reason) {
    case domain::Reason::code_refused:
      return link_again(exchange, 403, LinkState::code_refused);
    case domain::Reason::too_many_codes:
      return link_again(exchange, 429, LinkState::too_soon, std::max(1L, first.retry_after_s));
    default:
      return dead(exchange);
  }
}

void get_link(const ExchangePtr& exchange) {
  const bool sent = exchange->request().query_value("sent") != nullptr;
  link_again(exchange, 200, sent ? LinkState::code_sent : LinkState::asking);
}

void open_with_code(const ExchangePtr& exchange, const OpenLink& link, const std::string& code) {
  try_code(exchange, link, code, [exchange](const std::variant<SessionOpened, Refused>& result) {
    if (const auto* no = std::get_if<Refused>(&result)) return refused(exchange, *no);
    const auto& opened = std::get<SessionOpened>(result);
    exchange->reply(pages::redirect(pages::shared_list_path(opened.share))
                        .with("Set-Cookie", session_cookie(exchange->context(), opened)));
  });
}

// Acts by no cookie: who can post here knows the link, so a site that is unsaid may.
void post_link(const ExchangePtr& exchange) {
  if (site_of(exchange->context(), exchange->request()) == Site::other) return dead(exchange);
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return dead(exchange);
  auto fields = pages::form_fields(exchange->request().body);
  if (fields["step"] == "open") return open_with_code(exchange, *link, fields["code"]);
  if (fields["step"] != "send") return link_again(exchange, 422, LinkState::nothing_asked);
  const auto back = "/s/" + exchange->param(0) + "?sent=1";
  request_code(exchange, *link, [exchange, back](const std::variant<CodeSent, Refused>& result) {
    const auto* no = std::get_if<Refused>(&result);
    no ? refused(exchange, *no) : exchange->reply(pages::redirect(back));
  });
}

// ---- The list --------------------------------------------------------------------------------

// The viewing session of the path's share; answers the neutral page if there is none.
bool enter(const ExchangePtr& exchange) {
  const auto principal = viewing_session(*exchange, exchange->id<domain::ShareId>(0));
  if (!principal) {
    dead(exchange);
    return false;
  }
  exchange->become(*principal);
  return true;
}

// In the language of the share's last mail.
pages::Words words_for(const ExchangePtr& exchange) {
  auto facts = exchange->context().commands.facts(exchange->office());
  const auto share =
      facts.load<domain::ShareState>(domain::facts_of_share(exchange->principal().share));
  return pages::language_of(share->sending.language, exchange->request());
}

void not_shown(const ExchangePtr& exchange, const domain::Refusals& refusals) {
  if (refusals.front().reason != domain::Reason::download_not_allowed) return dead(exchange);
  const auto path = pages::shared_list_path(exchange->principal().share);
  exchange->reply(pages::shown(403, pages::no_file_page(words_for(exchange), path)));
}

http::Response list_response(const ExchangePtr& exchange, const Presented& presented,
                             const domain::ShareState& share) {
  const auto snapshot = exchange->context().projector.snapshot(exchange->office());
  const auto office = projections::find_office(*snapshot.view, exchange->office());
  const auto settings = office ? office->settings : domain::OfficeSettings{};
  const auto& [table, at, cursor, access, changes] = presented;
  const pages::ListView view{pages::language_of(share.sending.language, exchange->request()),
                             table,
                             pages::shared_list_path(share.id),
                             cursor,
                             pages::leafing_of(exchange->request(), table),
                             settings.time_zone,
                             changes};
  const auto key = form_key(exchange->context(), exchange->principal());
  return pages::shown(200, pages::shared_list_page({view, share, settings, at, key, access}));
}

void get_list(const ExchangePtr& exchange) {
  if (!enter(exchange)) return;
  const auto kind = pages::look_kind(exchange->request());
  if (kind != domain::AccessKind::page) {
    return look_as_receiver(exchange, {kind, std::nullopt, nullptr, not_shown});
  }
  const auto render = [exchange](const Presented& presented, const domain::ShareState& share) {
    return list_response(exchange, presented, share);
  };
  look_as_receiver(exchange, {kind, std::nullopt, render, not_shown});
}

// Acts by cookie: a form whose site is unsaid must be one that this session was shown.
void post_list(const ExchangePtr& exchange) {
  const auto site = site_of(exchange->context(), exchange->request());
  if (site == Site::other) return dead(exchange);
  if (!enter(exchange)) return;
  const auto& who = exchange->principal();
  const auto key = pages::form_fields(exchange->request().body)["key"];
  if (site == Site::unsaid && !is_form_key(exchange->context(), who, key)) return dead(exchange);
  exchange->write(
      {[share = who.share, session = who.session](Facts& facts, const domain::Deciding&) {
         const auto state = facts.load<domain::ShareState>(domain::facts_of_share(share));
         return decided(domain::decide(*state, domain::EndViewingSession{session}));
       },
       [exchange, share = who.share](const Shown&, const Done&) {
         return pages::shown(200, pages::signed_out_page(words_for(exchange)))
             .with("Set-Cookie", no_session_cookie(exchange->context(), share));
       }});
}

// ---- What pages are made of ------------------------------------------------------------------

void get_style(const ExchangePtr& exchange) {
  exchange->reply(pages::asset(pages::style_sheet(), "text/css; charset=utf-8"));
}

void get_icon(const ExchangePtr& exchange) {
  exchange->reply(pages::asset(pages::icon(), "image/svg+xml"));
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/s/{linkToken}", Who::anyone, BodyKind::none, get_link},
    {Method::post, "/s/{linkToken}", Who::anyone, BodyKind::form, post_link},
    {Method::get, "/l/{shareId}", Who::anyone, BodyKind::none, get_list},
    {Method::post, "/l/{shareId}", Who::anyone, BodyKind::form, post_list},
    {Method::get, "/assets/rollcall.css", Who::anyone, BodyKind::none, get_style, nullptr, true},
    {Method::get, "/assets/rollcall.svg", Who::anyone, BodyKind::none, get_icon, nullptr, true},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::receiver_pages
