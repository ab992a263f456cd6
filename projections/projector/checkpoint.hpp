#pragma once
// How far views are, kept beside them and written with them:
//
//   checkpoint 'p' space  → Checkpoint of that projection
//   checkpoint 'b'        → BatchMark: the last batch that any projection has applied
//   checkpoint 'o' office → the office's position after that batch
//
// Numbers are packed as rows are.

#include <cstring>
#include <optional>
#include <string>
#include <unordered_map>

#include "projections/pack.hpp"
#include "projections/projection.hpp"

namespace rollcall::projections {

struct Checkpoint {
  std::uint32_t version = 0;
  std::uint64_t batch = 0;  // the last applied
  bool erasing = false;     // rows of another version may still be there
};
template <>
inline constexpr std::size_t kMembers<Checkpoint> = 3;
template <>
inline constexpr std::size_t kMembers<eventstore::BatchMark> = 2;

struct OfficeHash {
  std::size_t operator()(const OfficeId& office) const noexcept {
    std::size_t tail;  // the last bytes are the random ones
    std::memcpy(&tail, office.data() + office.size() - sizeof tail, sizeof tail);
    return tail;
  }
};
using Positions = std::unordered_map<OfficeId, Position, OfficeHash>;

std::string checkpoint_key(KeySpace space);
std::string last_batch_key();
std::string position_key(const OfficeId& office);

std::optional<Checkpoint> read_checkpoint(const ViewReader& view, KeySpace space);
// Sequence 0 if there is none yet; nullopt if it can't be understood.
std::optional<eventstore::BatchMark> read_last_batch(const ViewReader& view);
Positions read_positions(const ViewReader& view);

}  // namespace rollcall::projections
