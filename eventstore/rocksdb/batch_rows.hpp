#pragma once
// Batches as they are on disk, with their events.

#include "eventstore/rocksdb/database.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

// The batches after `sequence` up to `up_to`, which must be durable; at least one (if there is),
// at most `limit`, and no more once they hold some megabytes. Error::corrupt if one is missing.
Result<std::vector<std::shared_ptr<const CommittedBatch>>> read_batches(const Database& database,
                                                                        const Offices& offices,
                                                                        std::uint64_t sequence,
                                                                        std::uint64_t up_to,
                                                                        std::size_t limit);

// Reads the events of batches, best in their order. Not thread-safe.
class BatchEvents {
 public:
  BatchEvents(const Database& database, const Offices& offices,
              Database::Reading reading = Database::Reading::some_rows)
      : offices_(offices), rows_(database.iterate(database.events(), reading)) {}

  // Calls f(position, stored bytes) -> Result<void> for each event of the range.
  template <class F>
  Result<void> walk(const StoredRange& range, F&& f) {
    for (std::uint32_t i = 0; i < range.count; ++i) {
      if (auto found = go_to(range.office, range.first + i); !found) return found;
      if (Result<void> done = f(range.first + i, stored()); !done) return done;
    }
    return {};
  }

  // With the offices by id. Error::corrupt if one is unknown.
  Result<Batch> batch_of(const StoredBatch& stored, std::uint64_t sequence,
                         const Hash& previous) const;

 private:
  Result<void> go_to(OfficeNumber office, Position position);
  std::string_view stored() const;

  const Offices& offices_;
  std::unique_ptr<rocksdb::Iterator> rows_;
};

}  // namespace rollcall::eventstore
