#pragma once
// Rows that were read or written of late, by the one writer of a view store: a point get from the
// store costs microseconds. Bounded; what was not used for a while goes.
//
// Threads: one.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "projections/view_store.hpp"

namespace rollcall::projections {

class RowCache {
 public:
  explicit RowCache(std::size_t max_bytes) : max_bytes_of_half_(max_bytes / 2) {}

  // nullptr: unknown. An erased row is known not to be there.
  const std::optional<std::string>* find(std::string_view key);
  void keep(std::string key, std::optional<std::string> value);
  void clear();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  using Rows = std::unordered_map<std::string, std::optional<std::string>, Hash, std::equal_to<>>;

  // Two halves: what is used moves to the young one; when that is full, the old one goes.
  Rows young_;
  Rows old_;
  std::size_t young_bytes_ = 0;
  const std::size_t max_bytes_of_half_;
};

}  // namespace rollcall::projections
