#pragma once
// The limits of types.hpp, checked in one place before an append is taken up.

#include "eventstore/log.hpp"

namespace rollcall::eventstore {

// Error::invalid if the append breaks a limit, is decided before 1970, or has neither events nor an
// idempotency key.
Result<void> check_limits(const Append& append);

// What the append occupies in memory and on disk, roughly: for the bounds of queues and groups.
std::size_t weight(const Append& append);

}  // namespace rollcall::eventstore
