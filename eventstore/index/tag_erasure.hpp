#pragma once
// Takes rows from the tag index for good. They must be in the family `tags`, none of them among the
// recent ones in memory.

#include <span>

#include "eventstore/rocksdb/database.hpp"

namespace rollcall::eventstore {

// Those of that kind at the positions. Batches up to `indexed_up_to` need their rows in `recent` no
// more: these go too. When it returns no file holds the rows.
Result<void> erase_tag_rows(Database& database, OfficeNumber office, std::uint8_t kind,
                            std::span<const Position> positions, std::uint64_t indexed_up_to);

}  // namespace rollcall::eventstore
