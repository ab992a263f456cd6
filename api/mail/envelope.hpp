#pragma once
// What all mails have around their words.

#include <string>

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"

namespace rollcall::api::mail {

// The one address of a mail is the link: what a name smuggles in is shown, but leads nowhere.
std::string unlinked(std::string text);

// Without hyphens, as a UUID with them can hold what looks like a code.
std::string unique_part(const domain::Uuid& id);
std::string unique_part(const domain::Uuid& id, std::uint32_t attempt);

struct Envelope {
  std::string from_name;
  domain::EmailAddress to;
  std::string to_name;
  domain::LanguageTag language;
  std::string unique;  // of the Message-ID
};
// From the server's own address, dated now; without words.
Mail enveloped(const Context& context, const Envelope& envelope);

}  // namespace rollcall::api::mail
