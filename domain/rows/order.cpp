// The order of a list's rows: Unicode root collation (ICU), its sort keys made once per row.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/rows/filter.hpp"
#include "domain/values/collation.hpp"

namespace rollcall::domain {
namespace {

struct Keyed {
  std::vector<std::string> keys;  // of the sort's columns, in its order
  ParticipantId participant;
  std::size_t row = 0;
};

Keyed keyed(const std::vector<SortKey>& sort, const ListRow& row, std::size_t index) {
  Keyed result{{}, row.participant, index};
  result.keys.reserve(sort.size());
  for (const SortKey& key : sort) {
    result.keys.push_back(row.details ? collation_key(key.field.value_of(*row.details)) : "");
  }
  return result;
}

bool is_before(const std::vector<SortKey>& sort, const Keyed& left, const Keyed& right) {
  for (std::size_t i = 0; i < sort.size(); ++i) {
    const std::string& a = left.keys[i];
    const std::string& b = right.keys[i];
    if (a.empty() != b.empty()) return b.empty();
    if (const int order = a.compare(b); order != 0)
      return sort[i].descending ? order > 0 : order < 0;
  }
  return left.participant < right.participant;
}

}  // namespace

std::vector<ListRow> arrange(const ListDefinition& list, std::vector<ListRow> rows) {
  const Filter filter(list.filter);
  const std::vector<SortKey> sort = effective_sort(list);
  std::vector<Keyed> order;
  order.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (filter.matches(rows[i].details)) order.push_back(keyed(sort, rows[i], i));
  }
  std::sort(order.begin(), order.end(),
            [&](const Keyed& left, const Keyed& right) { return is_before(sort, left, right); });
  std::vector<ListRow> arranged;
  arranged.reserve(order.size());
  for (const Keyed& next : order) arranged.push_back(std::move(rows[next.row]));
  return arranged;
}

}  // namespace rollcall::domain
