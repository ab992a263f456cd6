// Offers by mail: sent by the office, and what their links open. Dead and unknown links are one
// neutral answer.
#include "api/accounts/offer_links.hpp"
#include "api/handlers/parts/answers.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/tables.hpp"
#include "api/json/writer.hpp"
#include "api/opening/link.hpp"

namespace rollcall::api::handlers::offers {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

// ---- Sending -----------------------------------------------------------------------------------

struct NewOfferMails {
  domain::SendOffer command;
  std::vector<NewSecret> tokens;  // wait in the vault for their mails
};

void add_receiver(const Context& context, domain::ContactId contact, NewOfferMails& mails) {
  const domain::MailingId mailing{context.new_id()};
  const auto token = make_link_token(context.randomness);
  mails.command.receivers.push_back({contact, mailing, *link_hash(token)});
  mails.tokens.push_back({secret_name(SecretKind::link_token, mailing.uuid), token});
}

NewOfferMails read_offer_mails(const Exchange& exchange, const json::Object& from) {
  NewOfferMails mails;
  mails.command.project = exchange.id<domain::ProjectId>(0);
  mails.command.item = exchange.id<domain::MenuItemId>(1);
  const auto contacts = from.required("contactIds");
  const auto items = contacts ? contacts->array(domain::kMaxReceivers) : std::nullopt;
  for (const auto& item : items.value_or(std::vector<json::Value>{})) {
    // What is no id has its fault and keeps its place.
    const auto contact = read_id<domain::ContactId>(item);
    add_receiver(exchange.context(), contact.value_or(domain::ContactId{}), mails);
  }
  if (const auto subject = from.optional("subject"))
    mails.command.subject = subject->parsed<domain::Subject>();
  if (const auto body = from.optional("body"))
    mails.command.body = body->parsed<domain::MailBody>();
  return mails;
}

domain::Result<domain::Proposals> decide_offer(Facts& facts, const domain::SendOffer& command) {
  std::vector<domain::ContactState> contacts;
  for (const auto& receiver : command.receivers) {
    contacts.push_back(
        *facts.load<domain::ContactState>(domain::facts_of_contact(receiver.contact)));
  }
  return domain::decide(load_offer(facts, command.project), contacts, command);
}

void send_offer(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  const auto mails = read_offer_mails(*exchange, body.root());
  const auto decide = [command = mails.command](Facts& facts) {
    return decide_offer(facts, command);
  };
  if (refused_body(*exchange, body, decide)) return;
  json::Writer out;
  out.begin_object().begin_array("items");
  for (const auto& receiver : mails.command.receivers) {
    out.begin_object().field("contactId", receiver.contact.uuid.to_string()).end_object();
  }
  const auto answer = json_response(202, out.end_array().end_object().finish());
  exchange->write({[decide, tokens = mails.tokens](Facts& facts, const domain::Deciding&) {
                     return decided(decide(facts), {}, tokens);
                   },
                   [answer](const Shown&, const Done&) { return answer; }});
}

// ---- Links -------------------------------------------------------------------------------------

void answer_refused(const ExchangePtr& exchange, const Refused& refused) {
  if (const auto* failure = std::get_if<Failure>(&refused)) return exchange->fail(*failure);
  const auto& denied = std::get<Denied>(refused);
  const bool dead = denied.refusals.front().reason == domain::Reason::link_dead;
  dead ? exchange->dead_link() : exchange->fail(denied);
}

// Faults of a body without members; true if answered.
bool refused_empty_body(const ExchangePtr& exchange) {
  json::Body body(exchange->request().body);
  (void)body.root();
  return refused_body(*exchange, body);
}

// Inert: whose offer it is, and what its reader can do next.
void get_offer(const ExchangePtr& exchange) {
  const auto link = find_offer_link(exchange->context(), exchange->param(0));
  if (!link) return exchange->dead_link();
  json::Writer out;
  out.begin_object().begin_object("office");
  out.field("name", link->facts.about.office.settings->name.str()).end_object();
  const auto& addressed = link->mail().addressed.known;
  out.field("maskedEmail", addressed ? addressed->email.masked() : "");
  out.field("language", link->mail().language.str());
  out.field("next", name_of(link->next())).end_object();
  exchange->reply(json_response(200, out.finish()));
}

void post_offer_session(const ExchangePtr& exchange) {
  const auto link = find_offer_link(exchange->context(), exchange->param(0));
  if (!link) return exchange->dead_link();
  if (refused_empty_body(exchange)) return;
  open_offer(
      exchange, *link,
      [exchange, mail = link->mail()](const std::variant<SignedInSession, Refused>& result) {
        if (const auto* refused = std::get_if<Refused>(&result))
          return answer_refused(exchange, *refused);
        const auto& opened = std::get<SignedInSession>(result);
        json::Writer out;
        out.begin_object().field("token", opened.token);
        out.field("expiresAt", opened.expires_at.to_string());
        out.field("projectId", mail.project.uuid.to_string());
        out.field("itemId", mail.item.uuid.to_string()).end_object();
        exchange->reply(json_response(201, out.finish())
                            .with("Location", "/v1/sessions/current")
                            .with("Set-Cookie", signed_in_cookie(exchange->context(), opened)));
      });
}

void post_password_link(const ExchangePtr& exchange) {
  const auto link = find_offer_link(exchange->context(), exchange->param(0));
  if (!link) return exchange->dead_link();
  if (refused_empty_body(exchange)) return;
  issue_link_by_offer(
      exchange, *link, [exchange](const std::variant<NewPasswordLink, Refused>& result) {
        if (const auto* refused = std::get_if<Refused>(&result))
          return answer_refused(exchange, *refused);
        const auto& made = std::get<NewPasswordLink>(result);
        json::Writer out;
        out.begin_object().field("token", made.token).end_object();
        exchange->reply(
            json_response(201, out.finish()).with("Location", "/v1/password-resets/" + made.token));
      });
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::post, "/v1/projects/{projectId}/customer-web/items/{itemId}/send", kOffice,
     BodyKind::json, send_offer},
    {Method::get, "/v1/offers/{linkToken}", Who::anyone, BodyKind::none, get_offer},
    {Method::post, "/v1/offers/{linkToken}/sessions", Who::anyone, BodyKind::json,
     post_offer_session},
    {Method::post, "/v1/offers/{linkToken}/password-link", Who::anyone, BodyKind::json,
     post_password_link},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::offers
