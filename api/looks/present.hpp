#pragma once
// A table as what is sent: JSON pages and CSV files.

#include <optional>
#include <string>

#include "api/http/message.hpp"
#include "api/looks/look_cache.hpp"
#include "domain/access.hpp"

namespace rollcall::api {

// What the Accept header asks for of a list; nullopt: none of it.
std::optional<domain::AccessKind> look_kind(const http::RequestHead& head);

// {"list": {…}, "items": [{"id", "values"}], "nextCursor"}; an erased row's values are null.
std::string json_page(const ListTable& table, std::size_t offset, std::size_t limit,
                      const std::optional<std::string>& next_cursor);

// The whole table with a header line; cells never start a formula.
std::string csv_file(const ListTable& table);

// A CSV answer, named after the list and the day of the version shown.
http::Response csv_response(const ListTable& table);

}  // namespace rollcall::api
