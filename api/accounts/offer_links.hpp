#pragma once
// Links that offers are mailed with: made, found again, opened.
//
// Threads: called on the pool; callbacks run on the pool or the committer's thread.

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "api/accounts/password_links.hpp"
#include "api/accounts/sign_in.hpp"
#include "api/app/exchange.hpp"
#include "domain/mails/offer.hpp"

namespace rollcall::api {

// What an offer's mail and its link are decided on.
domain::OfferFacts load_offer(Facts& facts, domain::ProjectId project);
domain::OfferLinkFacts load_offer_link(Facts& facts, domain::OfferMailState mail);

// What a reader does next: press a button, choose their first password, or sign in.
enum class OfferStep : std::uint8_t { open, choose_password, sign_in };
std::string_view name_of(OfferStep step);  // "open", "choosePassword", "signIn"

// A link that works.
struct FoundOfferLink {
  eventstore::OfficeId office{};
  domain::LinkHash hash{};
  domain::OfferLinkFacts facts;
  bool has_password = false;

  const domain::OfferMailQueued& mail() const { return *facts.mail.queued; }
  domain::AccountHolder holder() const {
    return {domain::AccountKind::contact, mail().contact.uuid};
  }
  OfferStep next() const;
};
// nullopt: dead or unknown, alike. Looking at it changes nothing.
std::optional<FoundOfferLink> find_offer_link(const Context& context, const std::string& token);

// Opens a session that is for the offer's project alone. link_dead, offer_login_off;
// too_many_tries from this client. The exchange then acts as that person.
void open_offer(const std::shared_ptr<Exchange>& exchange, const FoundOfferLink& link,
                SignInDone done);

// For who has no password yet: a set-password link, in their hands at once. link_dead,
// password_chosen; too_many_tries from this client.
using PasswordLinkMade = std::function<void(std::variant<NewPasswordLink, Refused>)>;
void issue_link_by_offer(const std::shared_ptr<Exchange>& exchange, const FoundOfferLink& link,
                         PasswordLinkMade done);

}  // namespace rollcall::api
