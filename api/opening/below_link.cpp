#include "api/opening/below_link.hpp"

#include <algorithm>
#include <array>

#include "api/accounts/offer_links.hpp"
#include "api/accounts/password_links.hpp"
#include "api/opening/link.hpp"
#include "api/pages/account.hpp"
#include "api/pages/offer.hpp"
#include "api/pages/receiver.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kApi = "/v1/shared/";
constexpr std::string_view kPage = "/s/";
constexpr std::string_view kList = "/l/";
constexpr std::string_view kReset = "/v1/password-resets/";
constexpr std::string_view kPassword = "/password/";
constexpr std::string_view kOffers = "/v1/offers/";
constexpr std::string_view kOffer = "/offer/";
constexpr std::array kRoots = {kApi, kPage, kList, kReset, kPassword, kOffers, kOffer};

std::string_view root_of(std::string_view path) {
  const auto* found =
      std::find_if(kRoots.begin(), kRoots.end(), [&](auto root) { return path.starts_with(root); });
  return found == kRoots.end() ? "" : *found;
}

// The first segment below the root, decoded; "" if it cannot be.
std::string segment_of(std::string_view path) {
  path.remove_prefix(root_of(path).size());
  bool ok = true;
  auto segment = wire::percent_decode(path.substr(0, path.find('/')), ok);
  return ok ? segment : "";
}

bool is_alive(Exchange& exchange) {
  const auto& path = exchange.request().path;
  const auto segment = segment_of(path);
  const auto root = root_of(path);
  if (root == kReset || root == kPassword) {
    return find_password_link(exchange.context(), segment).has_value();
  }
  if (root == kOffers || root == kOffer)
    return find_offer_link(exchange.context(), segment).has_value();
  if (root != kList) return find_open_link(exchange, segment).has_value();
  const auto share = domain::Uuid::parse(segment);
  return share && viewing_session(exchange, {*share}).has_value();
}

}  // namespace

bool lies_below_link(std::string_view path) {
  return !root_of(path).empty();
}

void refuse_below_link(const std::shared_ptr<Exchange>& exchange, http::Response refusal) {
  if (is_alive(*exchange)) return exchange->reply(std::move(refusal));
  const auto root = root_of(exchange->request().path);
  if (root == kApi || root == kReset || root == kOffers) return exchange->dead_link();
  const pages::Words words = pages::language_of(exchange->request());
  if (root == kPassword)
    return exchange->dead_link(pages::shown(404, pages::dead_password_page(words)));
  exchange->dead_link(
      pages::shown(404, root == kOffer ? pages::dead_offer_page(words) : pages::dead_page(words)));
}

}  // namespace rollcall::api
