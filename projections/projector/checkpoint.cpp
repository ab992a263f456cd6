#include "projections/projector/checkpoint.hpp"

#include <algorithm>

#include "projections/rows/rows.hpp"

namespace rollcall::projections {
namespace {

std::string key_of(char kind) {
  return {static_cast<char>(KeySpace::checkpoint), kind};
}

}  // namespace

std::string checkpoint_key(KeySpace space) {
  return key_of('p') + static_cast<char>(space);
}

std::string last_batch_key() {
  return key_of('b');
}

std::string position_key(const OfficeId& office) {
  return key_of('o').append(reinterpret_cast<const char*>(office.data()), office.size());
}

std::optional<Checkpoint> read_checkpoint(const ViewReader& view, KeySpace space) {
  return read_row<Checkpoint>(view, checkpoint_key(space));
}

std::optional<eventstore::BatchMark> read_last_batch(const ViewReader& view) {
  const auto bytes = view.get(last_batch_key());
  return bytes ? unpack<eventstore::BatchMark>(*bytes) : eventstore::BatchMark{};
}

Positions read_positions(const ViewReader& view) {
  Positions positions;
  const std::string prefix = key_of('o');
  view.scan(prefix, "", [&](std::string_view key, std::string_view value) {
    OfficeId office{};
    const std::string_view bytes = key.substr(prefix.size());
    std::copy_n(bytes.begin(), std::min(bytes.size(), office.size()), office.begin());
    positions[office] = unpack<Position>(value).value_or(0);
    return true;
  });
  return positions;
}

}  // namespace rollcall::projections
