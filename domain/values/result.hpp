#pragma once
// Refusals: what the rules say no to. Expected, so they travel as values; no HTTP, no prose.

#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tl {
template <class T, class E>
class [[nodiscard]] expected;
}
#include <tl/expected.hpp>

#include "domain/values/uuid.hpp"

namespace rollcall::domain {

// Why a command or a value is refused. Closed: the API maps every one to an answer.
enum class Reason {
  // of a single value
  required,
  malformed,
  too_long,
  too_short,
  out_of_range,
  unknown_value,
  duplicate,
  // needing state
  not_found,                  // the command's own resource
  unknown_reference,          // a field names something that is not there
  contact_exists,             // e-mail of a contact person: `subject` is the person to link
  email_in_use,               // e-mail of a staff member
  slug_in_use,                // short name of another office
  not_an_offer,               // a menu item of another kind
  not_published,              // an offer that nobody can read
  offer_login_off,            // the office has no automatic login for offers
  password_chosen,            // the person has one
  default_template,           // it serves the office's default language
  last_office_admin,          // nobody else is an active officeAdmin
  staff_active,               // who is to be erased is deactivated first
  organisation_has_projects,  // `subject` and `subject_name` are one of them, a refusal each
  organisation_has_contacts,  // more than can be unlinked at once
  contact_inactive,
  contact_on_projects,  // likewise `subject` and `subject_name`
  already_linked,
  not_on_project,
  organisation_needed,  // the person has several organisations that fit
  not_of_project,       // the person's organisations do not fit the project
  participant_exists,
  return_before_start,
  status_out_of_reach,           // of a project, from its present status
  customer_contacts_on_project,  // they would be another customer's
  project_cancelled,
  valid_until_needed,
  valid_until_past,
  resource_link_missing,
  unknown_tag,
  column_not_in_list,
  share_revoked,
  too_many_shares,        // more than one command may be about
  valid_until_not_later,  // it is valid as long already
  // of the customer web
  automatic_offer_login,  // while the office has it, no list is there
  menu_full,
  not_a_file,  // a menu item of another kind
  // of looking
  link_dead,  // revoked, superseded, pending, expired, suspended or locked: all alike
  code_refused,
  too_many_codes,  // `retry_after_s` says when to ask again
  session_ended,
  download_not_allowed,
  // of accounts
  guessable,        // a password that is common or easy to guess
  not_reachable,    // nobody active to send a set-password link to
  too_many_links,   // `retry_after_s` says when to ask again
  too_many_tries,   // the same
  sign_in_refused,  // unknown address, wrong password, inactive, nothing to sign in to: all alike
};

struct Refusal {
  Reason reason;
  // RFC 6901 pointer into the command as clients know it ("/contacts/3/email", camelCase), "" = the
  // whole. Rows of an import: "/line/N/column", N being the row's line in the file.
  std::string field;
  Uuid subject{};      // what it is about, if the reason says so
  std::string detail;  // a closed set of words or a number, never personal data
  long retry_after_s = 0;
  std::string subject_name{};  // how clients know `subject`, if the reason says so
  bool operator==(const Refusal&) const = default;
};

using Refusals = std::vector<Refusal>;  // never empty when it is an error

template <class T>
using Result = tl::expected<T, Refusals>;

inline tl::unexpected<Refusals> refuse(Reason reason, std::string field = "", Uuid subject = {},
                                       std::string detail = "") {
  return tl::make_unexpected(
      Refusals{Refusal{reason, std::move(field), subject, std::move(detail), 0}});
}

// One member name as a token of an RFC 6901 pointer: ~ and / escaped (section 3).
inline std::string pointer_token(std::string_view name) {
  std::string token;
  for (char letter : name) {
    if (letter == '~')
      token += "~0";
    else if (letter == '/')
      token += "~1";
    else
      token += letter;
  }
  return token;
}

// The same refusals, of something that lies at `pointer` in a larger command.
inline Refusals below(const std::string& pointer, Refusals refusals) {
  for (Refusal& refusal : refusals) refusal.field.insert(0, pointer);
  return refusals;
}

// Collects: all faults of a command are told together.
inline void add(Refusals& all, Refusals more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}
inline void add(Refusals& all, Reason reason, std::string field = "", Uuid subject = {},
                std::string detail = "") {
  all.push_back(Refusal{reason, std::move(field), subject, std::move(detail), 0});
}

}  // namespace rollcall::domain
