#pragma once
// What an export's events say, as tables. Those of shares and looks hold no personal data: they are
// made from the stored bytes alone, so whoever has these can make them again and compare. Names are
// in tables of their own.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "projections/log_codec.hpp"

namespace rollcall::api::audit_export {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  bool operator==(const Table&) const = default;
};
std::string csv_of(const Table& table);
// What a table file says, its cells as a spreadsheet shows them; empty if it is none.
Table table_of_csv(std::string_view text);

// In order of position; the same events give the same table, with keys or without.
using Events = std::span<const projections::LoggedEvent* const>;
Table shares_table(Events events);
std::string columns_text(const std::vector<domain::Column>& columns);  // their keys, as one cell
// What each list was called last.
std::map<domain::ListId, std::string> list_names(Events events);
Table looks_table(Events events);  // with the organisation for whose sake a contact person looked
Table participant_table(Events events);  // what was recorded of a participant

// Who the people are, as far as their keys are there: the receiver of each share, the contact
// persons and the participant. Newest address and name.
Table people_table(Events events);
std::string participant_name(Events events);  // "" if there is none, or their key is not there
// From where each look was made, likewise.
Table clients_table(Events events);

}  // namespace rollcall::api::audit_export
