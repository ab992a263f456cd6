#include "domain/codec/members.hpp"

namespace rollcall::codec {
namespace {

void put_holder(const domain::AccountHolder& holder, auto to, Sealing& sealing) {
  to.setKind(checked(holder.kind, sealing.failure));
  to.setHi(load_word(holder.person.bytes.data()));
  to.setLo(load_word(holder.person.bytes.data() + 8));
}
void get_holder(auto from, domain::AccountHolder& holder, Sealing& sealing) {
  get(from.getKind(), holder.kind, sealing.failure);
  store_word(from.getHi(), holder.person.bytes.data());
  store_word(from.getLo(), holder.person.bytes.data() + 8);
}

}  // namespace

void write(const domain::PasswordLinkIssued& from, schema::PasswordLinkIssued::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.link, to.getLink());
  put(from.link_hash, to.getLinkHash());
  to.setExpiresAt(from.expires_at.ms);
  to.setByMail(from.by_mail);
}
void read(schema::PasswordLinkIssued::Reader from, domain::PasswordLinkIssued& to,
          Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getLink(), to.link);
  get(from.getLinkHash(), to.link_hash);
  to.expires_at.ms = from.getExpiresAt();
  to.by_mail = from.getByMail();
}

void write(const domain::PasswordLinkAttempted& from, schema::PasswordLinkAttempted::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.link, to.getLink());
  to.setAttempt(from.attempt);
}
void read(schema::PasswordLinkAttempted::Reader from, domain::PasswordLinkAttempted& to,
          Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getLink(), to.link);
  to.attempt = from.getAttempt();
}

void write(const domain::PasswordLinkEmailed& from, schema::PasswordLinkEmailed::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.link, to.getLink());
  to.setAttempt(from.attempt);
  to.setMessageId(text(from.message_id));
}
void read(schema::PasswordLinkEmailed::Reader from, domain::PasswordLinkEmailed& to,
          Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getLink(), to.link);
  to.attempt = from.getAttempt();
  to.message_id = string(from.getMessageId());
}

void write(const domain::PasswordLinkDeferred& from, schema::PasswordLinkDeferred::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.link, to.getLink());
  to.setAttempt(from.attempt);
  to.setReason(text(from.reason));
  to.setRetryAt(from.retry_at.ms);
}
void read(schema::PasswordLinkDeferred::Reader from, domain::PasswordLinkDeferred& to,
          Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getLink(), to.link);
  to.attempt = from.getAttempt();
  to.reason = string(from.getReason());
  to.retry_at.ms = from.getRetryAt();
}

void write(const domain::PasswordLinkFailed& from, schema::PasswordLinkFailed::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.link, to.getLink());
  to.setAttempt(from.attempt);
  to.setReason(text(from.reason));
}
void read(schema::PasswordLinkFailed::Reader from, domain::PasswordLinkFailed& to,
          Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getLink(), to.link);
  to.attempt = from.getAttempt();
  to.reason = string(from.getReason());
}

void write(const domain::PasswordSet& from, schema::PasswordSet::Builder to, Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.link, to.getLink());
  put(from.password, to.getPassword());
}
void read(schema::PasswordSet::Reader from, domain::PasswordSet& to, Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getLink(), to.link);
  get(from.getPassword(), to.password);
}

void write(const domain::SignedIn& from, schema::SignedIn::Builder to, Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.session, to.getSession());
  to.setHasExpiresAt(from.expires_at.has_value());
  if (from.expires_at) to.setExpiresAt(from.expires_at->ms);
}
void read(schema::SignedIn::Reader from, domain::SignedIn& to, Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getSession(), to.session);
  if (from.getHasExpiresAt()) to.expires_at = domain::Instant{from.getExpiresAt()};
}

void write(const domain::SignInRefused& from, schema::SignInRefused::Builder to, Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
}
void read(schema::SignInRefused::Reader from, domain::SignInRefused& to, Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
}

void write(const domain::SignedOut& from, schema::SignedOut::Builder to, Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.session, to.getSession());
}
void read(schema::SignedOut::Reader from, domain::SignedOut& to, Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getSession(), to.session);
}

void write(const domain::SignedOutEverywhere& from, schema::SignedOutEverywhere::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
}
void read(schema::SignedOutEverywhere::Reader from, domain::SignedOutEverywhere& to,
          Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
}

void write(const domain::SignedInByOffer& from, schema::SignedInByOffer::Builder to,
           Sealing& sealing) {
  put_holder(from.holder, to.getHolder(), sealing);
  put(from.session, to.getSession());
  to.setExpiresAt(from.expires_at.ms);
  put(from.project, to.getProject());
}
void read(schema::SignedInByOffer::Reader from, domain::SignedInByOffer& to, Sealing& sealing) {
  get_holder(from.getHolder(), to.holder, sealing);
  get(from.getSession(), to.session);
  to.expires_at.ms = from.getExpiresAt();
  get(from.getProject(), to.project);
}

}  // namespace rollcall::codec
