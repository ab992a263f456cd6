#pragma once
// A commit group in the making: decides append after append, collects what they write, and makes
// it visible once it is durable. The committer's own; not thread-safe.

#include <rocksdb/write_batch.h>

#include "eventstore/commit/answers.hpp"
#include "eventstore/commit/pending.hpp"
#include "eventstore/index/queries.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

class Group {
 public:
  Group(const Database& database, Offices& offices, const Queries& queries, RecentTags& recent)
      : database_(database),
        offices_(offices),
        queries_(queries),
        recent_(recent),
        answers_(database, offices) {}

  // Forgets the group before; may add deletions of what is no longer needed.
  void begin();

  // Sets the append's outcome; if it is accepted, its events are part of the group. The append
  // must stay where it is until the next begin(); its payloads are taken.
  void stage(Pending& pending);

  // Adds the batch's row, if the group has events. Then write() holds all there is to write.
  void finish(std::uint64_t sequence, const Hash& previous);
  rocksdb::WriteBatch& write() { return write_; }

  // After the write is durable: readers may see it. nullptr if the group has no events.
  std::shared_ptr<const CommittedBatch> publish();

 private:
  struct Range {
    Office* office;
    BatchRange range;
    std::vector<Record> records;
    std::vector<Hash> leaves;
  };

  void prune();
  Outcome decide(Pending& pending);
  // The outcome, if the append's idempotency key was used before.
  std::optional<Outcome> repeated(Pending& pending, const Office* office);
  Result<void> check(const Condition& condition, const Office* office);
  Result<bool> any_match(const QueryItem& item, const Office& office, Position after);
  bool any_staged(const QueryItem& item, const Office& office, Position after) const;
  Appended accept(Pending& pending, Office* office);
  Range& range_of(Office& office);
  Office& add_office(const OfficeId& id);
  void put(const Range& range, const Pending& pending, std::size_t event, Position position);

  const Database& database_;
  Offices& offices_;
  const Queries& queries_;
  RecentTags& recent_;
  std::unique_ptr<IndexScan> scan_;  // of this group, made when first needed
  rocksdb::WriteBatch write_;
  Bytes tag_rows_;  // of this group, for `recent`
  std::uint64_t pruned_up_to_ = 0;
  StagedAnswers answers_;
  std::vector<Range> ranges_;
  Batch batch_;
};

}  // namespace rollcall::eventstore
