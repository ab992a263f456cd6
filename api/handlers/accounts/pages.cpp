// What a browser is shown to sign in and to set a password. GET changes nothing.
#include "api/accounts/offices.hpp"
#include "api/accounts/password_links.hpp"
#include "api/accounts/sign_in.hpp"
#include "api/handlers/tables.hpp"
#include "api/opening/link.hpp"
#include "api/pages/account.hpp"
#include "api/pages/html.hpp"
#include "api/pages/receiver.hpp"

namespace rollcall::api::handlers {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
using Fields = std::map<std::string, std::string>;

http::Response to_sign_in() {
  http::Response response;
  response.status = 303;
  return response.with("Location", "/sign-in");
}

void dead(const ExchangePtr& exchange) {
  exchange->dead_link(pages::html_response(404, pages::dead_page()));
}

// True, and answered, if another site made the browser send this.
bool refused_cross_site(const ExchangePtr& exchange) {
  if (site_of(exchange->context(), exchange->request()) != Site::other) return false;
  exchange->reply(pages::html_response(403, pages::cross_site_page()));
  return true;
}

pages::AccountForm form_of(const ExchangePtr& exchange, Fields fields,
                           std::string_view notice = "") {
  return {notice, needs_office(exchange->context()), fields["office"], fields["email"]};
}

Fields query_fields(const ExchangePtr& exchange) {
  const auto* office = exchange->request().query_value("office");
  return {{"office", office ? *office : ""}};
}

std::optional<std::string> office_of(const Fields& fields) {
  const auto found = fields.find("office");
  return found == fields.end() || found->second.empty() ? std::nullopt
                                                        : std::optional(found->second);
}

// The session a browser holds; the exchange then acts as that person.
std::optional<Person> enter(const ExchangePtr& exchange) {
  auto& context = exchange->context();
  const auto cookie = wire::cookie(exchange->request(), signed_in_cookie_name(context.settings));
  const auto text = SignedInText::parse(cookie);
  const auto principal = text ? authenticate(context, cookie) : std::nullopt;
  if (!principal) return std::nullopt;
  auto facts = context.commands.facts(principal->office);
  const auto open = find_signed_in(context, facts, principal->session);
  if (!open) return std::nullopt;
  exchange->become(*principal);
  return open->person;
}

void get_sign_in(const ExchangePtr& exchange) {
  if (const auto person = enter(exchange)) {
    const auto name = person->name().empty() ? person->email.str() : person->name();
    return exchange->reply(pages::html_response(
        200, pages::signed_in_page(name, form_key(exchange->context(), exchange->principal()))));
  }
  exchange->reply(
      pages::html_response(200, pages::sign_in_page(form_of(exchange, query_fields(exchange)))));
}

// Signing out acts by cookie: a form whose site is unsaid must be of a page that the session saw.
void sign_out(const ExchangePtr& exchange, const std::string& key) {
  auto answer = to_sign_in().with("Set-Cookie", no_signed_in_cookie(exchange->context()));
  const auto person = enter(exchange);
  if (!person) return exchange->reply(std::move(answer));
  const auto& context = exchange->context();
  if (site_of(context, exchange->request()) == Site::unsaid &&
      !is_form_key(context, exchange->principal(), key)) {
    return exchange->reply(pages::html_response(403, pages::cross_site_page()));
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
struct Notice {
  unsigned status = 503;
  std::string_view text = "That did not work. Try again in a moment.";
  long wait_s = 0;
};
Notice notice_of(const Refused& refused) {
  const auto* denied = std::get_if<Denied>(&refused);
  if (!denied || denied->refusals.empty()) return {.wait_s = 1};
  const auto& first = denied->refusals.front();
  switch (first.reason) {
    case domain::Reason::sign_in_refused:
      return {401, "The address or the password is not right."};
    case domain::Reason::too_many_tries:
      return {429, "Too many tries. Wait a moment before the next.", first.retry_after_s};
    case domain::Reason::too_short:
      return {422, "That password is too short."};
    case domain::Reason::guessable:
      return {422, "That password is common or easy to guess. Choose another."};
    default:
      return {422, "That password cannot be used. Choose another."};
  }
}

http::Response with_notice(const Notice& notice, std::string html) {
  auto response = pages::html_response(notice.status, std::move(html));
  if (notice.wait_s > 0) response.with("Retry-After", std::to_string(notice.wait_s));
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
              return exchange->reply(
                  to_sign_in().with("Set-Cookie", signed_in_cookie(exchange->context(), *opened)));
            }
            const auto notice = notice_of(std::get<Refused>(result));
            exchange->reply_in_step(
                with_notice(notice, pages::sign_in_page(form_of(exchange, fields, notice.text))));
          });
}

void get_forgot(const ExchangePtr& exchange) {
  exchange->reply(
      pages::html_response(200, pages::forgot_page(form_of(exchange, query_fields(exchange)))));
}

void post_forgot(const ExchangePtr& exchange) {
  if (refused_cross_site(exchange)) return;
  auto fields = pages::form_fields(exchange->request().body);
  request_password_link(
      exchange, office_of(fields), fields["email"],
      [exchange, fields](const std::optional<Refused>& refused) {
        if (!refused) {
          return exchange->reply_in_step(pages::html_response(202, pages::link_asked_page()));
        }
        const auto notice = notice_of(*refused);
        exchange->reply(
            with_notice(notice, pages::forgot_page(form_of(exchange, fields, notice.text))));
      });
}

void get_password(const ExchangePtr& exchange) {
  if (!find_password_link(exchange->context(), exchange->param(0))) return dead(exchange);
  exchange->reply(pages::html_response(200, pages::password_page(exchange->param(0), "")));
}

void post_password(const ExchangePtr& exchange) {
  if (refused_cross_site(exchange)) return;
  const auto link = find_password_link(exchange->context(), exchange->param(0));
  if (!link) return dead(exchange);
  auto fields = pages::form_fields(exchange->request().body);
  set_password(
      exchange, *link, fields["password"],
      [exchange](const std::variant<PasswordChanged, Refused>& result) {
        const auto* refused = std::get_if<Refused>(&result);
        if (!refused) {
          return exchange->reply(pages::html_response(200, pages::password_set_page()));
        }
        const auto* denied = std::get_if<Denied>(refused);
        if (denied && denied->refusals.front().reason == domain::Reason::link_dead) {
          return dead(exchange);
        }
        const auto notice = notice_of(*refused);
        exchange->reply(with_notice(notice, pages::password_page(exchange->param(0), notice.text)));
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

std::span<const Route> account_page_routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers
