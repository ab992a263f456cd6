#pragma once
// Whether a log is whole: positions dense, batches complete and chained, times in order.

#include "eventstore/keys.hpp"
#include "eventstore/proof/chain.hpp"
#include "eventstore/proof/sha256.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore {

inline Hash leaf_of(const Record& record) {
  const NewEvent event{record.id, record.type, {}, record.payload};
  return leaf_hash(encode_stored(
      event, {record.decided_at, record.recorded_at, record.actor, record.correlation}));
}

// All batches, from the first.
inline std::vector<std::shared_ptr<const CommittedBatch>> all_batches(const Log& log) {
  std::vector<std::shared_ptr<const CommittedBatch>> all;
  while (all.size() < log.last_batch()) {
    const auto next = log.follow(all.size(), 7, std::chrono::milliseconds(0));
    CHECK(next.has_value() && !next->empty());
    all.insert(all.end(), next->begin(), next->end());
  }
  return all;
}

inline void check_whole(const Log& log) {
  std::map<OfficeId, std::vector<Record>> by_office;
  Hash previous{};
  std::uint64_t sequence = 0;
  for (const auto& committed : all_batches(log)) {
    const Batch& batch = committed->batch;
    EXPECT_EQ(batch.sequence, ++sequence);
    EXPECT_EQ(batch.previous, previous);
    std::vector<Hash> leaves;
    ASSERT_EQ(batch.ranges.size(), committed->records.size());
    for (std::size_t i = 0; i < batch.ranges.size(); ++i) {
      auto& events = by_office[batch.ranges[i].office];
      EXPECT_EQ(batch.ranges[i].first, events.size() + 1);
      EXPECT_EQ(batch.ranges[i].count, committed->records[i].size());
      for (const Record& record : committed->records[i]) {
        EXPECT_EQ(record.position, events.size() + 1);
        if (!events.empty()) EXPECT_GE(record.recorded_at, events.back().recorded_at);
        leaves.push_back(leaf_of(record));
        events.push_back(record);
      }
    }
    EXPECT_EQ(batch.hash, batch_hash(batch, leaves));
    previous = batch.hash;
  }
  EXPECT_EQ(log.offices().size(), by_office.size());
  for (const auto& [office, events] : by_office) {
    EXPECT_EQ(*log.read(office, {}, {}), events);
    EXPECT_EQ(log.head(office), events.size());
    EXPECT_EQ(log.last_recorded_at(office), events.back().recorded_at);
  }
}

}  // namespace rollcall::eventstore
