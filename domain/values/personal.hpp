#pragma once
// Data about a person: sealed with that person's key wherever it is stored, and erasable.

#include <optional>
#include <utility>

#include "domain/values/uuid.hpp"

namespace rollcall::domain {

// Known, or erased (the person's key is gone). Whoever reads must say what erased looks like.
template <class T>
struct Personal {
  PersonId person;
  std::optional<T> known;  // nullopt: erased

  bool erased() const { return !known.has_value(); }
  T value_or(T other) const { return known.value_or(std::move(other)); }
  bool operator==(const Personal&) const = default;
};

}  // namespace rollcall::domain
