#pragma once
// Offers, in words and from the log.

#include "api/mail/mailings/mailing.hpp"

namespace rollcall::api::mail {

// As long as its link works; the text holds one URL, the link.
Composed offer_mail(Context& context, Facts& facts, const MailingAttempt& attempt);

}  // namespace rollcall::api::mail
