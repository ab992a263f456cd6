#pragma once
// The mails in words.

#include <optional>
#include <string>

#include "api/accounts/person.hpp"
#include "api/app/context.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// The mail of a share's current sending, its tags resolved; the text holds one URL, the link.
// nullopt: the receiver is erased.
std::optional<Mail> share_mail(Context& context, const eventstore::OfficeId& office,
                               const domain::ShareState& share, const std::string& token,
                               std::uint32_t attempt);

// Stands for a link's token where nothing is sent.
inline constexpr std::string_view kNoToken = "preview";

// A text as a share e-mail of `sender` would have it, with examples for what only a share has.
domain::ResolvedMail share_mail_example(Context& context, const eventstore::OfficeId& office,
                                        const domain::Actor& sender, const domain::MailText& text,
                                        domain::Date valid_until);

// The mail with the share's newest code, as XXXX-XXXX, and nothing else of that shape.
std::optional<Mail> code_mail(Context& context, const eventstore::OfficeId& office,
                              const domain::ShareState& share, const std::string& code);

// The mail with a set-password link, its one URL, in the office's language.
struct PasswordLinkMailed {
  domain::PasswordLinkId id;
  std::string token;
  std::uint32_t attempt = 0;
};
Mail password_link_mail(Context& context, const eventstore::OfficeId& office, const Person& person,
                        const PasswordLinkMailed& link);

}  // namespace rollcall::api::mail
