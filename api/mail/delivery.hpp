#pragma once
// One mail's way: from what the log says of it, through the transport, to what the log then says.

#include <optional>

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// Settled (nullopt), or when to try again.
using TryAgain = std::optional<domain::Instant>;

struct MailOf {
  eventstore::OfficeId office{};
  domain::ShareId share;
  bool doubtful = false;  // may have gone out, though the log does not say so: is given up
};

// Threads: may block (commits, the transport); never from the pool or the committer.
TryAgain deliver_sending(Context& context, MailTransport& transport, const MailOf& of,
                         domain::SendingId sending);
TryAgain deliver_code(Context& context, MailTransport& transport, const MailOf& of,
                      domain::CodeId code);

}  // namespace rollcall::api::mail
