#pragma once
// Events of accounts and of mails to many; see parts.hpp.

#include "api/feed/data/parts.hpp"

namespace rollcall::api::feed {

template <class Out>
void describe(Out& out, const domain::PasswordLinkIssued& event) {
  const auto& [holder, link, link_hash, expires_at, by_mail] = event;
  out.field("holder", holder).field("linkId", link).secret(link_hash);
  out.field("expiresAt", expires_at).field("byMail", by_mail);
}
template <class Out>
void describe(Out& out, const domain::PasswordLinkAttempted& event) {
  const auto& [holder, link, attempt] = event;
  out.field("holder", holder).field("linkId", link).field("attempt", attempt);
}
template <class Out>
void describe(Out& out, const domain::PasswordLinkEmailed& event) {
  const auto& [holder, link, attempt, message_id] = event;
  out.field("holder", holder).field("linkId", link).field("attempt", attempt);
  out.field("messageId", message_id);
}
template <class Out>
void describe(Out& out, const domain::PasswordLinkDeferred& event) {
  const auto& [holder, link, attempt, reason, retry_at] = event;
  out.field("holder", holder).field("linkId", link).field("attempt", attempt);
  out.field("reason", reason).field("retryAt", retry_at);
}
template <class Out>
void describe(Out& out, const domain::PasswordLinkFailed& event) {
  const auto& [holder, link, attempt, reason] = event;
  out.field("holder", holder).field("linkId", link).field("attempt", attempt);
  out.field("reason", reason);
}
template <class Out>
void describe(Out& out, const domain::PasswordSet& event) {
  const auto& [holder, link, password] = event;
  out.field("holder", holder).field("linkId", link).field("passwordId", password);
}

template <class Out>
void describe(Out& out, const domain::SignedIn& event) {
  const auto& [holder, session, expires_at] = event;
  out.field("holder", holder).field("sessionId", session).field("expiresAt", expires_at);
}
template <class Out>
void describe(Out& out, const domain::SignedInByOffer& event) {
  const auto& [holder, session, expires_at, project] = event;
  out.field("holder", holder).field("sessionId", session).field("expiresAt", expires_at);
  out.field("projectId", project);
}
template <class Out>
void describe(Out& out, const domain::SignInRefused& event) {
  const auto& [holder] = event;
  out.field("holder", holder);
}
template <class Out>
void describe(Out& out, const domain::SignedOut& event) {
  const auto& [holder, session] = event;
  out.field("holder", holder).field("sessionId", session);
}
template <class Out>
void describe(Out& out, const domain::SignedOutEverywhere& event) {
  const auto& [holder] = event;
  out.field("holder", holder);
}

// ---- Mails of their own --------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ExpiryReminderQueued& event) {
  const auto& [mailing, recipient] = event;
  out.field("mailingId", mailing).field("recipientId", recipient);
}
template <class Out>
void describe(Out& out, const domain::ShareExpiryReminded& event) {
  const auto& [share, valid_until, mailing] = event;
  out.field("shareId", share).field("validUntil", valid_until).field("mailingId", mailing);
}
template <class Out>
void describe(Out& out, const domain::OfferMailQueued& event) {
  const auto& [mailing, project, item, contact, link_hash, language, addressed] = event;
  out.field("mailingId", mailing).field("projectId", project).field("itemId", item);
  out.field("contactId", contact).secret(link_hash);
  out.field("language", language).field("addressed", addressed);
}
template <class Out>
void describe(Out& out, const domain::MailingAttempted& event) {
  const auto& [mailing, attempt] = event;
  out.field("mailingId", mailing).field("attempt", attempt);
}
template <class Out>
void describe(Out& out, const domain::MailingSent& event) {
  const auto& [mailing, attempt, message_id] = event;
  out.field("mailingId", mailing).field("attempt", attempt).field("messageId", message_id);
}
template <class Out>
void describe(Out& out, const domain::MailingDeferred& event) {
  const auto& [mailing, attempt, reason, retry_at] = event;
  out.field("mailingId", mailing).field("attempt", attempt).field("reason", reason);
  out.field("retryAt", retry_at);
}
template <class Out>
void describe(Out& out, const domain::MailingFailed& event) {
  const auto& [mailing, attempt, reason] = event;
  out.field("mailingId", mailing).field("attempt", attempt).field("reason", reason);
}

}  // namespace rollcall::api::feed
