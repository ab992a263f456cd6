#include "api/mail/delivery.hpp"

#include "api/app/principal.hpp"
#include "api/mail/steps.hpp"
#include "api/mail/wording.hpp"

namespace rollcall::api::mail {
namespace {

constexpr std::chrono::milliseconds kRetryWithin = std::chrono::hours(24);

domain::ShareMailFacts load_share(Facts& facts, domain::ShareId id) {
  domain::ShareMailFacts loaded{*facts.load<domain::ShareState>(domain::facts_of_share(id))};
  if (const auto contact = loaded.share.contact) {
    loaded.receiver =
        facts.load<domain::ContactState>(domain::facts_of_contact(*contact))->standing;
  }
  return loaded;
}

// nullopt: the log cannot be read.
std::optional<domain::ShareMailFacts> load_share(Context& context,
                                                 const eventstore::OfficeId& office,
                                                 domain::ShareId id) {
  auto facts = context.commands.facts(office);
  auto loaded = load_share(facts, id);
  return facts.failed() ? std::nullopt : std::optional(std::move(loaded));
}

// Records something about a share. refused: the share moved on.
template <class What>
Recorded record(Context& context, const eventstore::OfficeId& office, domain::ShareId share,
                const What& what) {
  return record_mail(context, office, [&](Facts& facts, const domain::Deciding&) {
    const auto state = facts.load<domain::ShareState>(domain::facts_of_share(share));
    return decided(domain::decide(*state, what));
  });
}

Recorded record(Context& context, const eventstore::OfficeId& office, domain::ShareId share,
                const domain::RecordMailAttempt& attempt) {
  return record_mail(context, office, [&](Facts& facts, const domain::Deciding&) {
    return decided(domain::decide(load_share(facts, share), attempt));
  });
}

// The token of a sending: made once, the same for every attempt.
std::optional<std::string> link_token(Context& context, const eventstore::OfficeId& office,
                                      domain::SendingId sending) {
  const auto name = secret_name(SecretKind::link_token, sending.uuid);
  auto kept = context.vault.secret(office, name);
  if (!kept) return std::nullopt;
  if (*kept) return **kept;
  auto token = make_link_token(context.randomness);
  if (!context.vault.put_secret(office, name, token)) return std::nullopt;
  return token;
}

struct Sending {
  Context& context;
  const eventstore::OfficeId& office;
  domain::ShareId share;
  domain::SendingId id;
  std::uint32_t attempt;

  // The token is kept until the log says how the mail fared: another attempt would need it.
  TryAgain settled(Recorded recorded) const {
    if (recorded == Recorded::failed) return soon(context);
    forget(context, office, SecretKind::link_token, id.uuid);
    return std::nullopt;
  }

  TryAgain settle(const Delivery& delivery, const std::string& message_id) const {
    if (const auto* deferred = std::get_if<Deferred>(&delivery)) {
      const auto retry_at = context.clock.now().plus(back_off(attempt));
      record(context, office, share,
             domain::RecordMailDeferred{id, attempt, deferred->reason, retry_at});
      return retry_at;
    }
    if (const auto* refused = std::get_if<Refused>(&delivery)) return fail(refused->reason);
    // Nothing to record: the attempt stays unsettled, as a crash would leave it.
    if (std::holds_alternative<Unanswered>(delivery))
      return context.clock.now().plus(back_off(attempt));
    return settled(record(context, office, share, domain::RecordMailSent{id, attempt, message_id}));
  }

