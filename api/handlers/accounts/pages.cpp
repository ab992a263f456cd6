// What a browser is shown to sign in and to set a password. GET changes nothing.
#include "api/accounts/offices.hpp"
#include "api/accounts/password_links.hpp"
#include "api/accounts/sign_in.hpp"
#include "api/handlers/tables.hpp"
#include "api/opening/link.hpp"
#include "api/pages/account.hpp"
#include "api/pages/forms.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::handlers::account_pages {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
using Fields = std::map<std::string, std::string>;

namespace texts = pages::texts;

pages::Words words_for(const ExchangePtr& exchange) {
  return pages::language_of(exchange->request());
}

http::Response to_sign_in() {
  return pages::redirect("/sign-in");
}

void dead(const ExchangePtr& exchange) {
  exchange->dead_link(pages::shown(404, pages::dead_password_page(words_for(exchange))));
}

// True, and answered, if another site made the browser send this.
bool refused_cross_site(const ExchangePtr& exchange) {
  if (site_of(exchange->context(), exchange->request()) != Site::other) return false;
  exchange->reply(pages::shown(403, pages::cross_site_page(words_for(exchange))));
  return true;
}

// The token of an offer's link that the reader comes from; "" if there is none of that form.
std::string offer_of(const Fields& fields) {
  const auto found = fields.find("offer");
  return found != fields.end() && link_hash(found->second) ? found->second : "";
}

// Where who has signed in goes on to.
http::Response onward(const Fields& fields) {
  const auto offer = offer_of(fields);
  return offer.empty() ? to_sign_in() : pages::redirect("/offer/" + offer);
}

pages::AccountForm form_of(const ExchangePtr& exchange, Fields fields,
                           std::string_view fault = "") {
  return {words_for(exchange), fault,           needs_office(exchange->context()),
          fields["office"],    fields["email"], offer_of(fields)};
}

Fields query_fields(const ExchangePtr& exchange) {
  const auto value = [&](std::string_view name) {
    const auto* given = exchange->request().query_value(name);
    return given ? *given : "";
  };
  return {{"office", value("office")}, {"offer", value("offer")}};
}

std::optional<std::string> office_of(const Fields& fields) {
  const auto found = fields.find("office");
  return found == fields.end() || found->second.empty() ? std::nullopt
                                                        : std::optional(found->second);
}

void get_sign_in(const ExchangePtr& exchange) {
  const auto person = enter_by_cookie(*exchange);
  if (!person) {
    return exchange->reply(
        pages::shown(200, pages::sign_in_page(form_of(exchange, query_fields(exchange)))));
  }
  if (person->role == Who::contact) return exchange->reply(pages::redirect("/customer-web"));
  const auto name = person->name().empty() ? person->email.str() : person->name();
  const auto key = form_key(exchange->context(), exchange->principal());
  exchange->reply(pages::shown(200, pages::signed_in_page(words_for(exchange), name, key)));
}

// Signing out acts by cookie: a form whose site is unsaid must be of a page that the session saw.
void sign_out(const ExchangePtr& exchange, const std::string& key) {
  auto answer = to_sign_in().with("Set-Cookie", no_signed_in_cookie(exchange->context()));
  const auto person = enter_by_cookie(*exchange);
  if (!person) return exchange->reply(std::move(answer));
  const auto& context = exchange->context();
  if (site_of(context, exchange->request()) == Site::unsaid &&
      !is_form_key(context, exchange->principal(), key)) {
    return exchange->reply(pages::shown(403, pages::cross_site_page(words_for(exchange))));
  }
  const domain::SignOut command{person->holder, exchange->principal().session};
  exchange->write({[command](Facts& facts, const domain::Deciding&) {
                     const auto account =
                         facts.load<domain::AccountState>(domain::facts_of_account(command.holder));
                     return decided(domain::decide(*account, command));
                   },
                   [answer](const Shown&, const Done&) { return answer; }});
}

