#pragma once
// A folder beside its erasure register: whether an older copy has brought erased persons back, and
// erasing these again.

#include <optional>

#include "api/app/context.hpp"
#include "api/erasure/register.hpp"

namespace rollcall::api {

struct Comparison {
  std::size_t missing_here = 0;   // persons of the register whom the folder still knows
  std::size_t missing_there = 0;  // erasures that are complete here and not in the register
};
// nullopt: log, vault or register can't be read. Erasures that are not complete yet, as after a
// crash, are no concern of it.
std::optional<Comparison> compare(Context& context, const ErasureRegister& erasures);

// Erases everybody of the register whom the folder still knows, as `POST /v1/erasures` does, and
// gives how many; nullopt if not all of it is done: it can be done again. Blocks for long.
std::optional<std::size_t> erase_again(Context& context, const ErasureRegister& erasures);

// Whom the log says are erased, a part at a time; false: the log can't be read.
bool read_erasures(const eventstore::Log& log, const projections::LogCodec& codec,
                   const std::function<bool(std::span<const ErasureEntry>)>& take);

}  // namespace rollcall::api
