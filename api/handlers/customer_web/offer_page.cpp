// What a browser is shown below an offer's mailed link. GET changes nothing.
#include "api/accounts/offer_links.hpp"
#include "api/handlers/customer_web/visited.hpp"
#include "api/handlers/tables.hpp"
#include "api/opening/link.hpp"
#include "api/pages/account.hpp"
#include "api/pages/forms.hpp"
#include "api/pages/offer.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::handlers::offer_pages {
namespace {

using ExchangePtr = std::shared_ptr<Exchange>;

namespace texts = pages::texts;

pages::Words words_for(const ExchangePtr& exchange) {
  return pages::language_of(exchange->request());
}

void dead(const ExchangePtr& exchange) {
  exchange->dead_link(pages::shown(404, pages::dead_offer_page(words_for(exchange))));
}

// The link, if it works; else answered.
std::optional<FoundOfferLink> find_link(const ExchangePtr& exchange) {
  auto link = find_offer_link(exchange->context(), exchange->param(0));
  if (!link) dead(exchange);
  return link;
}

// Does the browser hold a session of the link's person that reaches the offer's project?
bool has_signed_in(const ExchangePtr& exchange, const FoundOfferLink& link) {
  const auto person = enter_by_cookie(*exchange);
  return person && exchange->office() == link.office && person->holder == link.holder() &&
         reaches(*exchange, link.mail().project);
}

std::string path_of(const FoundOfferLink& link) {
  return item_page_path(link.mail().project, link.mail().item);
}

void get_offer_page(const ExchangePtr& exchange) {
  const auto link = find_link(exchange);
  if (!link) return;
  if (has_signed_in(exchange, *link)) return exchange->reply(pages::redirect(path_of(*link)));
  exchange->reply(pages::shown(
      200, pages::offer_link_page(words_for(exchange), *link, exchange->param(0), "")));
}

// The page once more, with what there is to do now; it may be another thing than was pressed for.
void show_again(const ExchangePtr& exchange, const Refused& refused) {
  const auto link = find_link(exchange);
  if (!link) return;
  const auto* denied = std::get_if<Denied>(&refused);
  const bool waits = denied && denied->refusals.front().reason == domain::Reason::too_many_tries;
  const auto words = words_for(exchange);
  const unsigned status = waits ? 429 : denied ? 409 : 503;
  auto response = pages::shown(
      status, pages::offer_link_page(words, *link, exchange->param(0), words(texts::kTryAgain)));
  if (waits) response.with("Retry-After", std::to_string(denied->refusals.front().retry_after_s));
  exchange->reply(std::move(response));
}

void open(const ExchangePtr& exchange, const FoundOfferLink& link) {
  open_offer(
      exchange, link,
      [exchange, path = path_of(link)](const std::variant<SignedInSession, Refused>& result) {
        if (const auto* refused = std::get_if<Refused>(&result))
          return show_again(exchange, *refused);
        const auto& opened = std::get<SignedInSession>(result);
        exchange->reply(pages::redirect(path).with("Set-Cookie",
                                                   signed_in_cookie(exchange->context(), opened)));
      });
}

void choose_password(const ExchangePtr& exchange, const FoundOfferLink& link) {
  issue_link_by_offer(exchange, link,
                      [exchange](const std::variant<NewPasswordLink, Refused>& result) {
                        if (const auto* refused = std::get_if<Refused>(&result))
                          return show_again(exchange, *refused);
                        const auto& made = std::get<NewPasswordLink>(result);
                        exchange->reply(pages::redirect("/password/" + made.token));
                      });
}

void post_offer_page(const ExchangePtr& exchange) {
  if (site_of(exchange->context(), exchange->request()) == Site::other) {
    return exchange->reply(pages::shown(403, pages::cross_site_page(words_for(exchange))));
  }
  const auto link = find_link(exchange);
  if (!link) return;
  const auto step = pages::form_fields(exchange->request().body)["step"];
  step == "choose" ? choose_password(exchange, *link) : open(exchange, *link);
}

using http::Method;
constexpr Route kRoutes[] = {
    {Method::get, "/offer/{linkToken}", Who::anyone, BodyKind::none, get_offer_page},
    {Method::post, "/offer/{linkToken}", Who::anyone, BodyKind::form, post_offer_page},
};

}  // namespace

Table routes() {
  return kRoutes;
}

}  // namespace rollcall::api::handlers::offer_pages
