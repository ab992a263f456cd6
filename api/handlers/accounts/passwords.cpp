// Links that set a password: asked for, sent by staff, used.
#include "api/accounts/offices.hpp"
#include "api/accounts/password_links.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/tables.hpp"

namespace rollcall::api::handlers::passwords {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

http::Response accepted() {
  return json_response(202, "{}");
}

void answer_refused(const ExchangePtr& exchange, const Refused& refused) {
  if (const auto* failure = std::get_if<Failure>(&refused)) return exchange->fail(*failure);
  const auto& refusals = std::get<Denied>(refused).refusals;
  if (refusals.front().reason == domain::Reason::link_dead) return exchange->dead_link();
  exchange->reply(wire::refused(refusals));
}

// The answer waits for what comes of it, and does not tell.
void post_reset(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto root = body.root();
  const auto wanted = root.required("email");
  const auto email = wanted ? wanted->text() : std::nullopt;
  const bool needed = needs_office(exchange->context());
  const auto named = needed ? root.required("office") : root.optional("office");
  const auto slug = named ? named->text() : std::nullopt;
  if (refused_body(*exchange, body)) return;
  request_password_link(exchange, slug, *email, [exchange](const std::optional<Refused>& refused) {
    refused ? answer_refused(exchange, *refused) : exchange->reply_in_step(accepted());
  });
}

void put_password(const ExchangePtr& exchange) {
  const auto link = find_password_link(exchange->context(), exchange->param(0));
  if (!link) return exchange->dead_link();
  json::Body body(exchange->request().body);
  const auto value = body.root().required("password");
  const auto password = value ? value->text() : std::nullopt;
  if (refused_body(*exchange, body)) return;
  set_password(exchange, *link, *password,
               [exchange](const std::variant<PasswordChanged, Refused>& result) {
                 const auto* refused = std::get_if<Refused>(&result);
                 refused ? answer_refused(exchange, *refused) : exchange->reply(no_content());
               });
}

// Staff have a link mailed to a contact person.
void post_invite(const ExchangePtr& exchange) {
  const auto contact = exchange->id<domain::ContactId>(0);
  const auto exists = [=] {
    return load_now<domain::ContactState>(*exchange, domain::facts_of_contact(contact)).exists;
  };
  json::Body body(exchange->request().body);
  (void)body.root();
  if (refused_body(*exchange, body, {}, exists)) return;
  const domain::AccountHolder holder{domain::AccountKind::contact, contact.uuid};
  const auto& context = exchange->context();
  const auto link = make_password_link(context);
  exchange->write(
      {[=, &context](Facts& facts,
                     const domain::Deciding& deciding) -> tl::expected<Decided, Denied> {
         const auto state = facts.load<domain::ContactState>(domain::facts_of_contact(contact));
         if (!state->exists) return denied({{domain::Reason::not_found, "", {}, "", 0}});
         return issue_password_link(context, load_person(facts, holder).facts, holder, link,
                                    deciding);
       },
       [](const Shown&, const Done&) { return accepted(); }});
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::post, "/v1/password-resets", Who::anyone, BodyKind::json, post_reset},
    {Method::put, "/v1/password-resets/{token}", Who::anyone, BodyKind::json, put_password},
    {Method::post, "/v1/contacts/{contactId}/invite", kOffice, BodyKind::json, post_invite},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::passwords
