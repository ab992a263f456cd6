#pragma once
// Events of shares, their mails and their openings; see parts.hpp.

#include "api/feed/data/parts.hpp"

namespace rollcall::api::feed {

template <class Out>
void describe(Out& out, const domain::ListShared& event) {
  const auto& [share, list, project, contact, valid_until, columns, may_download, sending] = event;
  out.field("shareId", share).field("listId", list).field("projectId", project);
  out.field("contactId", contact).field("validUntil", valid_until).field("columns", columns);
  out.field("mayDownload", may_download).field("sending", sending);
}
template <class Out>
void describe(Out& out, const domain::ShareResent& event) {
  const auto& [share, valid_until, columns, may_download, sending] = event;
  out.field("shareId", share).field("validUntil", valid_until).field("columns", columns);
  out.field("mayDownload", may_download).field("sending", sending);
}
template <class Out>
void describe(Out& out, const domain::ShareReceiverIdentified& event) {
  const auto& [share, list, project, contact] = event;
  out.field("shareId", share).field("listId", list).field("projectId", project);
  out.field("contactId", contact);
}

// ---- Mails ---------------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ShareEmailAttempted& event) {
  const auto& [share, sending, attempt, link_hash] = event;
  out.field("shareId", share).field("sendingId", sending).field("attempt", attempt);
  out.secret(link_hash);
}
template <class Out>
void describe(Out& out, const domain::ShareEmailSent& event) {
  const auto& [share, sending, attempt, message_id] = event;
  out.field("shareId", share).field("sendingId", sending).field("attempt", attempt);
  out.field("messageId", message_id);
}
template <class Out>
void describe(Out& out, const domain::ShareEmailDeferred& event) {
  const auto& [share, sending, attempt, reason, retry_at] = event;
  out.field("shareId", share).field("sendingId", sending).field("attempt", attempt);
  out.field("reason", reason).field("retryAt", retry_at);
}
template <class Out>
void describe(Out& out, const domain::ShareEmailFailed& event) {
  const auto& [share, sending, attempt, reason] = event;
  out.field("shareId", share).field("sendingId", sending).field("attempt", attempt);
  out.field("reason", reason);
}

// ---- Upkeep --------------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ShareValidityChanged& event) {
  const auto& [share, valid_until] = event;
  out.field("shareId", share).field("validUntil", valid_until);
}
template <class Out>
void describe(Out& out, const domain::ShareColumnsChanged& event) {
  const auto& [share, columns] = event;
  out.field("shareId", share).field("columns", columns);
}
template <class Out>
void describe(Out& out, const domain::ShareDownloadChanged& event) {
  const auto& [share, may_download] = event;
  out.field("shareId", share).field("mayDownload", may_download);
}
template <class Out>
void describe(Out& out, const domain::ShareRevoked& event) {
  const auto& [share, cause] = event;
  out.field("shareId", share).field("cause", cause);
}

// ---- Openings ------------------------------------------------------------------------------

template <class Out>
void describe(Out& out, const domain::ShareCodeIssued& event) {
  const auto& [share, code, expires_at] = event;
  out.field("shareId", share).field("codeId", code).field("expiresAt", expires_at);
}
template <class Out>
void describe(Out& out, const domain::ShareCodeSent& event) {
  const auto& [share, code, message_id] = event;
  out.field("shareId", share).field("codeId", code).field("messageId", message_id);
}
template <class Out>
void describe(Out& out, const domain::ShareCodeFailed& event) {
  const auto& [share, code, reason] = event;
  out.field("shareId", share).field("codeId", code).field("reason", reason);
}
template <class Out>
void describe(Out& out, const domain::ShareCodeTried& event) {
  const auto& [share, code] = event;
  out.field("shareId", share).field("codeId", code);
}
template <class Out>
void describe(Out& out, const domain::ShareCodeRefused& event) {
  const auto& [share, code, locks_share] = event;
  out.field("shareId", share).field("codeId", code).field("locksShare", locks_share);
}
template <class Out>
void describe(Out& out, const domain::ViewingSessionOpened& event) {
  const auto& [share, code, session, expires_at] = event;
  out.field("shareId", share).field("codeId", code).field("sessionId", session);
  out.field("expiresAt", expires_at);
}
template <class Out>
void describe(Out& out, const domain::ViewingSessionEnded& event) {
  const auto& [share, session] = event;
  out.field("shareId", share).field("sessionId", session);
}

}  // namespace rollcall::api::feed
