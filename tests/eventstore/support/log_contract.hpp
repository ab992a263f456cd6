#pragma once
// What the contract tests share: a log of either kind, and short words for making appends.

#include <future>

#include <gtest/gtest.h>

#include "eventstore/check.hpp"
#include "eventstore/log.hpp"
#include "eventstore/rocksdb_log.hpp"
#include "tests/eventstore/support/folder.hpp"

namespace rollcall::eventstore {

inline constexpr OfficeId kOffice{1};
inline constexpr OfficeId kOther{2};
inline constexpr Tag kRed{1, {1}};
inline constexpr Tag kBlue{1, {2}};
inline constexpr Tag kGreen{2, {1}};

inline NewEvent event(EventType type, std::vector<Tag> tags = {}, Bytes payload = "payload") {
  static std::atomic<std::uint64_t> next = 0;
  NewEvent made{{}, type, std::move(tags), std::move(payload)};
  const std::uint64_t number = ++next;
  std::copy_n(reinterpret_cast<const std::uint8_t*>(&number), sizeof(number), made.id.begin());
  return made;
}

inline Append append_of(std::vector<NewEvent> events, const OfficeId& office = kOffice) {
  Append append;
  append.office = office;
  append.events = std::move(events);
  append.decided_at = 1'000;
  return append;
}

inline Append with_condition(Append append, Query query, Position after) {
  append.condition = {std::move(query), after};
  return append;
}

inline Append with_key(Append append, std::uint8_t key, std::uint8_t fingerprint = 1,
                       Bytes note = "") {
  append.idempotency = {{key}, {fingerprint}, std::move(note)};
  return append;
}

inline Query tagged(std::vector<Tag> tags, std::vector<EventType> types = {}) {
  return {{{std::move(types), std::move(tags)}}};
}

inline std::vector<Position> positions(const std::vector<Record>& records) {
  std::vector<Position> found;
  for (const Record& record : records) found.push_back(record.position);
  return found;
}

inline std::vector<Position> found(const Log& log, const Query& query,
                                   const ReadOptions& options = {},
                                   const OfficeId& office = kOffice) {
  const auto records = log.read(office, query, options);
  CHECK(records.has_value());
  return positions(*records);
}

inline Appended appended(const Outcome& outcome) {
  CHECK(outcome.has_value());
  return std::get<Appended>(*outcome);
}

inline Answer already_done(const Outcome& outcome) {
  CHECK(outcome.has_value());
  return std::get<AlreadyDone>(*outcome).answer;
}

// indexing: durable too, with so little room for recent index rows that most lie in tables.
enum class LogKind { memory, rocksdb, indexing };

class LogContract : public ::testing::TestWithParam<LogKind> {
 protected:
  void SetUp() override {
    if (GetParam() == LogKind::memory) {
      log_ = make_memory_log();
      return;
    }
    RocksDbLogOptions options;
    if (GetParam() == LogKind::indexing) options.max_recent_rows = 2;
    auto opened = open_rocksdb_log(folder_.path(), options);
    CHECK(opened.has_value());
    log_ = std::move(*opened);
  }

  Outcome append(Append append) { return append_and_wait(*log_, std::move(append)); }
  Appended add(std::vector<NewEvent> events, const OfficeId& office = kOffice) {
    return appended(append(append_of(std::move(events), office)));
  }

  ScratchFolder folder_;
  std::unique_ptr<Log> log_;
};

inline std::string name_of(const ::testing::TestParamInfo<LogKind>& test) {
  switch (test.param) {
    case LogKind::memory:
      return "memory";
    case LogKind::rocksdb:
      return "rocksdb";
    case LogKind::indexing:
      return "indexing";
  }
  return "";
}

#define FOR_EVERY_LOG(Suite)                                                                \
  INSTANTIATE_TEST_SUITE_P(                                                                 \
      Logs, Suite, ::testing::Values(LogKind::memory, LogKind::rocksdb, LogKind::indexing), \
      name_of)

}  // namespace rollcall::eventstore
