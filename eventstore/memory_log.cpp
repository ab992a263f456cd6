// The log in memory: the plainest thing that keeps the contract, so that it can serve as the model
// the durable log is compared with. Queries are scans.

#include <condition_variable>
#include <map>
#include <mutex>

#include "eventstore/keys.hpp"
#include "eventstore/proof/chain.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/rules/idempotency.hpp"
#include "eventstore/rules/limits.hpp"
#include "eventstore/rules/match.hpp"

namespace rollcall::eventstore {
namespace {

struct Entry {
  Record record;
  std::vector<Tag> tags;
};

struct MemoryOffice {
  std::vector<Entry> entries;  // the entry at index i has position i + 1
  std::map<Hash, Answer> answers;

  Position head() const { return entries.size(); }
  Millis last_recorded_at() const {
    return entries.empty() ? 0 : entries.back().record.recorded_at;
  }
};

// Completions run on the thread that appends, after the lock is given back.
class MemoryLog final : public Log {
 public:
  void append(Append append, Completion done) override {
    Outcome outcome = [&]() -> Outcome {
      if (const auto limits = check_limits(append); !limits) {
        return tl::unexpected(limits.error());
      }
      const std::lock_guard lock(mutex_);
      return commit(std::move(append));
    }();
    committed_.notify_all();
    done(std::move(outcome));
  }

  Result<std::vector<Record>> read(const OfficeId& id, const Query& query,
                                   const ReadOptions& options) const override {
    const std::lock_guard lock(mutex_);
    std::vector<Record> found;
    const MemoryOffice* office = find(id);
    if (office == nullptr) return found;
    const Position up_to = std::min(options.up_to, office->head());
    const bool forward = options.direction == Direction::forward;
    for (Position step = options.after; step < up_to && found.size() < options.limit; ++step) {
      const Position index = forward ? step : up_to - 1 - (step - options.after);
      const Entry& entry = office->entries[index];
      if (matches(query, entry.record.type, entry.tags)) found.push_back(entry.record);
    }
    return found;
  }

  Position head(const OfficeId& id) const override {
    const std::lock_guard lock(mutex_);
    const MemoryOffice* office = find(id);
    return office == nullptr ? 0 : office->head();
  }

  Millis last_recorded_at(const OfficeId& id) const override {
    const std::lock_guard lock(mutex_);
    const MemoryOffice* office = find(id);
    return office == nullptr ? 0 : office->last_recorded_at();
  }

  Result<std::optional<Answer>> find_answer(const OfficeId& id, const Hash& key,
                                            Millis now) const override {
    const std::lock_guard lock(mutex_);
    const MemoryOffice* office = find(id);
    if (office == nullptr) return std::nullopt;
    return answer_of(*office, key, now);
  }

  std::vector<OfficeId> offices() const override {
    const std::lock_guard lock(mutex_);
    return order_;
  }

  Result<std::vector<std::shared_ptr<const CommittedBatch>>> follow(
      std::uint64_t sequence, std::size_t limit, std::chrono::milliseconds timeout,
      const std::stop_token& end) const override {
    std::unique_lock lock(mutex_);
    committed_.wait_for(lock, end, timeout,
                        [&] { return interrupted_ || batches_.size() > sequence; });
    std::vector<std::shared_ptr<const CommittedBatch>> next;
    for (auto i = sequence; i < batches_.size() && next.size() < limit; ++i) {
      next.push_back(batches_[i]);
    }
    if (next.empty() && interrupted_) return tl::unexpected(Error::stopped);
    return next;
  }

  std::uint64_t last_batch() const override {
    const std::lock_guard lock(mutex_);
    return batches_.size();
  }

  void interrupt() override {
    {
      const std::lock_guard lock(mutex_);
      interrupted_ = true;
    }
    committed_.notify_all();
  }

  bool writable() const override { return true; }

  Result<void> forget_tags(const OfficeId& id, std::uint8_t kind,
                           std::span<const Position> positions) override {
    const std::lock_guard lock(mutex_);
    const auto office = offices_.find(id);
    if (office == offices_.end()) return {};
    for (const Position position : positions) {
      if (position == 0 || position > office->second.head()) continue;
      std::erase_if(office->second.entries[position - 1].tags,
                    [&](const Tag& tag) { return tag.kind == kind; });
    }
    return {};
  }

 private:
  const MemoryOffice* find(const OfficeId& id) const {
    const auto it = offices_.find(id);
    return it == offices_.end() ? nullptr : &it->second;
  }

  static std::optional<Answer> answer_of(const MemoryOffice& office, const Hash& key, Millis now) {
    const auto it = office.answers.find(key);
    if (it == office.answers.end()) return std::nullopt;
    if (expired(it->second, now, office.last_recorded_at())) return std::nullopt;
    return it->second;
  }

  static bool holds(const MemoryOffice& office, const Condition& condition) {
    for (Position i = condition.after; i < office.head(); ++i) {
      const Entry& entry = office.entries[i];
      if (matches(condition.fail_if_matches, entry.record.type, entry.tags)) return false;
    }
    return true;
  }

  Outcome commit(Append append) {
    MemoryOffice& office = offices_[append.office];
    if (const auto& key = append.idempotency) {
      if (auto answer = answer_of(office, key->key, append.decided_at)) {
        if (answer->fingerprint != key->fingerprint) return tl::unexpected(Error::key_reused);
        return AlreadyDone{std::move(*answer)};
      }
    }
    if (append.condition && !holds(office, *append.condition)) {
      return tl::unexpected(Error::conflict);
    }
    const Appended appended{.first = office.head() + 1,
                            .last = office.head() + append.events.size(),
                            .recorded_at = std::max(append.decided_at, office.last_recorded_at())};
    if (const auto& key = append.idempotency) {
      office.answers[key->key] = {key->fingerprint, appended.first, appended.last,
                                  appended.recorded_at, key->note};
    }
    if (!append.events.empty()) store(std::move(append), office, appended);
    return appended;
  }

  void store(Append append, MemoryOffice& office, const Appended& appended) {
    if (office.entries.empty()) order_.push_back(append.office);
    const EnvelopeFacts facts{append.decided_at, appended.recorded_at, append.actor,
                              append.correlation};
    auto committed = std::make_shared<CommittedBatch>();
    auto& records = committed->records.emplace_back();
    std::vector<Hash> leaves;
    for (NewEvent& event : append.events) {
      leaves.push_back(leaf_hash(encode_stored(event, facts)));
      records.push_back({office.head() + 1, event.id, event.type, facts.decided_at,
                         facts.recorded_at, facts.actor, facts.correlation,
                         std::move(event.payload)});
      office.entries.push_back({records.back(), std::move(event.tags)});
    }
    Batch& batch = committed->batch;
    batch.sequence = batches_.size() + 1;
    batch.id = random_id();
    if (!batches_.empty()) batch.previous = batches_.back()->batch.hash;
    batch.ranges = {
        {append.office, appended.first, static_cast<std::uint32_t>(append.events.size())}};
    batch.hash = batch_hash(batch, leaves);
    batches_.push_back(std::move(committed));
  }

  mutable std::mutex mutex_;
  mutable std::condition_variable_any committed_;
  bool interrupted_ = false;
  std::map<OfficeId, MemoryOffice> offices_;
  std::vector<OfficeId> order_;  // of their first events
  std::vector<std::shared_ptr<const CommittedBatch>> batches_;
};

}  // namespace

std::unique_ptr<Log> make_memory_log() {
  return std::make_unique<MemoryLog>();
}

}  // namespace rollcall::eventstore
