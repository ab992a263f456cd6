#include "domain/rows/filter.hpp"

#include <algorithm>

namespace rollcall::domain {
namespace {

bool any_differs(const std::vector<Column>& columns, const ParticipantDetails& before,
                 const ParticipantDetails& after) {
  return std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
    return column.value_of(before) != column.value_of(after);
  });
}

}  // namespace

Filter::Filter(const std::vector<FilterCondition>& conditions) {
  for (const FilterCondition& condition : conditions) {
    Folded folded{condition.field, condition.op, {}};
    for (const std::string& value : condition.values) folded.values.push_back(fold_case(value));
    if (folded.op == FilterOp::in) std::sort(folded.values.begin(), folded.values.end());
    conditions_.push_back(std::move(folded));
  }
}

bool Filter::matches(const std::optional<ParticipantDetails>& details) const {
  if (!details) return conditions_.empty();
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const Folded& condition) { return holds(condition, *details); });
}

bool Filter::holds(const Folded& condition, const ParticipantDetails& details) {
  const std::string& value = condition.field.value_of(details);
  if (condition.op == FilterOp::is_empty) return value.empty();
  if (condition.op == FilterOp::is_not_empty) return !value.empty();
  const std::string folded = fold_case(value);
  const auto& wanted = condition.values;
  if (condition.op == FilterOp::in) {
    return std::binary_search(wanted.begin(), wanted.end(), folded);
  }
  if (wanted.empty()) return false;  // a condition of an unchecked list
  switch (condition.op) {
    case FilterOp::eq:
      return folded == wanted.front();
    case FilterOp::ne:
      return folded != wanted.front();
    case FilterOp::contains:
      return folded.find(wanted.front()) != std::string::npos;
    case FilterOp::starts_with:
      return folded.starts_with(wanted.front());
    case FilterOp::in:
    case FilterOp::is_empty:
    case FilterOp::is_not_empty:
      break;  // decided above
  }
  return false;
}

std::vector<SortKey> effective_sort(const ListDefinition& list) {
  if (!list.sort.empty()) return list.sort;
  return {{Column::restore(std::string(name_of(StandardField::last_name))), false},
          {Column::restore(std::string(name_of(StandardField::first_name))), false}};
}

bool matches(const ListDefinition& list, const std::optional<ParticipantDetails>& details) {
  return Filter(list.filter).matches(details);
}

bool touches(const ListDefinition& list, const std::optional<ParticipantDetails>& before,
             const std::optional<ParticipantDetails>& after) {
  const Filter filter(list.filter);
  const bool was_in = before && filter.matches(before);
  const bool is_in = after && filter.matches(after);
  if (was_in != is_in) return true;
  if (!is_in) return false;
  std::vector<Column> columns = list.columns;
  for (const SortKey& key : effective_sort(list)) columns.push_back(key.field);
  return any_differs(columns, *before, *after);
}

}  // namespace rollcall::domain
