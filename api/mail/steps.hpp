#pragma once
// What the deliveries of all kinds of mail have in common.
//
// Threads: on the mail pool only; may block.

#include <chrono>
#include <optional>

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// Settled (nullopt), or when to try again.
using TryAgain = std::optional<domain::Instant>;

// A crash leaves an attempt's outcome unknown; one more is allowed.
inline constexpr std::uint32_t kMaxUnsettled = 2;

enum class Recorded { done, refused, failed };
// refused: what the mail is about moved on; failed: the log did not take it.
Recorded record_mail(Context& context, const eventstore::OfficeId& office, const Attempt& attempt);

// After the first attempt half a minute, then twice as long each time, at most two hours.
std::chrono::milliseconds back_off(std::uint32_t attempts);
TryAgain soon(Context& context);
// For what is worth nothing after minutes: a second, then twice as long each time, at most half a
// minute.
TryAgain soon_after(Context& context, std::uint32_t tries);

// Why a mail that was not settled since `since` is not attempted any more; nullopt: it is.
// `doubtful`: it may have gone out, though the log does not say so.
std::optional<std::string> reason_to_give_up(const Context& context,
                                             const domain::Delivery& delivery,
                                             domain::Instant since, bool doubtful);

// Through the transport, and counted for /metrics.
Delivery hand_over(Context& context, MailTransport& transport, const Mail& mail);

// A link must be found by whoever is as fast as the mail.
void wait_for_views(Context& context, const eventstore::OfficeId& office);

void forget(Context& context, const eventstore::OfficeId& office, SecretKind kind,
            const domain::Uuid& id);

// How a mail fares, onto the record. A Record is of one mail: sent(attempt, message id),
// deferred(attempt, reason, when) and failed(attempt, reason) record; forget() wipes what only a
// further attempt would need, so not before the log says how the mail fared.
template <class Record>
TryAgain settled(Context& context, const Record& record, Recorded recorded) {
  if (recorded == Recorded::failed) return soon(context);
  record.forget();
  return std::nullopt;
}
template <class Record>
TryAgain give_up(Context& context, const Record& record, std::uint32_t attempt,
                 const std::string& reason) {
  return settled(context, record, record.failed(attempt, reason));
}
template <class Record>
TryAgain settle(Context& context, const Record& record, std::uint32_t attempt,
                const Delivery& delivery, const std::string& message_id) {
  if (const auto* deferred = std::get_if<Deferred>(&delivery)) {
    const auto retry_at = context.clock.now().plus(back_off(attempt));
    record.deferred(attempt, deferred->reason, retry_at);
    return retry_at;
  }
  if (const auto* refused = std::get_if<Refused>(&delivery))
    return give_up(context, record, attempt, refused->reason);
  // Nothing to record: the attempt stays unsettled, as a crash would leave it.
  if (std::holds_alternative<Unanswered>(delivery))
    return context.clock.now().plus(back_off(attempt));
  return settled(context, record, record.sent(attempt, message_id));
}

}  // namespace rollcall::api::mail
