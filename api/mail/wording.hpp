#pragma once
// The mails of shares in words.

#include <optional>
#include <string>

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// The mail of a share's current sending, its tags resolved; the text holds one URL, the link.
// nullopt: the receiver is erased.
std::optional<Mail> share_mail(Context& context, const eventstore::OfficeId& office,
                               const domain::ShareState& share, const std::string& token,
                               std::uint32_t attempt);

// The mail with the share's newest code, as XXXX-XXXX, and nothing else of that shape.
std::optional<Mail> code_mail(Context& context, const eventstore::OfficeId& office,
                              const domain::ShareState& share, const std::string& code);

}  // namespace rollcall::api::mail
