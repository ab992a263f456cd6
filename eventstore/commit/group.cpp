#include "eventstore/commit/group.hpp"

#include <algorithm>

#include "eventstore/check.hpp"
#include "eventstore/proof/chain.hpp"
#include "eventstore/rocksdb/status.hpp"
#include "eventstore/rules/idempotency.hpp"
#include "eventstore/rules/match.hpp"

namespace rollcall::eventstore {
namespace {

// A WriteBatch keeps its memory; after a big import give it back.
constexpr std::size_t kKeptWriteBytes = std::size_t{8} << 20;

Outcome answered(const Answer& answer, const Idempotency& asked) {
  if (answer.fingerprint != asked.fingerprint) return tl::unexpected(Error::key_reused);
  return AlreadyDone{answer};
}

Millis staged_recorded_at(const Office* office) {
  return office == nullptr ? 0 : office->staged_recorded_at;
}

}  // namespace

void Group::begin() {
  if (write_.GetDataSize() > kKeptWriteBytes) write_ = rocksdb::WriteBatch();
  write_.Clear();
  tag_rows_.clear();
  answers_.clear();
  ranges_.clear();
  batch_ = {};
  prune();
}

void Group::prune() {
  // Answers are pruned as no duty of any append: an error here will meet whoever asks for them.
  if (!answers_.prune(write_)) write_.Clear();
  const std::uint64_t indexed = recent_.indexed_up_to();
  if (indexed <= pruned_up_to_) return;
  write_
      .DeleteRange(database_.recent(), slice(batch_key(0).view()),
                   slice(batch_key(indexed + 1).view()))
      .PermitUncheckedError();
  pruned_up_to_ = indexed;
}

void Group::stage(Pending& pending) {
  pending.outcome = decide(pending);
}

Outcome Group::decide(Pending& pending) {
  const Append& append = pending.append;
  Office* office = offices_.find(append.office);
  if (append.idempotency) {
    if (auto outcome = repeated(pending, office)) return std::move(*outcome);
  }
  if (append.condition) {
    if (auto checked = check(*append.condition, office); !checked) {
      return tl::unexpected(checked.error());
    }
  }
  return accept(pending, office);
}

std::optional<Outcome> Group::repeated(Pending& pending, const Office* office) {
  const Append& append = pending.append;
  const Idempotency& asked = *append.idempotency;
  const Millis last = staged_recorded_at(office);
  if (const Answer* staged = answers_.find(append.office, asked.key)) {
    if (expired(*staged, append.decided_at, last)) return std::nullopt;
    pending.needs_write = true;
    return answered(*staged, asked);
  }
  const auto durable =
      find_durable_answer(database_, append.office, asked.key, append.decided_at, last);
  if (!durable) return tl::unexpected(durable.error());
  if (!*durable) return std::nullopt;
  return answered(**durable, asked);
}

Result<void> Group::check(const Condition& condition, const Office* office) {
  if (office == nullptr || office->staged_head <= condition.after) return {};
  const auto& items = condition.fail_if_matches.items;
  if (items.empty()) return tl::unexpected(Error::conflict);
  for (const QueryItem& item : items) {
    const auto any = any_match(item, *office, condition.after);
    if (!any) return tl::unexpected(any.error());
    if (*any) return tl::unexpected(Error::conflict);
  }
  return {};
}

// What the group holds is among the recent tags already, but not among the events on disk.
Result<bool> Group::any_match(const QueryItem& item, const Office& office, Position after) {
  const bool tagged = !item.tags.empty();
  if (!tagged && any_staged(item, office, after)) return true;
  const Position up_to = tagged ? office.staged_head : office.head.load(std::memory_order_relaxed);
  if (!scan_) scan_.reset(new IndexScan(queries_.scan()));
  return scan_->any(item, {office.number, after, up_to, Direction::backward});
}

bool Group::any_staged(const QueryItem& item, const Office& office, Position after) const {
  if (office.staged_head == office.head) return false;
  return std::ranges::any_of(ranges_[office.staged_range].records, [&](const Record& record) {
    return record.position > after && has_type(item, record.type);
  });
}

Appended Group::accept(Pending& pending, Office* office) {
  Append& append = pending.append;
  pending.needs_write = true;
  if (office == nullptr && !append.events.empty()) office = &add_office(append.office);
  const Position head = office == nullptr ? 0 : office->staged_head;
  const Appended appended{.first = head + 1,
                          .last = head + append.events.size(),
                          .recorded_at = std::max(append.decided_at, staged_recorded_at(office))};
  if (append.idempotency) {
    auto& [key, fingerprint, note] = *append.idempotency;
    answers_.add(append.office, key,
                 {fingerprint, appended.first, appended.last, appended.recorded_at, note}, write_);
  }
  if (append.events.empty()) return appended;
  settle(pending, office->number, appended.recorded_at);
  Range& range = range_of(*office);
  office->staged_recorded_at = appended.recorded_at;
  for (std::size_t i = 0; i < append.events.size(); ++i) {
    const Position position = ++office->staged_head;
    put(range, pending, i, position);
    NewEvent& event = append.events[i];
    range.leaves.push_back(pending.prepared[i].leaf);
    range.records.push_back({position, event.id, event.type, append.decided_at,
                             appended.recorded_at, append.actor, append.correlation,
                             std::move(event.payload)});
  }
  return appended;
}

Group::Range& Group::range_of(Office& office) {
  if (office.staged_head == office.head) {
    office.staged_range = ranges_.size();
    ranges_.push_back({&office, {office.id, office.staged_head + 1, 0}, {}, {}});
  }
  return ranges_[office.staged_range];
}

Office& Group::add_office(const OfficeId& id) {
  Office& office = offices_.add(id);
  write_.Put(database_.meta(), slice(office_key(id).view()), encode_number(office.number))
      .PermitUncheckedError();
  return office;
}

void Group::put(const Range& range, const Pending& pending, std::size_t event, Position position) {
  const EventKey key = event_key(range.office->number, position);
  const Pending::Prepared& prepared = pending.prepared[event];
  write_.Put(database_.events(), slice(key.view()), prepared.stored).PermitUncheckedError();
  const EventType type = pending.append.events[event].type;
  for (const TagPrefix& tag : prepared.tags) {
    recent_.add(tag, {position, type});
    add_recent(tag_rows_, {tag_key(tag, position), type});
  }
}

void Group::finish(std::uint64_t sequence, const Hash& previous) {
  scan_.reset();  // its iterators hold files; the next group may be long in coming
  if (ranges_.empty()) return;
  batch_ = {
      .sequence = sequence, .id = random_id(), .previous = previous, .hash = {}, .ranges = {}};
  StoredBatch stored{.id = batch_.id, .hash = {}, .ranges = {}};
  std::vector<Hash> leaves;
  for (Range& each : ranges_) {
    each.range.count = static_cast<std::uint32_t>(each.records.size());
    batch_.ranges.push_back(each.range);
    stored.ranges.push_back({each.office->number, each.range.first, each.range.count});
    leaves.insert(leaves.end(), each.leaves.begin(), each.leaves.end());
  }
  batch_.hash = stored.hash = batch_hash(batch_, leaves);
  const BatchKey key = batch_key(sequence);
  write_.Put(database_.batches(), slice(key.view()), encode_batch(stored)).PermitUncheckedError();
  if (tag_rows_.empty()) return;
  write_.Put(database_.recent(), slice(key.view()), tag_rows_).PermitUncheckedError();
}

std::shared_ptr<const CommittedBatch> Group::publish() {
  if (ranges_.empty()) return nullptr;
  auto committed = std::make_shared<CommittedBatch>();
  committed->batch = std::move(batch_);
  for (Range& each : ranges_) {
    committed->records.push_back(std::move(each.records));
    each.office->last_recorded_at.store(each.office->staged_recorded_at, std::memory_order_release);
    each.office->head.store(each.office->staged_head, std::memory_order_release);
  }
  return committed;
}

}  // namespace rollcall::eventstore
