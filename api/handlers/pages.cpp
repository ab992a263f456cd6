// What a receiver's browser is shown. GET of the link's page changes nothing.
#include "api/handlers/tables.hpp"
#include "api/looks/look.hpp"
#include "api/opening/link.hpp"
#include "api/pages/html.hpp"
#include "api/pages/receiver.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

http::Response redirect(const std::string& path) {
  http::Response response;
  response.status = 303;
  return response.with("Location", path);
}

// As for the API: one answer, a fixed time after the request.
void dead(const ExchangePtr& exchange) {
  exchange->dead_link(pages::html_response(404, pages::dead_page()));
}

// The link's page once more, after what `status` says; `wait_s` > 0: ask again after so long.
void link_again(const ExchangePtr& exchange, unsigned status, std::string_view notice,
                long wait_s = 0) {
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return dead(exchange);
  auto response =
      pages::html_response(status, pages::link_page(link->facts, exchange->param(0), notice));
  if (wait_s > 0) response.with("Retry-After", std::to_string(wait_s));
  exchange->reply(std::move(response));
}

void refused(const ExchangePtr& exchange, const Refused& refusal) {
  const auto* denied = std::get_if<Denied>(&refusal);
  if (!denied || denied->refusals.empty()) {
    return link_again(exchange, 503, "That did not work. Try again in a moment.", 1);
  }
  const auto& first = denied->refusals.front();
  switch (first.reason) {
    case domain::Reason::code_refused:
      return link_again(exchange, 403, "This code does not work. Check it, or ask for a new one.");
    case domain::Reason::too_many_codes:
      return link_again(exchange, 429,
                        "A code was sent just now. Look in your mail, or wait before asking again.",
                        std::max(1L, first.retry_after_s));
    default:
      return dead(exchange);
  }
}

void get_link(const ExchangePtr& exchange) {
  const bool sent = exchange->request().query_value("sent") != nullptr;
  link_again(exchange, 200, sent ? "The code is on its way to your mailbox." : "");
}

void open_with_code(const ExchangePtr& exchange, const OpenLink& link, const std::string& code) {
  try_code(exchange, link, code, [exchange](const std::variant<SessionOpened, Refused>& result) {
    if (const auto* no = std::get_if<Refused>(&result)) return refused(exchange, *no);
    const auto& opened = std::get<SessionOpened>(result);
    exchange->reply(redirect("/l/" + opened.share.uuid.to_string())
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
  if (fields["step"] != "send") return link_again(exchange, 422, "Nothing was asked for.");
  const auto back = "/s/" + exchange->param(0) + "?sent=1";
  request_code(exchange, *link, [exchange, back](const std::variant<CodeSent, Refused>& result) {
    const auto* no = std::get_if<Refused>(&result);
    no ? refused(exchange, *no) : exchange->reply(redirect(back));
  });
}

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

void not_shown(const ExchangePtr& exchange, const domain::Refusals& refusals) {
  if (refusals.front().reason != domain::Reason::download_not_allowed) return dead(exchange);
  exchange->reply(pages::html_response(403, pages::no_file_page(exchange->param(0))));
}

void get_list(const ExchangePtr& exchange) {
  if (!enter(exchange)) return;
  const auto* format = exchange->request().query_value("format");
  if (format && *format == "csv") {
    return look_as_receiver(exchange, {domain::AccessKind::csv, std::nullopt, nullptr, not_shown});
  }
  const auto render = [exchange](const ListTable& table, const domain::ShareState& share,
                                 const std::optional<TableChanges>&) {
    const auto snapshot = exchange->context().projector.snapshot(exchange->office());
    const auto office = projections::find_office(*snapshot.view, exchange->office());
    const pages::ListPage page{office ? office->settings.name.str() : "",
                               exchange->context().commands.now(exchange->office()),
                               form_key(exchange->context(), exchange->principal())};
    return pages::html_response(200, pages::list_page(table, share, page));
  };
  look_as_receiver(exchange, {domain::AccessKind::page, std::nullopt, render, not_shown});
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
         return pages::html_response(200, pages::signed_out_page())
             .with("Set-Cookie", no_session_cookie(exchange->context(), share));
       }});
}

void get_style(const ExchangePtr& exchange) {
  http::Response response;
  response.body = pages::kStyleSheet;
  response.with("Content-Type", "text/css; charset=utf-8").with("Cache-Control", "max-age=3600");
  exchange->reply(std::move(response));
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/s/{linkToken}", Who::anyone, BodyKind::none, get_link},
    {Method::post, "/s/{linkToken}", Who::anyone, BodyKind::form, post_link},
    {Method::get, "/l/{shareId}", Who::anyone, BodyKind::none, get_list},
    {Method::post, "/l/{shareId}", Who::anyone, BodyKind::form, post_list},
    {Method::get, "/assets/rollcall.css", Who::anyone, BodyKind::none, get_style, true},
};

}  // namespace

std::span<const Route> page_routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers
