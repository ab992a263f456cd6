#pragma once
// A table as a spreadsheet (ECMA-376): one sheet, a header row, every cell text. No formulas, no
// links.

#include <optional>
#include <string>
#include <string_view>

#include "api/looks/look_cache.hpp"

namespace rollcall::api {

// The whole table with a header row. nullopt if there is no memory for it. Rows stay in memory
// files while it is made; nothing of them lies on a disk.
//
// Threads: any; takes a second for 50,000 rows.
std::optional<std::string> xlsx_file(const ListTable& table);

// A sheet's name from a list's: at most 31 UTF-16 units, none of [ ] : * ? / \ , no apostrophe at
// either end, and not "History", which is Excel's own.
std::string sheet_name(std::string_view list_name);

}  // namespace rollcall::api
