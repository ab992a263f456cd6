#include "api/mail/delivery.hpp"

#include "api/app/principal.hpp"
#include "api/mail/steps.hpp"
#include "api/mail/wording.hpp"

namespace rollcall::api::mail {
namespace {

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

struct SendingRecord {
  Context& context;
  const eventstore::OfficeId& office;
  domain::ShareId share;
  domain::SendingId id;

  Recorded sent(std::uint32_t attempt, const std::string& message_id) const {
    return record(context, office, share, domain::RecordMailSent{id, attempt, message_id});
  }
  Recorded deferred(std::uint32_t attempt, const std::string& reason,
                    domain::Instant retry_at) const {
    return record(context, office, share,
                  domain::RecordMailDeferred{id, attempt, reason, retry_at});
  }
  Recorded failed(std::uint32_t attempt, const std::string& reason) const {
    return record(context, office, share, domain::RecordMailFailed{id, attempt, reason});
  }
  void forget() const { mail::forget(context, office, SecretKind::link_token, id.uuid); }
};

bool is_under_way(const domain::ShareState& share, domain::SendingId sending) {
  return share.sending.id == sending && !share.revocation && !is_settled(share.delivery);
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
  const SendingRecord about{context, office, share_id, sending};
  if (!is_under_way(share, sending)) return settled(context, about, Recorded::done);
  const auto& so_far = share.delivery;
  if (const auto why = reason_to_give_up(context, so_far, share.sending_since, doubtful))
    return give_up(context, about, so_far.attempts, *why);
  if (so_far.retry_at > context.clock.now()) return so_far.retry_at;

  const auto token = link_token(context, office, sending);
  if (!token) return soon(context);
  const domain::RecordMailAttempt attempt{sending, so_far.attempts + 1, *link_hash(*token)};
  const auto recorded = record(context, office, share_id, attempt);
  // The link that was mailed before cannot be mailed again: its token is lost.
  if (recorded == Recorded::refused && share.link_hash && *share.link_hash != attempt.link_hash)
    return give_up(context, about, so_far.attempts, "link lost");
  if (recorded != Recorded::done) return soon(context);
  // It may be recorded as given up, and the share may have moved on.
  const auto attempted = load_share(context, office, share_id);
  if (!attempted) return soon(context);
  if (!is_under_way(attempted->share, sending)) return settled(context, about, recorded);
  wait_for_views(context, office);
  const auto mail = share_mail(context, office, share, *token, attempt.attempt);
  if (!mail) return give_up(context, about, so_far.attempts, "receiver erased");
  return settle(context, about, attempt.attempt, hand_over(context, transport, *mail),
                mail->message_id);
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
