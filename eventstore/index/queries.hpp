#pragma once
// What queries mean on the durable index. Threads: every method may be called from any thread.

#include "eventstore/index/tag_cursor.hpp"
#include "eventstore/index/tag_heads.hpp"

namespace rollcall::eventstore {

class Queries {
 public:
  Queries(const Database& database, TagHeads& heads) : database_(database), heads_(heads) {}

  // Matches within the bounds, in their direction, without duplicates, at most `limit`.
  Result<std::vector<Record>> read(const Query& query, const Bounds& bounds,
                                   std::size_t limit) const;

  // Whether any event within the bounds matches.
  Result<bool> any(const Query& query, const Bounds& bounds) const;

  // Learns the heads of the query's tags, so that any() finds them in memory.
  void warm(const Query& query, OfficeNumber office) const;

 private:
  const Database& database_;
  TagHeads& heads_;
};

}  // namespace rollcall::eventstore
