#pragma once
// A mailing's way: the same for all kinds, but for its words.

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"
#include "api/mail/steps.hpp"
#include "domain/mails/mailing.hpp"

namespace rollcall::api::mail {

struct MailingOf {
  eventstore::OfficeId office{};
  domain::MailingId mailing;
  bool doubtful = false;    // may have gone out, though the log does not say so: is given up
  std::uint32_t tries = 0;  // so far, since this start
};

struct MailingAttempt {
  domain::MailingId mailing;
  std::uint32_t number = 0;  // 1, 2 …
};
// Its mail as things stand; or why it is not to be sent any more; or not now, as the vault cannot
// be read.
struct NotAnyMore {
  std::string reason;
};
struct NotNow {};
using Composed = std::variant<Mail, NotAnyMore, NotNow>;

// Threads: may block (commits, the transport); on the mail pool only.
TryAgain deliver_mailing(Context& context, MailTransport& transport, const MailingOf& of);

}  // namespace rollcall::api::mail