  TryAgain fail(const std::string& reason) const {
    return settled(record(context, office, share, domain::RecordMailFailed{id, attempt, reason}));
  }
};

TryAgain give_up(Context& context, const eventstore::OfficeId& office,
                 const domain::ShareState& share, const std::string& reason) {
  return Sending{context, office, share.id, share.sending.id, share.delivery.attempts}.fail(reason);
}

bool is_under_way(const domain::ShareState& share, domain::SendingId sending) {
  return share.sending.id == sending && !share.revocation && !is_settled(share.delivery);
}

// A retry that is not due yet, or a reason to give up, comes before another attempt.
bool over_time(Context& context, const domain::ShareState& share) {
  return share.delivery.attempts > 0 && share.delivery.retry_at &&
         context.clock.now().ms - share.sending_since.ms > kRetryWithin.count();
}

struct HandedOver {
  Delivery how;
  std::string message_id;
};

// A code that nobody can use any more is not mailed.
HandedOver hand_over_code(Context& context, MailTransport& transport,
                          const eventstore::OfficeId& office, const domain::ShareMailFacts& facts,
                          const std::string& code) {
  const auto& share = facts.share;
  if (share.code->expires_at <= context.clock.now()) return {Refused{"expired"}, ""};
  const auto suspension = domain::suspension(domain::access_facts(share), facts.receiver);
  if (!suspension.empty()) return {Refused{std::string(suspension)}, ""};
  const auto mail = code_mail(context, office, share, code);
  if (!mail) return {Refused{"receiver erased"}, ""};
  return {hand_over(context, transport, *mail), mail->message_id};
}

}  // namespace

TryAgain deliver_sending(Context& context, MailTransport& transport, const MailOf& of,
                         domain::SendingId sending) {
  const auto& [office, share_id, doubtful, tries] = of;
  const auto loaded = load_share(context, office, share_id);
  if (!loaded) return soon_after(context, tries);
  const auto& share = loaded->share;
  if (!is_under_way(share, sending)) {
    forget(context, office, SecretKind::link_token, sending.uuid);
    return std::nullopt;
  }
  if (doubtful) return give_up(context, office, share, "outcome unknown");
  if (share.delivery.retry_at > context.clock.now()) return share.delivery.retry_at;
  if (share.delivery.unsettled >= kMaxUnsettled)
    return give_up(context, office, share, "outcome unknown");
  if (over_time(context, share)) return give_up(context, office, share, share.delivery.reason);

  const auto token = link_token(context, office, sending);
  if (!token) return soon(context);
  const Sending step{context, office, share_id, sending, share.delivery.attempts + 1};
  const domain::RecordMailAttempt attempt{sending, step.attempt, *link_hash(*token)};
  const auto recorded = record(context, office, share_id, attempt);
  // The link that was mailed before cannot be mailed again: its token is lost.
  if (recorded == Recorded::refused && share.link_hash && *share.link_hash != attempt.link_hash)
    return give_up(context, office, share, "link lost");
  if (recorded != Recorded::done) return soon(context);
  // It may be recorded as given up, and the share may have moved on.
  const auto attempted = load_share(context, office, share_id);
  if (!attempted) return soon(context);
  if (!is_under_way(attempted->share, sending)) return step.settled(recorded);
  wait_for_views(context, office);
  const auto mail = share_mail(context, office, share, *token, step.attempt);
  if (!mail) return give_up(context, office, share, "receiver erased");
  return step.settle(hand_over(context, transport, *mail), mail->message_id);
}

TryAgain deliver_code(Context& context, MailTransport& transport, const MailOf& of,
                      domain::CodeId code) {
  const auto& [office, share_id, doubtful, tries] = of;
  const auto loaded = load_share(context, office, share_id);
  if (!loaded) return soon(context);
  const auto& share = loaded->share;
  const auto raw = context.vault.secret(office, secret_name(SecretKind::code, code.uuid));
  if (!raw) return soon(context);
  const bool wanted =
      share.code && share.code->id == code && !share.code->mailed && !share.revocation;
  if (wanted && *raw) {
    const auto delivery = doubtful ? HandedOver{Refused{"outcome unknown"}, ""}
                                   : hand_over_code(context, transport, office, *loaded, **raw);
    if (std::holds_alternative<Deferred>(delivery.how)) return soon_after(context, tries);
    if (const auto* refused = std::get_if<Refused>(&delivery.how)) {
      record(context, office, share_id, domain::RecordCodeFailed{code, refused->reason});
    } else if (std::holds_alternative<Unanswered>(delivery.how)) {
      // Works if it arrived; else its receiver asks for another.
      record(context, office, share_id, domain::RecordCodeFailed{code, "outcome unknown"});
    } else {
      record(context, office, share_id, domain::RecordCodeSent{code, delivery.message_id});
    }
  }
  forget(context, office, SecretKind::code, code.uuid);
  return std::nullopt;
}

}  // namespace rollcall::api::mail
