#pragma once
// Reminders of shares that expire: in words, and from the log.

#include "api/mail/mailings/mailing.hpp"
#include "domain/mails/reminder.hpp"

namespace rollcall::api::mail {

// What is known about a share that may have to be reminded of.
domain::ExpiringShare load_expiring(Facts& facts, domain::ShareId share);

// One mail for all shares of the reminder that still stand and still end on that day.
Composed reminder_mail(Context& context, Facts& facts, const MailingAttempt& attempt);

}  // namespace rollcall::api::mail
