#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

void write(const domain::Sending& from, schema::Sending::Builder to, Sealing& sealing) {
  put(from.id, to.getId());
  to.setLanguage(text(from.language));
  put(from.addressed, to.getAddressed(), sealing);
}
void read(schema::Sending::Reader from, domain::Sending& to, Sealing& sealing) {
  get(from.getId(), to.id);
  get(from.getLanguage(), to.language);
  get(from.getAddressed(), to.addressed, sealing);
}

}  // namespace

void write(const domain::ListShared& from, schema::ListShared::Builder to, Sealing& sealing) {
  put(from.share, to.getShare());
  put(from.list, to.getList());
  put(from.project, to.getProject());
  to.setHasContact(from.contact.has_value());
  if (from.contact) put(*from.contact, to.getContact());
  to.setValidUntil(from.valid_until.days);
  put(from.columns, to.initColumns(count(from.columns)));
  to.setMayDownload(from.may_download);
  write(from.sending, to.initSending(), sealing);
}
void read(schema::ListShared::Reader from, domain::ListShared& to, Sealing& sealing) {
  get(from.getShare(), to.share);
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  get(from.getHasContact(), from.getContact(), to.contact);
  to.valid_until.days = from.getValidUntil();
  get(from.getColumns(), to.columns);
  to.may_download = from.getMayDownload();
  read(from.getSending(), to.sending, sealing);
}

void write(const domain::ShareResent& from, schema::ShareResent::Builder to, Sealing& sealing) {
  put(from.share, to.getShare());
  to.setValidUntil(from.valid_until.days);
  put(from.columns, to.initColumns(count(from.columns)));
  to.setMayDownload(from.may_download);
  write(from.sending, to.initSending(), sealing);
}
void read(schema::ShareResent::Reader from, domain::ShareResent& to, Sealing& sealing) {
  get(from.getShare(), to.share);
  to.valid_until.days = from.getValidUntil();
  get(from.getColumns(), to.columns);
  to.may_download = from.getMayDownload();
  read(from.getSending(), to.sending, sealing);
}

void write(const domain::ShareReceiverIdentified& from, schema::ShareReceiverIdentified::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  put(from.list, to.getList());
  put(from.project, to.getProject());
  put(from.contact, to.getContact());
}
void read(schema::ShareReceiverIdentified::Reader from, domain::ShareReceiverIdentified& to,
          Sealing&) {
  get(from.getShare(), to.share);
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  get(from.getContact(), to.contact);
}

void write(const domain::ShareEmailAttempted& from, schema::ShareEmailAttempted::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  put(from.sending, to.getSending());
  to.setAttempt(from.attempt);
  put(from.link_hash, to.getLinkHash());
}
void read(schema::ShareEmailAttempted::Reader from, domain::ShareEmailAttempted& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getSending(), to.sending);
  to.attempt = from.getAttempt();
  get(from.getLinkHash(), to.link_hash);
}

void write(const domain::ShareEmailSent& from, schema::ShareEmailSent::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.sending, to.getSending());
  to.setAttempt(from.attempt);
  to.setMessageId(text(from.message_id));
}
void read(schema::ShareEmailSent::Reader from, domain::ShareEmailSent& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getSending(), to.sending);
  to.attempt = from.getAttempt();
  to.message_id = string(from.getMessageId());
}

void write(const domain::ShareEmailDeferred& from, schema::ShareEmailDeferred::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  put(from.sending, to.getSending());
  to.setAttempt(from.attempt);
  to.setReason(text(from.reason));
  to.setRetryAt(from.retry_at.ms);
}
void read(schema::ShareEmailDeferred::Reader from, domain::ShareEmailDeferred& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getSending(), to.sending);
  to.attempt = from.getAttempt();
  to.reason = string(from.getReason());
  to.retry_at.ms = from.getRetryAt();
}

void write(const domain::ShareEmailFailed& from, schema::ShareEmailFailed::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.sending, to.getSending());
  to.setAttempt(from.attempt);
  to.setReason(text(from.reason));
}
void read(schema::ShareEmailFailed::Reader from, domain::ShareEmailFailed& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getSending(), to.sending);
  to.attempt = from.getAttempt();
  to.reason = string(from.getReason());
}

void write(const domain::ShareValidityChanged& from, schema::ShareValidityChanged::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  to.setValidUntil(from.valid_until.days);
}
void read(schema::ShareValidityChanged::Reader from, domain::ShareValidityChanged& to, Sealing&) {
  get(from.getShare(), to.share);
  to.valid_until.days = from.getValidUntil();
}

void write(const domain::ShareColumnsChanged& from, schema::ShareColumnsChanged::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  put(from.columns, to.initColumns(count(from.columns)));
}
void read(schema::ShareColumnsChanged::Reader from, domain::ShareColumnsChanged& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getColumns(), to.columns);
}

