#pragma once
// Pages of a collection: where to go on is the last item's key, so writes in between neither repeat
// nor lose items that stay.

#include <string>
#include <vector>

namespace rollcall::projections {

struct PageRequest {
  std::string after;        // key of the last item of the page before; "" for the first page
  std::size_t limit = 100;  // at least 1
};

template <class Row>
struct Page {
  std::vector<Row> rows;
  std::string next;  // "" : that was the last page
};

}  // namespace rollcall::projections
