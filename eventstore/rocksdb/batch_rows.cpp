#include "eventstore/rocksdb/batch_rows.hpp"

#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kEnoughBytes = std::size_t{8} << 20;

Result<StoredBatch> batch_at(const rocksdb::Iterator& rows, std::uint64_t sequence) {
  if (!rows.status().ok()) return tl::unexpected(read_error(rows.status()));
  if (!rows.Valid() || view(rows.key()) != batch_key(sequence).view()) {
    return tl::unexpected(Error::corrupt);
  }
  return decode_batch(view(rows.value()));
}

Result<void> add_records(BatchEvents& events, const StoredRange& range,
                         std::vector<Record>& records, std::size_t& bytes) {
  return events.walk(range, [&](Position position, std::string_view stored) -> Result<void> {
    auto record = decode_stored(position, stored);
    if (!record) return tl::unexpected(record.error());
    bytes += stored.size();
    records.push_back(std::move(*record));
    return {};
  });
}

}  // namespace

Result<std::vector<std::shared_ptr<const CommittedBatch>>> read_batches(const Database& database,
                                                                        const Offices& offices,
                                                                        std::uint64_t sequence,
                                                                        std::uint64_t up_to,
                                                                        std::size_t limit) {
  std::vector<std::shared_ptr<const CommittedBatch>> found;
  const auto rows = database.iterate(database.batches());
  BatchEvents events(database, offices);
  Hash previous{};
  rows->Seek(slice(batch_key(sequence).view()));
  if (sequence > 0) {
    const auto before = batch_at(*rows, sequence);
    if (!before) return tl::unexpected(before.error());
    previous = before->hash;
    rows->Next();
  }
  std::size_t bytes = 0;
  while (sequence < up_to && found.size() < limit && bytes < kEnoughBytes) {
    const auto stored = batch_at(*rows, ++sequence);
    if (!stored) return tl::unexpected(stored.error());
    auto batch = events.batch_of(*stored, sequence, previous);
    if (!batch) return tl::unexpected(batch.error());
    auto committed = std::make_shared<CommittedBatch>();
    committed->batch = std::move(*batch);
    for (const StoredRange& range : stored->ranges) {
      const auto added = add_records(events, range, committed->records.emplace_back(), bytes);
      if (!added) return tl::unexpected(added.error());
    }
    found.push_back(std::move(committed));
    previous = stored->hash;
    rows->Next();
  }
  return found;
}

Result<Batch> BatchEvents::batch_of(const StoredBatch& stored, std::uint64_t sequence,
                                    const Hash& previous) const {
  Batch batch{sequence, stored.id, previous, stored.hash, {}};
  for (const StoredRange& range : stored.ranges) {
    const Office* office = offices_.find(range.office);
    if (office == nullptr) return tl::unexpected(Error::corrupt);
    batch.ranges.push_back({office->id, range.first, range.count});
  }
  return batch;
}

Result<void> BatchEvents::go_to(OfficeNumber office, Position position) {
  const EventKey key = event_key(office, position);
  const auto there = [&] { return rows_->Valid() && view(rows_->key()) == key.view(); };
  if (rows_->Valid()) rows_->Next();  // mostly it is the very next one
  if (!there()) rows_->Seek(slice(key.view()));
  if (there()) return {};
  return tl::unexpected(rows_->status().ok() ? Error::corrupt : read_error(rows_->status()));
}

std::string_view BatchEvents::stored() const {
  return view(rows_->value());
}

}  // namespace rollcall::eventstore