void write(const domain::ShareDownloadChanged& from, schema::ShareDownloadChanged::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  to.setMayDownload(from.may_download);
}
void read(schema::ShareDownloadChanged::Reader from, domain::ShareDownloadChanged& to, Sealing&) {
  get(from.getShare(), to.share);
  to.may_download = from.getMayDownload();
}

void write(const domain::ShareRevoked& from, schema::ShareRevoked::Builder to, Sealing& sealing) {
  put(from.share, to.getShare());
  to.setCause(checked(from.cause, sealing.failure));
}
void read(schema::ShareRevoked::Reader from, domain::ShareRevoked& to, Sealing& sealing) {
  get(from.getShare(), to.share);
  get(from.getCause(), to.cause, sealing.failure);
}

void write(const domain::ShareCodeIssued& from, schema::ShareCodeIssued::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.code, to.getCode());
  to.setExpiresAt(from.expires_at.ms);
}
void read(schema::ShareCodeIssued::Reader from, domain::ShareCodeIssued& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getCode(), to.code);
  to.expires_at.ms = from.getExpiresAt();
}

void write(const domain::ShareCodeSent& from, schema::ShareCodeSent::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.code, to.getCode());
  to.setMessageId(text(from.message_id));
}
void read(schema::ShareCodeSent::Reader from, domain::ShareCodeSent& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getCode(), to.code);
  to.message_id = string(from.getMessageId());
}

void write(const domain::ShareCodeFailed& from, schema::ShareCodeFailed::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.code, to.getCode());
  to.setReason(text(from.reason));
}
void read(schema::ShareCodeFailed::Reader from, domain::ShareCodeFailed& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getCode(), to.code);
  to.reason = string(from.getReason());
}

void write(const domain::ShareCodeTried& from, schema::ShareCodeTried::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.code, to.getCode());
}
void read(schema::ShareCodeTried::Reader from, domain::ShareCodeTried& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getCode(), to.code);
}

void write(const domain::ShareCodeRefused& from, schema::ShareCodeRefused::Builder to, Sealing&) {
  put(from.share, to.getShare());
  put(from.code, to.getCode());
  to.setLocksShare(from.locks_share);
}
void read(schema::ShareCodeRefused::Reader from, domain::ShareCodeRefused& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getCode(), to.code);
  to.locks_share = from.getLocksShare();
}

void write(const domain::ViewingSessionOpened& from, schema::ViewingSessionOpened::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  put(from.code, to.getCode());
  put(from.session, to.getSession());
  to.setExpiresAt(from.expires_at.ms);
}
void read(schema::ViewingSessionOpened::Reader from, domain::ViewingSessionOpened& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getCode(), to.code);
  get(from.getSession(), to.session);
  to.expires_at.ms = from.getExpiresAt();
}

void write(const domain::ViewingSessionEnded& from, schema::ViewingSessionEnded::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  put(from.session, to.getSession());
}
void read(schema::ViewingSessionEnded::Reader from, domain::ViewingSessionEnded& to, Sealing&) {
  get(from.getShare(), to.share);
  get(from.getSession(), to.session);
}

void write(const domain::ListAccessed& from, schema::ListAccessed::Builder to, Sealing& sealing) {
  put(from.access, to.getAccess());
  put(from.list, to.getList());
  put(from.project, to.getProject());
  to.setHasShare(from.share.has_value());
  if (from.share) put(*from.share, to.getShare());
  to.setHasSession(from.session.has_value());
  if (from.session) put(*from.session, to.getSession());
  to.setKind(checked(from.kind, sealing.failure));
  to.setListVersion(from.list_version);
  to.setRowCount(from.row_count);
  put(from.columns, to.initColumns(count(from.columns)));
  put(from.client, to.getClient(), sealing);
  to.setHasSince(from.since.has_value());
  to.setSince(from.since.value_or(0));
  to.setHasContact(from.contact.has_value());
  if (from.contact) put(*from.contact, to.getContact());
}
void read(schema::ListAccessed::Reader from, domain::ListAccessed& to, Sealing& sealing) {
  get(from.getAccess(), to.access);
  get(from.getList(), to.list);
  get(from.getProject(), to.project);
  get(from.getHasShare(), from.getShare(), to.share);
  get(from.getHasSession(), from.getSession(), to.session);
  get(from.getKind(), to.kind, sealing.failure);
  to.list_version = from.getListVersion();
  to.row_count = from.getRowCount();
  get(from.getColumns(), to.columns);
  get(from.getClient(), to.client, sealing);
  to.since = from.getHasSince() ? std::optional(from.getSince()) : std::nullopt;
  get(from.getHasContact(), from.getContact(), to.contact);
}

}  // namespace rollcall::codec
