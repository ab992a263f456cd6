#include "domain/mails/offer.hpp"

#include <algorithm>
#include <set>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

MailText offer_in_english() {
  return {Subject::restore("[sender-name] has an offer for you: [offer-title]"),
          MailBody::restore(R"(Hello [receiver-name]

[sender-name] has an offer for you: [offer-title], for [project-name].

Read it here:

[resource-link]

The link is yours: please don't pass it on.

Kind regards
[office-name])")};
}

MailText offer_in_norwegian() {
  return {Subject::restore("[sender-name] har et tilbud til deg: [offer-title]"),
          MailBody::restore(R"(Hei [receiver-name]

[sender-name] har et tilbud til deg: [offer-title], for [project-name].

Les det her:

[resource-link]

Lenken er din: vennligst ikke send den videre.

Vennlig hilsen
[office-name])")};
}

PersonName name_of_contact(const ContactDetails& contact) {
  const std::string& first = contact.first_name.str();
  const std::string& last = contact.last_name.str();
  return PersonName::restore(first + (first.empty() || last.empty() ? "" : " ") + last);
}

// Faults of one receiver.
Refusals check_offer_receiver(const OfferFacts& facts, const ContactState& contact, ContactId id,
                              const std::string& field) {
  Refusals refusals;
  if (!contact.is_known())
    add(refusals, Reason::unknown_reference, field, id.uuid);
  else if (!contact.standing.active)
    add(refusals, Reason::contact_inactive, field, id.uuid);
  else if (!may_visit(facts.project, id, contact.standing))
    add(refusals, Reason::not_on_project, field, id.uuid);
  return refusals;
}

Refusals check_offer_receivers(const OfferFacts& facts, const std::vector<ContactState>& contacts,
                               const SendOffer& command) {
  Refusals refusals;
  const std::size_t count = command.receivers.size();
  if (count == 0) add(refusals, Reason::required, "/contactIds");
  if (count > kMaxReceivers || count != contacts.size()) {
    add(refusals, Reason::out_of_range, "/contactIds");
    return refusals;
  }
  std::set<ContactId> seen;
  for (std::size_t n = 0; n < count; ++n) {
    const ContactId id = command.receivers[n].contact;
    const std::string field = "/contactIds/" + std::to_string(n);
    if (!seen.insert(id).second)
      add(refusals, Reason::duplicate, field);
    else
      add(refusals, check_offer_receiver(facts, contacts[n], id, field));
  }
  return refusals;
}

bool is_offer(const MenuItem& item) {
  return item.details.kind == MenuItemKind::offer;
}

// Why the item cannot be mailed, whoever to.
std::optional<Reason> not_to_be_mailed(const ProjectDetails& project, const MenuItem& item) {
  if (project.status == ProjectStatus::cancelled) return Reason::project_cancelled;
  if (!is_offer(item)) return Reason::not_an_offer;
  return item.shows() ? std::nullopt : std::optional(Reason::not_published);
}

bool offer_shows(const OfferFacts& facts, MenuItemId id) {
  const MenuItem* item = facts.web.item(id);
  return facts.office.settings && item && is_offer(*item) && item->shows();
}

}  // namespace

FactQueries facts_of_offer_mail(MailingId mailing) {
  return {{types_of<OfferMailQueued>(), {Tag{TagKind::mailing, mailing.uuid}}}};
}

FactQueries facts_of_offer_link(const LinkHash& hash) {
  return {{types_of<OfferMailQueued>(), {link_tag(hash)}}};
}

OfferMailState evolve(OfferMailState state, const Recorded& recorded) {
  const auto* event = std::get_if<OfferEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  return {std::get<OfferMailQueued>(*event), recorded.actor, recorded.position};
}

MailText offer_mail(const LanguageTag& language, const std::optional<Subject>& subject,
                    const std::optional<MailBody>& body) {
  MailText mail = is_norwegian(language) ? offer_in_norwegian() : offer_in_english();
  if (subject) mail.subject = *subject;
  if (body) mail.body = *body;
  return mail;
}

Result<Proposals> decide(const OfferFacts& facts, const std::vector<ContactState>& contacts,
                         const SendOffer& command) {
  const MenuItem* item = facts.web.item(command.item);
  if (!facts.office.settings || !facts.project.details || !item) return refuse(Reason::not_found);
  if (const auto why = not_to_be_mailed(*facts.project.details, *item)) return refuse(*why);
  const LanguageTag& language = facts.office.settings->default_language;
  auto mail = check_mail_text(offer_mail(language, command.subject, command.body), kOfferTags);
  Refusals refusals = check_offer_receivers(facts, contacts, command);
  if (!mail) add(refusals, mail.error());
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  Proposals proposals;
  for (std::size_t n = 0; n < contacts.size(); ++n) {
    const auto& [contact, mailing, link_hash] = command.receivers[n];
    const ContactDetails& details = *contacts[n].details;
    proposals.push_back(propose(OfferMailQueued{
        mailing,
        command.project,
        command.item,
        contact,
        link_hash,
        language,
        {person_of(contact), Addressed{details.email, name_of_contact(details), *mail}}}));
  }
  return proposals;
}

Result<void> check_offer_link(const OfferLinkFacts& facts, const LinkHash& hash) {
  const auto& mail = facts.mail.queued;
  const bool good = mail && mail->link_hash == hash && offer_shows(facts.about, mail->item) &&
                    facts.contact.is_known() &&
                    may_visit(facts.about.project, mail->contact, facts.contact.standing) &&
                    facts.contact.standing.address_since <= facts.mail.position;
  if (!good) return refuse(Reason::link_dead);
  return {};
}

FactQueries facts_of_offer_login(OfficeId office) {
  return facts_of_office(office);
}

OfferLoginState evolve(OfferLoginState state, const Recorded& recorded) {
  const auto* event = std::get_if<OfficeEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  const bool on =
      std::visit([](const auto& any) { return any.settings.automatic_offer_login; }, *event);
  return on == state.on ? state : OfferLoginState{on, recorded.position};
}

Result<Proposals> decide(const OfferLinkFacts& facts, const OpenOffer& command,
                         const Deciding& deciding) {
  if (auto good = check_offer_link(facts, command.link); !good)
    return tl::make_unexpected(std::move(good.error()));
  if (!facts.about.office.settings->automatic_offer_login) return refuse(Reason::offer_login_off);
  const auto& mail = *facts.mail.queued;
  return Proposals{propose(SignedInByOffer{{AccountKind::contact, mail.contact.uuid},
                                           command.session,
                                           deciding.now.plus(command.limits.contact_session),
                                           mail.project})};
}

bool stands(const AccountSession& session, const OfferLoginState& login,
            const ProjectState& project, ContactId contact, const ContactStanding& standing) {
  return login.on && login.since < session.position && may_visit(project, contact, standing);
}

Result<Proposals> decide(const OfferLinkFacts& facts, const AccountFacts& account,
                         const IssueLinkByOffer& command, const Deciding& deciding) {
  if (auto good = check_offer_link(facts, command.offer_link); !good)
    return tl::make_unexpected(std::move(good.error()));
  if (account.account.password) return refuse(Reason::password_chosen);
  return decide(account, command.link, deciding);
}

}  // namespace rollcall::domain
