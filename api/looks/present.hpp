#pragma once
// A table as what is sent: JSON pages, CSV and XLSX files.

#include <optional>
#include <string>

#include "api/http/message.hpp"
#include "api/looks/changes.hpp"
#include "domain/access.hpp"

namespace rollcall::api {

// What the Accept header asks for of a list; nullopt: none of it.
std::optional<domain::AccessKind> look_kind(const http::RequestHead& head);
http::Response not_a_look_kind();  // 406

// {"list": {…}, "items": [{"id", "values"}], "nextCursor"}; an erased row's values are null.
std::string json_page(const ListTable& table, std::size_t offset, std::size_t limit,
                      const std::optional<std::string>& next_cursor);

// {"list": {…}, "since", "newColumns", "added", "changed", "removed"}: all of it. A row's values of
// then are null in columns that were not shown then. `changes` nullopt: nothing was seen before, so
// everything is added.
std::string changes_json(const ListTable& table, const std::optional<TableChanges>& changes);

// The whole table with a header line; cells never start a formula.
std::string csv_file(const ListTable& table);

// The whole table as a file of that kind (csv or xlsx), named after the list and the day of the
// version shown. 503 if it cannot be made now.
http::Response file_response(const ListTable& table, domain::AccessKind kind);

}  // namespace rollcall::api
