#pragma once
// One mail's way: from what the log says of it, through the transport, to what the log then says.

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"
#include "api/mail/steps.hpp"

namespace rollcall::api::mail {

struct MailOf {
  eventstore::OfficeId office{};
  domain::ShareId share;
  bool doubtful = false;    // may have gone out, though the log does not say so: is given up
  std::uint32_t tries = 0;  // so far, since this start
};

struct PasswordLinkOf {
  eventstore::OfficeId office{};
  domain::AccountHolder holder;
  domain::PasswordLinkId link;
  bool doubtful = false;
};

// Threads: may block (commits, the transport); on the mail pool only.
TryAgain deliver_sending(Context& context, MailTransport& transport, const MailOf& of,
                         domain::SendingId sending);
TryAgain deliver_code(Context& context, MailTransport& transport, const MailOf& of,
                      domain::CodeId code);

TryAgain deliver_password_link(Context& context, MailTransport& transport,
                               const PasswordLinkOf& of);

}  // namespace rollcall::api::mail
