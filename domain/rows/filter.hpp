#pragma once
// A list's filter, made ready once for many rows. Immutable: threads may share it.

#include <string>
#include <vector>

#include "domain/list.hpp"

namespace rollcall::domain {

class Filter {
 public:
  explicit Filter(const std::vector<FilterCondition>& conditions);

  // Do all conditions hold? Erased (nullopt) matches only a filter without conditions.
  bool matches(const std::optional<ParticipantDetails>& details) const;

 private:
  struct Folded {
    Column field;
    FilterOp op{};
    std::vector<std::string> values;  // folded; those of `in` sorted
  };
  static bool holds(const Folded& condition, const ParticipantDetails& details);

  std::vector<Folded> conditions_;
};

// By what a list is sorted: its own keys, else last name, first name.
std::vector<SortKey> effective_sort(const ListDefinition& list);

}  // namespace rollcall::domain
