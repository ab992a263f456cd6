#pragma once
// A log with one list that is asked about, its shares and their looks spread evenly among the
// events of other lists.

#include <filesystem>

#include "domain/event.hpp"
#include "eventstore/log.hpp"
#include "projections/log_codec.hpp"

namespace rollcall::benchmarks {

inline constexpr eventstore::OfficeId kAuditedOffice{1};
inline constexpr std::size_t kShares = 50;  // of the list that is asked about
domain::ListId audited_list();

// Appends at least `events` events, in batches. The events of other lists are real ones, made once
// and told apart by their tags alone, which is all that is read of them. The index is left in
// tables, as an erasure leaves it: a small log would have all of it in memory.
void fill(eventstore::Log& log, eventstore::Vault& vault, std::uint64_t events);

}  // namespace rollcall::benchmarks
