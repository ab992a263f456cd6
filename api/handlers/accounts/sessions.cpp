// Signing in and out, and who is signed in.
#include "api/accounts/offices.hpp"
#include "api/accounts/person.hpp"
#include "api/accounts/sign_in.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/principal_json.hpp"
#include "api/handlers/parts/query.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::sessions {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

constexpr Who kEverybody = kOffice | Who::auditor | Who::analyst | Who::contact | Who::offer_reader;

// What cannot be right is refused as what is not, after the same time.
void answer_refused(const ExchangePtr& exchange, const Refused& refused) {
  if (const auto* failure = std::get_if<Failure>(&refused)) return exchange->fail(*failure);
  const auto& refusals = std::get<Denied>(refused).refusals;
  if (refusals.front().reason != domain::Reason::sign_in_refused) {
    return exchange->reply(wire::refused(refusals));
  }
  exchange->reply_in_step(wire::refused(refusals));
}

// The state of the moment; nullopt and answered if it cannot be read, or has ended just now.
std::optional<OpenSession> open_session(const ExchangePtr& exchange, domain::SessionId session) {
  auto facts = exchange->context().commands.facts(exchange->office());
  auto open = find_signed_in(exchange->context(), facts, session);
  if (open) return open;
  facts.failed() ? exchange->fail(Failure::unreadable)
                 : exchange->reply(wire::refused({{domain::Reason::session_ended, "", {}, "", 0}}));
  return std::nullopt;
}

void answer_signed_in(const ExchangePtr& exchange, const SignedInSession& opened) {
  auto facts = exchange->context().commands.facts(exchange->office());
  const auto person = load_person(facts, opened.holder);
  exchange->become(
      {exchange->office(), domain::actor_of(opened.holder), person.role, {}, opened.session});
  json::Writer out;
  out.begin_object().field("token", opened.token);
  out.field("expiresAt", opened.expires_at.to_string());
  write_principal(out.key("principal"), *exchange, person);
  exchange->reply(json_response(201, out.end_object().finish())
                      .with("Location", "/v1/sessions/current")
                      .with("Set-Cookie", signed_in_cookie(exchange->context(), opened)));
}

void post_session(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto root = body.root();
  const auto email = root.required("email");
  const auto password = root.required("password");
  const bool needed = needs_office(exchange->context());
  const auto office = needed ? root.required("office") : root.optional("office");
  const auto text = [](const auto& value) { return value ? value->text() : std::nullopt; };
  const Credentials credentials{text(office), text(email).value_or(""),
                                text(password).value_or("")};
  if (refused_body(*exchange, body)) return;
  sign_in(exchange, credentials, [exchange](const std::variant<SignedInSession, Refused>& result) {
    if (const auto* refused = std::get_if<Refused>(&result)) {
      return answer_refused(exchange, *refused);
    }
    answer_signed_in(exchange, std::get<SignedInSession>(result));
  });
}

void get_current(const ExchangePtr& exchange) {
  if (refused_query(*exchange)) return;
  const auto& principal = exchange->principal();
  json::Writer out;
  out.begin_object();
  if (principal.session.uuid.is_nil()) {
    write_api_token(out, *exchange, {principal.actor.id});
  } else {
    const auto open = open_session(exchange, principal.session);
    if (!open) return;
    out.field("expiresAt", open->expires_at.to_string());
    write_principal(out.key("principal"), *exchange, open->person);
  }
  exchange->reply(json_response(200, out.end_object().finish()));
}

// Records what ends sessions of whoever asks.
template <class Command>
void end(const ExchangePtr& exchange, Command command) {
  exchange->write({[command](Facts& facts, const domain::Deciding&) {
                     const auto account =
                         facts.load<domain::AccountState>(domain::facts_of_account(command.holder));
                     return decided(domain::decide(*account, command));
                   },
                   [exchange](const Shown&, const Done&) {
                     return no_content().with("Set-Cookie",
                                              no_signed_in_cookie(exchange->context()));
                   }});
}

// Whose session it is; nullopt and answered for API tokens, which are withdrawn, not signed out.
std::optional<domain::AccountHolder> holder(const ExchangePtr& exchange) {
  const auto& [kind, id] = exchange->principal().actor;
  if (kind == domain::ActorKind::staff)
    return domain::AccountHolder{domain::AccountKind::staff, id};
  if (kind == domain::ActorKind::contact) {
    return domain::AccountHolder{domain::AccountKind::contact, id};
  }
  exchange->reply(wire::problem(403, "forbidden", "An API token is no session."));
  return std::nullopt;
}

void delete_current(const ExchangePtr& exchange) {
  if (const auto who = holder(exchange)) {
    end(exchange, domain::SignOut{*who, exchange->principal().session});
  }
}

void delete_all(const ExchangePtr& exchange) {
  if (const auto who = holder(exchange)) end(exchange, domain::SignOutEverywhere{*who});
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::post, "/v1/sessions", Who::anyone, BodyKind::json, post_session},
    {Method::del, "/v1/sessions", kEverybody, BodyKind::none, delete_all},
    {Method::get, "/v1/sessions/current", kEverybody, BodyKind::none, get_current},
    {Method::del, "/v1/sessions/current", kEverybody, BodyKind::none, delete_current},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::sessions
