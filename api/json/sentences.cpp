// The one table of words: codes and what they say to people.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "api/json/fault.hpp"
#include "eventstore/check.hpp"

#pragma clang diagnostic error "-Wswitch"

namespace rollcall::api::json {
namespace {

using domain::Reason;

struct Sentence {
  std::string_view code;
  std::string_view text;
};

constexpr std::array kSentences = {
    // a single value
    Sentence{"required", "This is missing."},
    Sentence{"type", "This has the wrong type."},
    Sentence{"malformed", "This is not in the expected form."},
    Sentence{"too_long", "This is longer than allowed."},
    Sentence{"too_short", "This is shorter than allowed."},
    Sentence{"out_of_range", "This is outside of the allowed range."},
    Sentence{"unknown_value", "This is none of the known values."},
    Sentence{"unknown_field", "There is no such field here."},
    Sentence{"too_many", "These are more than allowed."},
    Sentence{"duplicate", "This is given twice."},
    // a body
    Sentence{"as_of_too_large",
             "So many events made up what is asked for that it is not put together again here; "
             "ask for less of it."},
    Sentence{"position_unknown", "The log has not come so far."},
    Sentence{"invalid_fields", "Some fields are not as they must be; errors names each of them."},
    Sentence{"not_json", "The body is not valid JSON."},
    Sentence{"not_an_object", "The body must be a JSON object."},
    Sentence{"not_utf8", "This is not valid UTF-8."},
    Sentence{"bad_number", "A number of the body is out of range or not a number."},
    Sentence{"too_deep", "The body is nested more deeply than allowed."},
    Sentence{"too_large", "The body is larger than allowed."},
    Sentence{"duplicate_key", "This name is given twice in the same object."},
    // CSV
    Sentence{"no_header", "There is no header line."},
    Sentence{"empty_name", "This column of the header has no name."},
    Sentence{"duplicate_name", "An earlier column of the header has the same name."},
    Sentence{"nul", "A NUL character is not allowed."},
    Sentence{"open_quote", "A quote is opened here and never closed."},
    Sentence{"text_after_quote",
             "There is text after a closing quote; double quotes inside quotes."},
    Sentence{"cell_count", "This line has another number of cells than the header."},
    Sentence{"too_many_columns", "There are more columns than allowed."},
    Sentence{"too_many_rows", "There are more lines than allowed; reading stopped here."},
    // needing state
    Sentence{"not_found", "There is no such resource."},
    Sentence{"unknown_reference", "This names something that is not there."},
    Sentence{"contact_exists", "A contact person with this e-mail address is already known."},
    Sentence{"email_in_use", "This e-mail address belongs to a staff member."},
    Sentence{"slug_in_use", "Another office of this server has this short name."},
    Sentence{"not_an_offer", "Only offers are mailed."},
    Sentence{"not_published", "It is not published; publish it first."},
    Sentence{"offer_login_off", "The office has no automatic login for offers; sign in."},
    Sentence{"password_chosen", "The person has a password already; sign in."},
    Sentence{"default_template",
             "It is the text of the office's default language; choose another language first."},
    Sentence{"last_office_admin", "The office has no other active officeAdmin."},
    Sentence{"staff_active", "A member of staff is deactivated before they are erased."},
    Sentence{"organisation_has_projects",
             "It is the customer of projects, or its contact persons are on some."},
    Sentence{"organisation_has_contacts",
             "More than 500 contact persons are linked to it; unlink some of them first."},
    Sentence{"contact_inactive", "The person is inactive."},
    Sentence{"contact_on_projects", "The person is on projects; take them off these first."},
    Sentence{"already_linked", "The two are linked already."},
    Sentence{"not_on_project", "The person is no contact person of the project."},
    Sentence{"organisation_needed", "Say which organisation: the person has several that fit."},
    Sentence{"not_of_project", "None of the person's organisations fits the project."},
    Sentence{"participant_exists",
             "The project has a participant with this e-mail or external id."},
    Sentence{"return_before_start", "The return date lies before the start date."},
    Sentence{"status_out_of_reach", "A project cannot go from its status to this one."},
    Sentence{"customer_contacts_on_project",
             "People are on the project as the customer's contacts; remove them first."},
    Sentence{"project_cancelled", "The project is cancelled; its lists are not shared."},
    Sentence{"valid_until_needed", "Give a last day: the project has no return date to come."},
    Sentence{"valid_until_past", "The last day lies before today."},
    Sentence{"resource_link_missing", "The text must contain the tag [resource-link]."},
    Sentence{"unknown_tag", "The text contains a tag that is not known."},
    Sentence{"column_not_in_list", "The list does not have this column."},
    Sentence{"share_revoked", "The share is revoked; send it again to give access."},
    Sentence{"too_many_shares", "More than 1000 shares are meant; say so of fewer at once."},
    Sentence{"valid_until_not_later", "The share is valid as long already."},
    // the customer web
    Sentence{"automatic_offer_login",
             "The office has automatic login for offers; no list is on a customer web meanwhile."},
    Sentence{"menu_full", "The menu has 200 items; take one down first."},
    Sentence{"not_a_file", "This menu item is not a file."},
    Sentence{"unsupported_file_type",
             "The content is none of PDF, PNG, JPEG, GIF, WebP, Word, Excel, PowerPoint (without "
             "macros), OpenDocument, plain text and CSV."},
    // looking
    Sentence{"link_dead", "There is nothing here."},
    Sentence{"code_refused", "The code was refused."},
    Sentence{"too_many_codes", "Too many codes were asked for; wait before the next."},
    Sentence{"session_ended", "The session has ended; sign in again."},
    Sentence{"download_not_allowed", "This list may be looked at, but not downloaded."},
    // accounts
    Sentence{"guessable", "This password is common or easy to guess."},
    Sentence{"not_reachable", "There is nobody active to send the link to."},
    Sentence{"too_many_links", "Too many links were asked for; wait before the next."},
    Sentence{"too_many_tries", "Too many tries; wait before the next."},
    Sentence{"sign_in_refused", "The address or the password is not right."},
};

}  // namespace

// clang-format off: a line for each reason
std::string_view code_of(Reason reason) {
  switch (reason) {  // no default: a new reason must not compile unmapped
    case Reason::required: return "required";
    case Reason::malformed: return "malformed";
    case Reason::too_long: return "too_long";
    case Reason::too_short: return "too_short";
    case Reason::out_of_range: return "out_of_range";
    case Reason::unknown_value: return "unknown_value";
    case Reason::duplicate: return "duplicate";
    case Reason::not_found: return "not_found";
    case Reason::unknown_reference: return "unknown_reference";
    case Reason::contact_exists: return "contact_exists";
    case Reason::email_in_use: return "email_in_use";
    case Reason::slug_in_use: return "slug_in_use";
    case Reason::not_an_offer: return "not_an_offer";
    case Reason::not_published: return "not_published";
    case Reason::offer_login_off: return "offer_login_off";
    case Reason::password_chosen: return "password_chosen";
    case Reason::default_template: return "default_template";
    case Reason::last_office_admin: return "last_office_admin";
    case Reason::staff_active: return "staff_active";
    case Reason::organisation_has_projects: return "organisation_has_projects";
    case Reason::organisation_has_contacts: return "organisation_has_contacts";
    case Reason::contact_inactive: return "contact_inactive";
    case Reason::contact_on_projects: return "contact_on_projects";
    case Reason::already_linked: return "already_linked";
    case Reason::not_on_project: return "not_on_project";
    case Reason::organisation_needed: return "organisation_needed";
    case Reason::not_of_project: return "not_of_project";
    case Reason::participant_exists: return "participant_exists";
    case Reason::return_before_start: return "return_before_start";
    case Reason::status_out_of_reach: return "status_out_of_reach";
    case Reason::customer_contacts_on_project: return "customer_contacts_on_project";
    case Reason::project_cancelled: return "project_cancelled";
    case Reason::valid_until_needed: return "valid_until_needed";
    case Reason::valid_until_past: return "valid_until_past";
    case Reason::resource_link_missing: return "resource_link_missing";
    case Reason::unknown_tag: return "unknown_tag";
    case Reason::column_not_in_list: return "column_not_in_list";
    case Reason::share_revoked: return "share_revoked";
    case Reason::too_many_shares: return "too_many_shares";
    case Reason::valid_until_not_later: return "valid_until_not_later";
    case Reason::automatic_offer_login: return "automatic_offer_login";
    case Reason::menu_full: return "menu_full";
    case Reason::not_a_file: return "not_a_file";
    case Reason::link_dead: return "link_dead";
    case Reason::code_refused: return "code_refused";
    case Reason::too_many_codes: return "too_many_codes";
    case Reason::session_ended: return "session_ended";
    case Reason::download_not_allowed: return "download_not_allowed";
    case Reason::guessable: return "guessable";
    case Reason::not_reachable: return "not_reachable";
    case Reason::too_many_links: return "too_many_links";
    case Reason::too_many_tries: return "too_many_tries";
    case Reason::sign_in_refused: return "sign_in_refused";
  }
  CHECK(false);
  return "";
}
// clang-format on

std::string_view sentence_of(std::string_view code) {
  const auto found = std::find_if(kSentences.begin(), kSentences.end(),
                                  [&](const Sentence& each) { return each.code == code; });
  return found == kSentences.end() ? std::string_view() : found->text;
}

std::string sentence_of(const domain::Refusal& refusal) {
  const auto sentence = sentence_of(code_of(refusal.reason));
  if (refusal.detail.empty()) return std::string(sentence);
  return fmt::format("{} ({})", sentence, refusal.detail);
}

}  // namespace rollcall::api::json
