#pragma once
// What queries mean on the durable index. Threads: every method may be called from any thread.

#include "eventstore/index/index_scan.hpp"

namespace rollcall::eventstore {

class Queries {
 public:
  Queries(const Database& database, TagHeads& heads, const RecentTags& recent)
      : database_(database), heads_(heads), recent_(recent) {}

  // Matches within the bounds, in their direction, without duplicates, at most `limit`.
  Result<std::vector<Record>> read(const Query& query, const Bounds& bounds,
                                   std::size_t limit) const;

  IndexScan scan() const { return {database_, heads_, recent_.snapshot()}; }

  // Learns the heads of the query's tags, so that any() finds them in memory.
  void warm(const Query& query, OfficeNumber office) const;

 private:
  const Database& database_;
  TagHeads& heads_;
  const RecentTags& recent_;
};

}  // namespace rollcall::eventstore
