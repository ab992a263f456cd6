#include "api/mail/steps.hpp"

#include <algorithm>
#include <future>

#include "api/app/traffic.hpp"

namespace rollcall::api::mail {
namespace {

constexpr std::chrono::milliseconds kFirstRetry = std::chrono::seconds(30);
constexpr std::chrono::milliseconds kLongestRetry = std::chrono::hours(2);

constexpr std::chrono::milliseconds kRetryWithin = std::chrono::hours(24);

const domain::Actor kMailActor{domain::ActorKind::system, {}};

}  // namespace

Recorded record_mail(Context& context, const eventstore::OfficeId& office, const Attempt& attempt) {
  const auto outcome = context.commands.run_and_wait({.office = office,
                                                      .actor = kMailActor,
                                                      .correlation = context.new_id(),
                                                      .idempotency = std::nullopt,
                                                      .attempt = attempt});
  if (std::holds_alternative<Done>(outcome)) return Recorded::done;
  return std::holds_alternative<Denied>(outcome) ? Recorded::refused : Recorded::failed;
}

std::chrono::milliseconds back_off(std::uint32_t attempts) {
  const auto doubled = kFirstRetry * (1 << std::min(attempts - 1, 10u));
  return std::min(doubled, kLongestRetry);
}

TryAgain soon(Context& context) {
  return soon_after(context, 0);
}

TryAgain soon_after(Context& context, std::uint32_t tries) {
  constexpr std::chrono::milliseconds kLongest = std::chrono::seconds(30);
  const auto doubled = std::chrono::milliseconds(1'000) * (1 << std::min(tries, 10u));
  return context.clock.now().plus(std::min(doubled, kLongest));
}

std::optional<std::string> reason_to_give_up(const Context& context,
                                             const domain::Delivery& delivery,
                                             domain::Instant since, bool doubtful) {
  const auto now = context.clock.now();
  if (doubtful) return "outcome unknown";
  if (delivery.retry_at > now) return std::nullopt;
  if (delivery.unsettled >= kMaxUnsettled) return "outcome unknown";
  const bool over_time =
      delivery.attempts > 0 && delivery.retry_at && now.ms - since.ms > kRetryWithin.count();
  return over_time ? std::optional(delivery.reason) : std::nullopt;
}

Delivery hand_over(Context& context, MailTransport& transport, const Mail& mail) {
  auto delivery = transport.deliver(mail);
  context.traffic.mails[delivery.index()].fetch_add(1, std::memory_order_relaxed);
  return delivery;
}

void wait_for_views(Context& context, const eventstore::OfficeId& office) {
  auto done = std::make_shared<std::promise<void>>();
  auto waited = done->get_future();
  context.projector.when_projected(office, context.log.head(office), {},
                                   [done](bool) { done->set_value(); });
  waited.wait_for(context.settings.view_wait);
}

void forget(Context& context, const eventstore::OfficeId& office, SecretKind kind,
            const domain::Uuid& id) {
  // What could not be removed is useless once the log says the mail is settled.
  (void)context.vault.remove_secret(office, secret_name(kind, id));
}

}  // namespace rollcall::api::mail
