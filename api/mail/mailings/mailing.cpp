#include "api/mail/mailings/mailing.hpp"

#include "api/mail/mailings/offer_mail.hpp"
#include "api/mail/mailings/reminder_mail.hpp"

namespace rollcall::api::mail {
namespace {

// Records how it fares, and forgets what it needs no more.
struct MailingRecord {
  Context& context;
  const eventstore::OfficeId& office;
  domain::MailingId id;

  template <class What>
  Recorded record(const What& what) const {
    return record_mail(context, office, [&](Facts& facts, const domain::Deciding&) {
      const auto state = facts.load<domain::MailingState>(domain::facts_of_mailing(id));
      return decided(domain::decide(*state, what));
    });
  }

  Recorded sent(std::uint32_t attempt, const std::string& message_id) const {
    return record(domain::RecordMailingSent{id, attempt, message_id});
  }
  Recorded deferred(std::uint32_t attempt, const std::string& reason,
                    domain::Instant retry_at) const {
    return record(domain::RecordMailingDeferred{id, attempt, reason, retry_at});
  }
  Recorded failed(std::uint32_t attempt, const std::string& reason) const {
    return record(domain::RecordMailingFailed{id, attempt, reason});
  }
  void forget() const { mail::forget(context, office, SecretKind::link_token, id.uuid); }
};

Composed compose(Context& context, Facts& facts, domain::MailingKind kind,
                 const MailingAttempt& attempt) {
  switch (kind) {
    case domain::MailingKind::expiry_reminder:
      return reminder_mail(context, facts, attempt);
    case domain::MailingKind::offer:
      return offer_mail(context, facts, attempt);
    case domain::MailingKind::none:
      break;
  }
  return NotAnyMore{"no such mailing"};
}

}  // namespace

TryAgain deliver_mailing(Context& context, MailTransport& transport, const MailingOf& of) {
  const MailingRecord record{context, of.office, of.mailing};
  auto facts = context.commands.facts(of.office);
  const auto state = facts.load<domain::MailingState>(domain::facts_of_mailing(of.mailing));
  if (facts.failed()) return soon_after(context, of.tries);
  const auto& delivery = state->delivery;
  if (is_settled(delivery)) return settled(context, record, Recorded::done);
  if (const auto why = reason_to_give_up(context, delivery, state->since, of.doubtful))
    return give_up(context, record, delivery.attempts, *why);
  if (delivery.retry_at > context.clock.now()) return delivery.retry_at;
  const std::uint32_t attempt = delivery.attempts + 1;
  const auto composed = compose(context, facts, state->kind, {of.mailing, attempt});
  if (facts.failed() || std::holds_alternative<NotNow>(composed))
    return soon_after(context, of.tries);
  if (const auto* ended = std::get_if<NotAnyMore>(&composed))
    return give_up(context, record, delivery.attempts, ended->reason);
  const auto& mail = std::get<Mail>(composed);
  if (record.record(domain::RecordMailingAttempt{of.mailing, attempt}) != Recorded::done)
    return soon(context);
  wait_for_views(context, of.office);
  return settle(context, record, attempt, hand_over(context, transport, mail), mail.message_id);
}

}  // namespace rollcall::api::mail
