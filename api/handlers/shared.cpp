// Below a mailed link: what it is, a code, a session, the list. Dead and unknown links are one
// neutral answer.
#include "api/app/waits.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"
#include "api/json/writer.hpp"
#include "api/looks/look.hpp"
#include "api/looks/present.hpp"
#include "api/opening/link.hpp"

namespace rollcall::api::handlers::shared {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

void answer_refused(const ExchangePtr& exchange, const Refused& refused) {
  if (const auto* failure = std::get_if<Failure>(&refused)) return exchange->fail(*failure);
  const auto& denied = std::get<Denied>(refused);
  const bool dead =
      !denied.refusals.empty() && denied.refusals.front().reason == domain::Reason::link_dead;
  dead ? exchange->dead_link() : exchange->fail(denied);
}

// Inert: says who shares and that a code can be asked for.
void get_link(const ExchangePtr& exchange) {
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return exchange->dead_link();
  const auto& addressed = link->facts.share.sending.addressed.known;
  json::Writer out;
  out.begin_object()
      .begin_object("office")
      .field("name", link->facts.office.settings->name.str())
      .end_object()
      .field("maskedEmail", addressed ? addressed->email.masked() : "")
      .field("language", link->facts.share.sending.language.str())
      .end_object();
  exchange->reply(json_response(200, out.finish()));
}

void post_code(const ExchangePtr& exchange) {
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return exchange->dead_link();
  json::Body body(exchange->request().body);
  (void)body.root();
  if (refused_body(*exchange, body)) return;
  request_code(exchange, *link, [exchange](const std::variant<CodeSent, Refused>& result) {
    if (const auto* refused = std::get_if<Refused>(&result)) {
      return answer_refused(exchange, *refused);
    }
    exchange->reply(json_response(202, "{}"));
  });
}

http::Response session_answer(const Exchange& exchange, const SessionOpened& opened) {
  json::Writer out;
  out.begin_object()
      .field("token", opened.token)
      .field("expiresAt", opened.expires_at.to_string())
      .field("shareId", opened.share.uuid.to_string())
      .end_object();
  return json_response(201, out.finish())
      .with("Location", "/v1/viewing/list")
      .with("Set-Cookie", session_cookie(exchange.context(), opened));
}

void post_session(const ExchangePtr& exchange) {
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return exchange->dead_link();
  json::Body body(exchange->request().body);
  const auto value = body.root().required("code");
  const auto code = value ? value->text() : std::nullopt;
  if (refused_body(*exchange, body)) return;
  const auto answer = [exchange](const std::variant<SessionOpened, Refused>& result) {
    if (const auto* refused = std::get_if<Refused>(&result)) {
      return answer_refused(exchange, *refused);
    }
    exchange->reply(session_answer(*exchange, std::get<SessionOpened>(result)));
  };
  if (const auto before = opened_before(*exchange)) return answer(*before);
  try_code(exchange, *link, *code, answer);
}

void delete_session(const ExchangePtr& exchange) {
  const auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) return exchange->dead_link();
  const auto& share_state = link->facts.share;
  const auto principal = viewing_session(*exchange, share_state.id);
  const auto* open = principal ? share_state.session(principal->session) : nullptr;
  const bool by_cookie = bearer_token(exchange->request()).empty();
  if (!open || open->expires_at <= exchange->context().commands.now(exchange->office())) {
    return answer_refused(exchange,
                          Denied{{{domain::Reason::session_ended, "", {}, "", 0}}, false});
  }
  if (by_cookie && site_of(exchange->context(), exchange->request()) != Site::ours) {
    return exchange->reply(wire::problem(403, "cross_site", "Not from another site."));
  }
  exchange->become(*principal);
  exchange->write(
      {[share = principal->share, session = principal->session](Facts& facts,
                                                                const domain::Deciding&) {
         const auto state = facts.load<domain::ShareState>(domain::facts_of_share(share));
         return decided(domain::decide(*state, domain::EndViewingSession{session}));
       },
       [exchange, share = principal->share](const Shown&, const Done&) {
         return no_content().with("Set-Cookie", no_session_cookie(exchange->context(), share));
       }});
}

// The link, once the exchange is the receiver's in a viewing session; answers why it is not.
std::optional<OpenLink> enter(const ExchangePtr& exchange) {
  auto link = find_open_link(*exchange, exchange->param(0));
  if (!link) {
    exchange->dead_link();
    return std::nullopt;
  }
  const auto principal = viewing_session(*exchange, link->facts.share.id);
  if (!principal) {
    answer_refused(exchange, Denied{{{domain::Reason::session_ended, "", {}, "", 0}}, false});
    return std::nullopt;
  }
  exchange->become(*principal);
  return link;
}

void get_list(const ExchangePtr& exchange) {
  const auto link = enter(exchange);
  if (!link) return;
  const auto kind = look_kind(exchange->request());
  if (!kind) return exchange->reply(not_a_look_kind());
  look_as_receiver(exchange, {*kind, link->hash, nullptr, nullptr});
}

void get_changes(const ExchangePtr& exchange) {
  const auto link = enter(exchange);
  if (!link || refused_query(*exchange)) return;
  look_as_receiver(exchange, {domain::AccessKind::changes, link->hash, nullptr, nullptr});
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/v1/shared/{linkToken}", Who::anyone, BodyKind::none, get_link},
    {Method::post, "/v1/shared/{linkToken}/codes", Who::anyone, BodyKind::json, post_code},
    {Method::post, "/v1/shared/{linkToken}/sessions", Who::anyone, BodyKind::json, post_session},
    {Method::del, "/v1/shared/{linkToken}/sessions/current", Who::anyone, BodyKind::none,
     delete_session},
    {Method::get, "/v1/shared/{linkToken}/list", Who::anyone, BodyKind::none, get_list},
    {Method::get, "/v1/shared/{linkToken}/changes", Who::anyone, BodyKind::none, get_changes},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::shared
