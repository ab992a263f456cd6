#include "domain/codec/members.hpp"

namespace rollcall::codec {

void write(const domain::ShareEmailTemplateSaved& from, schema::ShareEmailTemplateSaved::Builder to,
           Sealing&) {
  put(from.office, to.getOffice());
  to.setLanguage(text(from.language));
  to.setSubject(text(from.mail.subject));
  to.setBody(text(from.mail.body));
}
void read(schema::ShareEmailTemplateSaved::Reader from, domain::ShareEmailTemplateSaved& to,
          Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getLanguage(), to.language);
  get(from.getSubject(), to.mail.subject);
  get(from.getBody(), to.mail.body);
}

void write(const domain::ShareEmailTemplateRemoved& from,
           schema::ShareEmailTemplateRemoved::Builder to, Sealing&) {
  put(from.office, to.getOffice());
  to.setLanguage(text(from.language));
}
void read(schema::ShareEmailTemplateRemoved::Reader from, domain::ShareEmailTemplateRemoved& to,
          Sealing&) {
  get(from.getOffice(), to.office);
  get(from.getLanguage(), to.language);
}

void write(const domain::ExpiryReminderQueued& from, schema::ExpiryReminderQueued::Builder to,
           Sealing&) {
  put(from.mailing, to.getMailing());
  put(from.recipient, to.getRecipient());
}
void read(schema::ExpiryReminderQueued::Reader from, domain::ExpiryReminderQueued& to, Sealing&) {
  get(from.getMailing(), to.mailing);
  get(from.getRecipient(), to.recipient);
}

void write(const domain::ShareExpiryReminded& from, schema::ShareExpiryReminded::Builder to,
           Sealing&) {
  put(from.share, to.getShare());
  to.setValidUntil(from.valid_until.days);
  put(from.mailing, to.getMailing());
}
void read(schema::ShareExpiryReminded::Reader from, domain::ShareExpiryReminded& to, Sealing&) {
  get(from.getShare(), to.share);
  to.valid_until.days = from.getValidUntil();
  get(from.getMailing(), to.mailing);
}

void write(const domain::MailingAttempted& from, schema::MailingAttempted::Builder to, Sealing&) {
  put(from.mailing, to.getMailing());
  to.setAttempt(from.attempt);
}
void read(schema::MailingAttempted::Reader from, domain::MailingAttempted& to, Sealing&) {
  get(from.getMailing(), to.mailing);
  to.attempt = from.getAttempt();
}

void write(const domain::MailingSent& from, schema::MailingSent::Builder to, Sealing&) {
  put(from.mailing, to.getMailing());
  to.setAttempt(from.attempt);
  to.setMessageId(text(from.message_id));
}
void read(schema::MailingSent::Reader from, domain::MailingSent& to, Sealing&) {
  get(from.getMailing(), to.mailing);
  to.attempt = from.getAttempt();
  to.message_id = string(from.getMessageId());
}

void write(const domain::MailingDeferred& from, schema::MailingDeferred::Builder to, Sealing&) {
  put(from.mailing, to.getMailing());
  to.setAttempt(from.attempt);
  to.setReason(text(from.reason));
  to.setRetryAt(from.retry_at.ms);
}
void read(schema::MailingDeferred::Reader from, domain::MailingDeferred& to, Sealing&) {
  get(from.getMailing(), to.mailing);
  to.attempt = from.getAttempt();
  to.reason = string(from.getReason());
  to.retry_at.ms = from.getRetryAt();
}

void write(const domain::MailingFailed& from, schema::MailingFailed::Builder to, Sealing&) {
  put(from.mailing, to.getMailing());
  to.setAttempt(from.attempt);
  to.setReason(text(from.reason));
}
void read(schema::MailingFailed::Reader from, domain::MailingFailed& to, Sealing&) {
  get(from.getMailing(), to.mailing);
  to.attempt = from.getAttempt();
  to.reason = string(from.getReason());
}

void write(const domain::OfferMailQueued& from, schema::OfferMailQueued::Builder to,
           Sealing& sealing) {
  put(from.mailing, to.getMailing());
  put(from.project, to.getProject());
  put(from.item, to.getItem());
  put(from.contact, to.getContact());
  put(from.link_hash, to.getLinkHash());
  to.setLanguage(text(from.language));
  put(from.addressed, to.getAddressed(), sealing);
}
void read(schema::OfferMailQueued::Reader from, domain::OfferMailQueued& to, Sealing& sealing) {
  get(from.getMailing(), to.mailing);
  get(from.getProject(), to.project);
  get(from.getItem(), to.item);
  get(from.getContact(), to.contact);
  get(from.getLinkHash(), to.link_hash);
  get(from.getLanguage(), to.language);
  get(from.getAddressed(), to.addressed, sealing);
}

}  // namespace rollcall::codec
