#pragma once
// What all mails have around their words.

#include <string>

#include "api/app/context.hpp"
#include "api/mail/mail.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::mail {

// The one address of a mail is the link: what a name smuggles in is shown, but leads nowhere.
std::string unlinked(std::string text);

// As they may stand in a mail.
struct Names {
  std::string office;
  std::string list;
  std::string project;
  std::string sender;
  std::optional<domain::EmailAddress> sender_email;
};

// Of office, project and sender: whoever sent it, else a manager of the project; who has no name
// writes in the office's.
Names names_of(const projections::ViewReader& view, const eventstore::OfficeId& office,
               const domain::Actor& sent_by, const std::optional<projections::ProjectRow>& project);

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
