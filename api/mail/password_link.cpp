// The mail with a set-password link: attempts, outcomes, as for shares.
#include "api/mail/delivery.hpp"
#include "api/mail/wording.hpp"

namespace rollcall::api::mail {
namespace {

// One link's way.
struct LinkMail {
  Context& context;
  const eventstore::OfficeId& office;
  domain::AccountHolder holder;
  domain::PasswordLinkId link;

  // Whether the log can be read, and the mail is still to be brought out.
  std::optional<bool> is_under_way() const {
    auto facts = context.commands.facts(office);
    const auto account = facts.load<domain::AccountState>(domain::facts_of_account(holder));
    const auto* alive = account->link(link);
    return facts.failed() ? std::nullopt : std::optional(alive && !is_settled(alive->delivery));
  }

  template <class What>
  Recorded record(const What& what) const {
    return record_mail(context, office, [&](Facts& facts, const domain::Deciding&) {
      const auto account = facts.load<domain::AccountState>(domain::facts_of_account(holder));
      return decided(domain::decide(*account, what));
    });
  }

  Recorded sent(std::uint32_t attempt, const std::string& message_id) const {
    return record(domain::RecordLinkEmailed{holder, link, attempt, message_id});
  }
  Recorded deferred(std::uint32_t attempt, const std::string& reason,
                    domain::Instant retry_at) const {
    return record(domain::RecordLinkDeferred{holder, link, attempt, reason, retry_at});
  }
  Recorded failed(std::uint32_t attempt, const std::string& reason) const {
    return record(domain::RecordLinkFailed{holder, link, attempt, reason});
  }
  void forget() const { mail::forget(context, office, SecretKind::link_token, link.uuid); }

  TryAgain fail(std::uint32_t attempt, const std::string& reason) const {
    return give_up(context, *this, attempt, reason);
  }

  TryAgain attempt(MailTransport& transport, const Person& person, std::uint32_t number) const {
    const auto name = secret_name(SecretKind::link_token, link.uuid);
    const auto token = context.vault.secret(office, name);
    if (!token) return soon(context);
    if (!*token) return fail(number - 1, "link lost");
    const auto recorded = record(domain::RecordLinkAttempt{holder, link, number});
    if (recorded != Recorded::done) return settled(context, *this, recorded);
    const auto goes_on = is_under_way();
    if (!goes_on) return soon(context);
    // Recorded was that it is given up, or it died since.
    if (!*goes_on) return settled(context, *this, recorded);
    wait_for_views(context, office);
    const auto mail = password_link_mail(context, office, person, {link, **token, number});
    return settle(context, *this, number, hand_over(context, transport, mail), mail.message_id);
  }
};

}  // namespace

TryAgain deliver_password_link(Context& context, MailTransport& transport,
                               const PasswordLinkOf& of) {
  auto facts = context.commands.facts(of.office);
  const auto person = load_person(facts, of.holder);
  if (facts.failed()) return soon(context);
  const LinkMail mail{context, of.office, of.holder, of.link};
  const auto& account = person.facts.account;
  if (const auto* dead = account.withdrawn_link(of.link))
    return mail.fail(dead->attempts, dead->reason);
  const auto* link = account.link(of.link);
  if (!link || is_settled(link->delivery)) return settled(context, mail, Recorded::done);
  const auto& delivery = link->delivery;
  if (of.doubtful) return mail.fail(delivery.attempts, "outcome unknown");
  if (link->expires_at <= context.clock.now()) return mail.fail(delivery.attempts, "expired");
  if (delivery.retry_at > context.clock.now()) return delivery.retry_at;
  if (!person.facts.standing.reachable) return mail.fail(delivery.attempts, "nobody active");
  if (delivery.unsettled >= kMaxUnsettled) return mail.fail(delivery.attempts, "outcome unknown");
  return mail.attempt(transport, person, delivery.attempts + 1);
}

}  // namespace rollcall::api::mail
