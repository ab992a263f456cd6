#pragma once
// One page of a table or index.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "projections/paging.hpp"
#include "projections/view_store.hpp"

namespace rollcall::projections {

// Collects a page from the keys below `prefix`. `load(key, value)` gives the row, or nullopt for a
// key that is not to be shown. Cursors leave out the first `table_size` bytes, which are the same
// in all keys: Page::next is what follows them in the key of the page's last row.
template <class Row, class Load>
Page<Row> scan_page(const ViewReader& view, std::string_view prefix, std::size_t table_size,
                    const PageRequest& request, Load&& load) {
  Page<Row> page;
  const std::size_t limit = std::max<std::size_t>(request.limit, 1);
  std::string last;
  const auto visit = [&](std::string_view key, std::string_view value) {
    std::optional<Row> row = load(key, value);
    if (!row) return true;
    if (page.rows.size() == limit) {  // one more than fits: there is a next page
      page.next = last;
      return false;
    }
    page.rows.push_back(std::move(*row));
    if (page.rows.size() == limit) last = key.substr(table_size);
    return true;
  };
  std::string from;
  if (!request.after.empty()) from.append(prefix.substr(0, table_size)).append(request.after);
  view.scan(prefix, from, visit);
  return page;
}

}  // namespace rollcall::projections
