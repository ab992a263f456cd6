#pragma once
// Offers by mail: a menu item of that kind goes to customers' contact persons of its project, a
// link each.

#include <optional>
#include <variant>
#include <vector>

#include "domain/account.hpp"
#include "domain/customer_web/menu.hpp"
#include "domain/share.hpp"

namespace rollcall::domain {

// Events.
struct OfferMailQueued {  // its link works from now on; the token waits in the vault for its mail
  static constexpr EventType kType = 136;
  static constexpr std::string_view kName = "OfferMailQueued";
  MailingId mailing;
  ProjectId project;
  MenuItemId item;
  ContactId contact;
  LinkHash link_hash{};
  LanguageTag language;
  Personal<Addressed> addressed;
  bool operator==(const OfferMailQueued&) const = default;
};
using OfferEvent = std::variant<OfferMailQueued>;

// One mail, and where its link leads.
struct OfferMailState {
  std::optional<OfferMailQueued> queued;  // nullopt: no such mail
  Actor sent_by;
  std::uint64_t position = 0;
};
FactQueries facts_of_offer_mail(MailingId mailing);
FactQueries facts_of_offer_link(const LinkHash& hash);
OfferMailState evolve(OfferMailState state, const Recorded& recorded);

// Tags of an offer's mail; a text must hold the first.
inline constexpr std::array<std::string_view, 6> kOfferTags = {
    "resource-link", "receiver-name", "offer-title", "project-name", "sender-name", "office-name"};
// What the sender wrote, and for the rest what is built in: in Norwegian or in English.
MailText offer_mail(const LanguageTag& language, const std::optional<Subject>& subject,
                    const std::optional<MailBody>& body);

struct OfferFacts {
  OfficeState office;
  ProjectState project;
  CustomerWebState web;
};

struct SendOffer {
  struct Receiver {
    ContactId contact;
    MailingId mailing;  // ids and links for what is made
    LinkHash link_hash{};
  };
  ProjectId project;
  MenuItemId item;
  std::vector<Receiver> receivers;  // 1 to kMaxReceivers
  std::optional<Subject> subject;
  std::optional<MailBody> body;
};
// `contacts`: like `receivers`. All or none. not_found: no such item. project_cancelled,
// not_an_offer, not_published. At /contactIds/N: unknown_reference, contact_inactive, duplicate,
// not_on_project (as its customer's contact). Of the text what check_mail_text refuses.
Result<Proposals> decide(const OfferFacts& facts, const std::vector<ContactState>& contacts,
                         const SendOffer& command);

struct OfferLinkFacts {
  OfferFacts about;
  ContactState contact;
  OfferMailState mail;
};
// ok() as long as the offer shows, the project's customer web opens to the person, and the address
// it was sent to is theirs. Otherwise link_dead, alike for every cause.
Result<void> check_offer_link(const OfferLinkFacts& facts, const LinkHash& hash);

// Since when the office has automatic login for offers, if it has.
struct OfferLoginState {
  bool on = false;
  std::uint64_t since = 0;  // position of the change
};
FactQueries facts_of_offer_login(OfficeId office);
OfferLoginState evolve(OfferLoginState state, const Recorded& recorded);

// Signs the reader in to the offer's project. link_dead; offer_login_off: the office does not do
// that.
struct OpenOffer {
  LinkHash link{};
  SessionId session;
  AccountLimits limits;
};
Result<Proposals> decide(const OfferLinkFacts& facts, const OpenOffer& command,
                         const Deciding& deciding);
// Does a session that an offer's link opened stand? It ends when the office turns automatic login
// off, for good, and while the project's customer web does not open to the person.
bool stands(const AccountSession& session, const OfferLoginState& login,
            const ProjectState& project, ContactId contact, const ContactStanding& standing);

// Gives who has no password yet the link to choose one. link_dead; password_chosen: they have.
struct IssueLinkByOffer {
  LinkHash offer_link{};
  IssuePasswordLink link;  // not by mail
};
Result<Proposals> decide(const OfferLinkFacts& facts, const AccountFacts& account,
                         const IssueLinkByOffer& command, const Deciding& deciding);

}  // namespace rollcall::domain
