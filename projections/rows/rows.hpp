#pragma once
// Reading and writing whole rows under their keys.

#include <optional>
#include <string_view>

#include "projections/pack.hpp"
#include "projections/view_store.hpp"

namespace rollcall::projections {

template <class Row>
std::optional<Row> read_row(const ViewReader& view, std::string_view key) {
  const auto bytes = view.get(key);
  return bytes ? unpack<Row>(*bytes) : std::nullopt;
}

template <class Row>
void write_row(ViewWriter& view, std::string_view key, const Row& row) {
  view.put(key, pack(row));
}

// For apply(): says why, and that it is so.
inline bool fails(std::string& reason, std::string_view why) {
  reason = why;
  return false;
}

}  // namespace rollcall::projections
