#pragma once
// A list as a table to search, sort and leaf through, by links and forms alone. All pages of one
// look go by its cursor: they are one access, of one version.

#include <string>

#include "api/looks/arrange.hpp"
#include "api/looks/changes.hpp"
#include "api/pages/html.hpp"
#include "api/pages/language.hpp"
#include "domain/access.hpp"

namespace rollcall::api::pages {

inline constexpr std::size_t kRowsPerPage = 1'000;

// What of the table is asked for: ?query= &sort= (a column's key) &direction=descending &page=, or
// ?page=all.
struct Leafing {
  Arrangement by;
  std::size_t page = 0;  // from 0
  bool all = false;
};
// What makes no sense, such as a column that does not show, counts as not asked for.
Leafing leafing_of(const http::RequestHead& head, const ListTable& table);

struct ListView {
  Words words;
  const ListTable& table;
  std::string path;    // of the list's page
  std::string cursor;  // by which this look goes on
  Leafing leafing;
  const domain::TimeZone& zone;
  const TableChanges* changes = nullptr;  // since the reader's previous look, to be marked
};
Html list_view(const ListView& view);

// As what the list is wanted: ?format=csv or xlsx, else a page.
domain::AccessKind look_kind(const http::RequestHead& head);

// As it is called in that language; what the office named itself stays.
std::string column_title(Words words, const domain::Column& column);

}  // namespace rollcall::api::pages
