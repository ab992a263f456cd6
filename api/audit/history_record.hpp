#pragma once
// Reads of the history, on the record before they are answered: watching is watched.

#include <functional>
#include <memory>

#include "api/app/exchange.hpp"
#include "domain/history.hpp"

namespace rollcall::api {

// What a handler knows of a read; the office and who reads are the exchange's.
struct HistoryReading {
  domain::HistoryKind kind{};
  std::optional<domain::HistorySubject> subject{};
  domain::HistorySpan span{};
  std::optional<std::uint32_t> entries{};   // nullopt: a stream that begins
  std::optional<domain::EmailKey> email{};  // of an address that was asked for
};

// Records it, then calls `answer` on a thread of the pool, with the position of the record. If it
// can't be recorded the request is answered with that failure, and `answer` is never called: no
// read without a record.
void record_history_read(const std::shared_ptr<Exchange>& exchange, HistoryReading reading,
                         std::function<void(eventstore::Position)> answer);

}  // namespace rollcall::api
