#include "api/erasure/traces.hpp"

#include "api/mail/envelope.hpp"

namespace rollcall::api {
namespace {

// One event's traces. Events that leave none have no line.
class Finding {
 public:
  Finding(Traces& traces, std::set<domain::Tag>& shares) : traces_(traces), shares_(shares) {}

  void operator()(const domain::ContactAdded& event) { name(event.details); }
  void operator()(const domain::ContactEdited& event) { name(event.details); }
  void operator()(const domain::StaffAdded& event) { name(event.details); }
  void operator()(const domain::StaffEdited& event) { name(event.details); }
  void operator()(const domain::ListShared& event) {
    shares_.insert({domain::TagKind::share, event.share.uuid});
    sending(event.sending);
  }
  void operator()(const domain::ShareResent& event) { sending(event.sending); }
  void operator()(const domain::ShareReceiverIdentified& event) {
    shares_.insert({domain::TagKind::share, event.share.uuid});
  }
  void operator()(const domain::ShareCodeIssued& event) {
    keep(SecretKind::code, event.code);
    keep(SecretKind::code_hash, event.code);
    mail(event.code);
  }
  void operator()(const domain::ViewingSessionOpened& event) {
    keep(SecretKind::viewing_session, event.session);
  }
  void operator()(const domain::ShareExpiryReminded& event) { mail(event.mailing); }
  void operator()(const domain::ExpiryReminderQueued& event) { mail(event.mailing); }
  void operator()(const domain::OfferMailQueued& event) {
    keep(SecretKind::link_token, event.mailing);
    mail(event.mailing);
    name(event.addressed);
  }
  void operator()(const domain::PasswordLinkIssued& event) {
    keep(SecretKind::link_token, event.link);
    mail(event.link);
  }
  void operator()(const domain::PasswordSet& event) { keep(SecretKind::password, event.password); }
  void operator()(const domain::SignedIn& event) { session(event.session); }
  void operator()(const domain::SignedInByOffer& event) { session(event.session); }
  void operator()(const auto&) {}

 private:
  template <class Id>
  void keep(SecretKind kind, const Id& id) {
    traces_.secrets.push_back(secret_name(kind, id.uuid));
  }
  template <class Id>
  void mail(const Id& id) {
    traces_.mails.push_back(mail::unique_part(id.uuid));
  }
  template <class Details>
  void name(const domain::Personal<Details>& details) {
    if (details.known) traces_.addresses.insert(details.known->email.str());
  }
  void sending(const domain::Sending& sending) {
    keep(SecretKind::link_token, sending.id);
    mail(sending.id);
    name(sending.addressed);
  }
  void session(domain::SessionId session) {
    keep(SecretKind::signed_in, session);
    keep(SecretKind::session_use, session);
  }

  Traces& traces_;
  std::set<domain::Tag>& shares_;
};

}  // namespace

std::optional<Traces> traces_of(const eventstore::Log& log, const projections::LogCodec& codec,
                                const eventstore::OfficeId& office,
                                const std::set<domain::Tag>& subjects) {
  Traces traces;
  std::set<domain::Tag> shares;
  const auto find = [&](const domain::Tag& tag) {
    const auto records = log.read(office, projections::to_log({{{}, {tag}}}), {});
    if (!records) return false;
    for (const auto& record : *records) {
      const auto logged = codec.decode(office, record);
      if (!logged) return false;
      traces.positions.push_back(record.position);
      domain::visit_event(Finding(traces, shares), logged->event);
    }
    return true;
  };
  for (const auto& tag : subjects) {
    if (!find(tag)) return std::nullopt;
  }
  const std::set<domain::Tag> of_subjects = shares;
  for (const auto& tag : of_subjects) {
    if (!subjects.contains(tag) && !find(tag)) return std::nullopt;
  }
  return traces;
}

}  // namespace rollcall::api
