#pragma once
// What earlier appends left under their idempotency keys.

#include <map>
#include <optional>

#include <rocksdb/write_batch.h>

#include "eventstore/rocksdb/database.hpp"
#include "eventstore/rocksdb/offices.hpp"

namespace rollcall::eventstore {

// The durable answer under the key, unless expired.
Result<std::optional<Answer>> find_durable_answer(const Database& database, const OfficeId& office,
                                                  const Hash& key, Millis now,
                                                  Millis last_recorded_at);

// The committer's: the answers of the group in hand, and the pruning. Not thread-safe.
class StagedAnswers {
 public:
  StagedAnswers(const Database& database, const Offices& offices)
      : database_(database), offices_(offices) {}

  // nullptr if the group holds none under the key.
  const Answer* find(const OfficeId& office, const Hash& key) const;
  void add(const OfficeId& office, const Hash& key, Answer answer, rocksdb::WriteBatch& batch);

  // Deletes some expired answers, now and then. To be called before the group's own are added.
  // Looks at two answers for each one added, so what is kept beyond its time stays bounded.
  Result<void> prune(rocksdb::WriteBatch& batch);

  void clear() { staged_.clear(); }

 private:
  const Database& database_;
  const Offices& offices_;
  std::map<AnswerKey, Answer> staged_;
  std::size_t added_since_prune_ = 0;
  Bytes pruned_up_to_;  // a key of `answers`; the walk goes round and round
};

}  // namespace rollcall::eventstore
