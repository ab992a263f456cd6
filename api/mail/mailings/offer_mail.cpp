#include "api/mail/mailings/offer_mail.hpp"

#include "api/accounts/offer_links.hpp"
#include "api/mail/envelope.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::mail {
namespace {

domain::MailTagValues offer_values(const Context& context, const eventstore::OfficeId& office,
                                   const domain::OfferLinkFacts& known, Mail& mail) {
  const auto& queued = *known.mail.queued;
  const auto snapshot = context.projector.snapshot(office);
  const auto names = names_of(*snapshot.view, office, known.mail.sent_by,
                              projections::find_project(*snapshot.view, office, queued.project));
  mail.from_name = names.sender;
  mail.reply_to = names.sender_email;
  domain::MailTagValues values;
  values.resource_link = mail.link;
  values.receiver_name = mail.to_name.empty() ? mail.to.str() : mail.to_name;
  values.offer_title = unlinked(known.about.web.item(queued.item)->details.title.str());
  values.project_name = names.project;
  values.sender_name = names.sender;
  values.office_name = names.office;
  return values;
}

}  // namespace

Composed offer_mail(Context& context, Facts& facts, const MailingAttempt& attempt) {
  const auto known = load_offer_link(
      facts, *facts.load<domain::OfferMailState>(domain::facts_of_offer_mail(attempt.mailing)));
  const auto& queued = known.mail.queued;
  if (!queued || !domain::check_offer_link(known, queued->link_hash))
    return NotAnyMore{"nothing to read any more"};
  if (queued->addressed.erased()) return NotAnyMore{"receiver erased"};
  const auto& office = facts.office();
  const auto token =
      context.vault.secret(office, secret_name(SecretKind::link_token, attempt.mailing.uuid));
  if (!token) return NotNow{};
  if (!*token) return NotAnyMore{"link lost"};
  const auto& to = *queued->addressed.known;
  auto mail = enveloped(context, {"", to.email, to.name.str(), queued->language,
                                  unique_part(attempt.mailing.uuid, attempt.number)});
  mail.link = context.settings.public_url + "/offer/" + **token;
  const auto resolved = domain::resolve(to.mail, offer_values(context, office, known, mail));
  mail.subject = resolved.subject;
  mail.text = resolved.body;
  return mail;
}

}  // namespace rollcall::api::mail
