#pragma once
// The event log: one sequence of events per office, appended under a condition.
//
// Threads: every method may be called from any thread. Completions run on the committer's thread:
// they must not block and must not call append() and wait for it.
// Errors: an I/O error while writing is fail-stop: that append answers Error::outcome_unknown,
// every later one Error::stopped, reads go on; only a new process (or reopening) writes again.

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <variant>
#include <vector>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

// One append: all its events or none, at consecutive positions.
struct Append {
  OfficeId office{};
  std::vector<NewEvent> events;  // may be empty if there is an idempotency key
  std::optional<Condition> condition;
  std::optional<Idempotency> idempotency;
  Millis decided_at = 0;  // >= 0
  Actor actor;
  Id correlation{};
};

struct Appended {
  Position first = 0;
  Position last = 0;       // first - 1 when no event was given
  Millis recorded_at = 0;  // max(decided_at, the office's last)
};

// The idempotency key was used before with the same fingerprint; nothing new was written.
struct AlreadyDone {
  Answer answer;
};

using Outcome = Result<std::variant<Appended, AlreadyDone>>;
using Completion = std::function<void(Outcome)>;

enum class Direction { forward, backward };

struct ReadOptions {
  Position after = 0;             // events with position > after
  Position up_to = ~Position{0};  // and position <= up_to
  std::size_t limit = ~std::size_t{0};
  Direction direction = Direction::forward;
};

// The events of one office in one batch.
struct BatchRange {
  OfficeId office{};
  Position first = 0;
  std::uint32_t count = 0;
  bool operator==(const BatchRange&) const = default;
};

// One commit group: what one write and one fsync made durable. Batches of all offices form one
// chain: `hash` covers sequence, id, previous, every range and the leaf hash of every event. A
// group that wrote no event (only answers, or nothing) is no batch.
struct Batch {
  std::uint64_t sequence = 0;  // 1, 2, 3 …
  Id id{};
  Hash previous{};  // hash of the batch before; zeros for the first
  Hash hash{};
  std::vector<BatchRange> ranges;
};

// A batch with its events, in the order of `batch.ranges`, then of position.
struct CommittedBatch {
  Batch batch;
  std::vector<std::vector<Record>> records;  // one vector per range
};

class Log {
 public:
  virtual ~Log() = default;

  // Answers by completion once the events are durable (or refused). A known idempotency key is
  // answered before the condition is looked at. What is refused at once (Error::invalid,
  // overloaded, stopped) completes on the caller's thread.
  virtual void append(Append append, Completion done) = 0;

  // Events that match, in position order (or its reverse). Reads what is durable, nothing else.
  virtual Result<std::vector<Record>> read(const OfficeId& office, const Query& query,
                                           const ReadOptions& options) const = 0;

  // Last durable position of the office; 0 if it has none.
  virtual Position head(const OfficeId& office) const = 0;

  // recorded_at of the office's last event; 0 if it has none.
  virtual Millis last_recorded_at(const OfficeId& office) const = 0;

  // What an earlier append left under this key, if it is not older than kAnswerLifetime at `now`.
  virtual Result<std::optional<Answer>> find_answer(const OfficeId& office, const Hash& key,
                                                    Millis now) const = 0;

  // Offices with at least one event, in the order of their first.
  virtual std::vector<OfficeId> offices() const = 0;

  // The next batches after `sequence`, at most `limit` (>= 1); blocks until there is one, until
  // `timeout` or until the caller is to end (then empty), or until interrupt() or a stop (then
  // Error::stopped once all durable batches were handed out). This is `follow` of the architecture.
  virtual Result<std::vector<std::shared_ptr<const CommittedBatch>>> follow(
      std::uint64_t sequence, std::size_t limit, std::chrono::milliseconds timeout,
      const std::stop_token& end = {}) const = 0;

  // Sequence of the last durable batch.
  virtual std::uint64_t last_batch() const = 0;

  // Wakes every thread that blocks in follow(); from then on follow() never blocks. For shutdown.
  virtual void interrupt() = 0;

  // False after an I/O error.
  virtual bool writable() const = 0;

  // Takes the tags of that kind from the events at those positions: nothing finds them by these any
  // more, and when it returns no file holds the tags. May block for a while; again is no error.
  virtual Result<void> forget_tags(const OfficeId& office, std::uint8_t kind,
                                   std::span<const Position> positions) = 0;
};

// A batch as what follows the log remembers it. The hashes form a chain: a log that holds the batch
// holds all that came before it too.
struct BatchMark {
  std::uint64_t sequence = 0;  // 0: before the first batch
  Hash hash{};
  bool operator==(const BatchMark&) const = default;
};
inline BatchMark mark_of(const Batch& batch) {
  return {batch.sequence, batch.hash};
}
inline BatchMark mark_before(const Batch& batch) {
  return {batch.sequence - 1, batch.previous};
}
// False too if the log can't be read.
bool holds(const Log& log, const BatchMark& mark);

// For callers that may block (tests, subcommands): append() and wait for its outcome.
Outcome append_and_wait(Log& log, Append append);

// In memory, for tests and as-of views. Same contract, nothing is durable. Queries are scans;
// completions run on the thread that appends.
std::unique_ptr<Log> make_memory_log();

}  // namespace rollcall::eventstore
