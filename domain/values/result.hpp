#pragma once
// Refusals: what the rules say no to. Expected, so they travel as values; no HTTP, no prose.

#include <string>
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
  not_found,            // the command's own resource
  unknown_reference,    // a field names something that is not there
  contact_exists,       // e-mail of a contact person: `subject` is the person to link
  email_in_use,         // e-mail of a staff member
  already_linked,
  not_on_project,
  organisation_needed,  // the person has several organisations that fit
  not_of_project,       // the person's organisations do not fit the project
  participant_exists,
  return_before_start,
  valid_until_needed,
  valid_until_past,
  resource_link_missing,
  unknown_tag,
  column_not_in_list,
  share_revoked,
  // of looking
  link_dead,       // revoked, superseded, pending, expired, suspended or locked: all alike
  code_refused,
  too_many_codes,  // `retry_after_s` says when to ask again
  session_ended,
  download_not_allowed,
};

struct Refusal {
  Reason reason;
  std::string field;         // RFC 6901 pointer into the command, "" = the whole
  Uuid subject{};            // what it is about, if the reason says so
  std::string detail;        // a closed set of words or a number, never personal data
  long retry_after_s = 0;
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

}  // namespace rollcall::domain
