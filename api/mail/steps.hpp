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

// Through the transport, and counted for /metrics.
Delivery hand_over(Context& context, MailTransport& transport, const Mail& mail);

// A link must be found by whoever is as fast as the mail.
void wait_for_views(Context& context, const eventstore::OfficeId& office);

void forget(Context& context, const eventstore::OfficeId& office, SecretKind kind,
            const domain::Uuid& id);

}  // namespace rollcall::api::mail