// What went wrong with a form, in words and as a status.
struct Fault {
  unsigned status = 503;
  pages::Text text = texts::kTryAgain;
  long wait_s = 0;
};
Fault fault_of(const Refused& refused) {
  const auto* denied = std::get_if<Denied>(&refused);
  if (!denied || denied->refusals.empty()) return {.wait_s = 1};
  const auto& first = denied->refusals.front();
  switch (first.reason) {
    case domain::Reason::sign_in_refused:
      return {401, texts::kNotRight};
    case domain::Reason::too_many_tries:
      return {429, texts::kTooManyTries, first.retry_after_s};
    case domain::Reason::too_short:
      return {422, texts::kTooShort};
    case domain::Reason::guessable:
      return {422, texts::kGuessable};
    default:
      return {422, texts::kUnusable};
  }
}

http::Response with_fault(const Fault& fault, const pages::Page& page) {
  auto response = pages::shown(fault.status, page);
  if (fault.wait_s > 0) response.with("Retry-After", std::to_string(fault.wait_s));
  return response;
}

void post_sign_in(const ExchangePtr& exchange) {
  if (refused_cross_site(exchange)) return;
  auto fields = pages::form_fields(exchange->request().body);
  if (fields["step"] == "sign-out") return sign_out(exchange, fields["key"]);
  const Credentials credentials{office_of(fields), fields["email"], fields["password"]};
  sign_in(exchange, credentials,
          [exchange, fields](const std::variant<SignedInSession, Refused>& result) {
            if (const auto* opened = std::get_if<SignedInSession>(&result)) {
              return exchange->reply(onward(fields).with(
                  "Set-Cookie", signed_in_cookie(exchange->context(), *opened)));
            }
            const auto fault = fault_of(std::get<Refused>(result));
            const auto text = words_for(exchange)(fault.text);
            exchange->reply_in_step(
                with_fault(fault, pages::sign_in_page(form_of(exchange, fields, text))));
          });
}

void get_forgot(const ExchangePtr& exchange) {
  exchange->reply(pages::shown(200, pages::forgot_page(form_of(exchange, query_fields(exchange)))));
}

void post_forgot(const ExchangePtr& exchange) {
  if (refused_cross_site(exchange)) return;
  auto fields = pages::form_fields(exchange->request().body);
  request_password_link(
      exchange, office_of(fields), fields["email"],
      [exchange, fields](const std::optional<Refused>& refused) {
        const auto words = words_for(exchange);
        if (!refused) {
          return exchange->reply_in_step(pages::shown(202, pages::link_asked_page(words)));
        }
        const auto fault = fault_of(*refused);
        exchange->reply(
            with_fault(fault, pages::forgot_page(form_of(exchange, fields, words(fault.text)))));
      });
}

void get_password(const ExchangePtr& exchange) {
  if (!find_password_link(exchange->context(), exchange->param(0))) return dead(exchange);
  exchange->reply(
      pages::shown(200, pages::password_page(words_for(exchange), exchange->param(0), "")));
}

void post_password(const ExchangePtr& exchange) {
  if (refused_cross_site(exchange)) return;
  const auto link = find_password_link(exchange->context(), exchange->param(0));
  if (!link) return dead(exchange);
  auto fields = pages::form_fields(exchange->request().body);
  set_password(exchange, *link, fields["password"],
               [exchange](const std::variant<PasswordChanged, Refused>& result) {
                 const auto words = words_for(exchange);
                 const auto* refused = std::get_if<Refused>(&result);
                 if (!refused) {
                   return exchange->reply(pages::shown(200, pages::password_set_page(words)));
                 }
                 const auto* denied = std::get_if<Denied>(refused);
                 if (denied && denied->refusals.front().reason == domain::Reason::link_dead) {
                   return dead(exchange);
                 }
                 const auto fault = fault_of(*refused);
                 exchange->reply(with_fault(
                     fault, pages::password_page(words, exchange->param(0), words(fault.text))));
               });
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/sign-in", Who::anyone, BodyKind::none, get_sign_in},
    {Method::post, "/sign-in", Who::anyone, BodyKind::form, post_sign_in},
    {Method::get, "/forgot", Who::anyone, BodyKind::none, get_forgot},
    {Method::post, "/forgot", Who::anyone, BodyKind::form, post_forgot},
    {Method::get, "/password/{token}", Who::anyone, BodyKind::none, get_password},
    {Method::post, "/password/{token}", Who::anyone, BodyKind::form, post_password},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::account_pages
