#pragma once
// A table as one reads it: what matches a search, in an order of one's choice. Only what shows is
// searched and sorted by.

#include <optional>
#include <string>
#include <vector>

#include "api/looks/look_cache.hpp"

namespace rollcall::api {

struct Arrangement {
  // Words that a row's values must all hold, in any case.
  std::string query{};
  // To sort by, as in the table; nullopt: the list's own order.
  std::optional<std::size_t> column{};
  bool descending = false;
};

// Views into the table. Root collation, empty last in either direction, ties as in the list. An
// erased row matches only an empty query.
std::vector<const ListTable::Row*> arrange(const ListTable& table, const Arrangement& by);

}  // namespace rollcall::api
