#include "eventstore/index/tag_erasure.hpp"

#include <unordered_set>

#include <rocksdb/write_batch.h>

#include "eventstore/keys.hpp"
#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kRowsAtOnce = 10'000;

// What the keys of all tags of a kind start with: office(4) kind(1).
Bytes kind_prefix(OfficeNumber office, std::uint8_t kind) {
  return Bytes(tag_prefix(office, Tag{kind, {}}).view().substr(0, 5));
}

Bytes end_of(Bytes prefix) {
  while (!prefix.empty() && static_cast<std::uint8_t>(prefix.back()) == 0xff) prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

Result<void> write(Database& database, rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const bool ok = database.db().Write(synced, &batch).ok();
  batch.Clear();
  if (!ok) return tl::unexpected(Error::io);
  return {};
}

}  // namespace

// A tag's key has its hash before its position, so all of the kind are looked at.
Result<void> erase_tag_rows(Database& database, OfficeNumber office, std::uint8_t kind,
                            std::span<const Position> positions, std::uint64_t indexed_up_to) {
  const std::unordered_set<Position> wanted(positions.begin(), positions.end());
  const Bytes prefix = kind_prefix(office, kind);
  rocksdb::WriteBatch batch;
  {
    const auto rows = database.iterate(database.tags());
    for (rows->Seek(slice(prefix)); rows->Valid(); rows->Next()) {
      if (!view(rows->key()).starts_with(prefix)) break;
      if (!wanted.contains(position_of(view(rows->key())))) continue;
      batch.Delete(database.tags(), rows->key()).PermitUncheckedError();
      if (static_cast<std::size_t>(batch.Count()) < kRowsAtOnce) continue;
      if (auto written = write(database, batch); !written) return written;
    }
    if (!rows->status().ok()) return tl::unexpected(read_error(rows->status()));
  }
  batch
      .DeleteRange(database.recent(), slice(batch_key(0).view()),
                   slice(batch_key(indexed_up_to + 1).view()))
      .PermitUncheckedError();
  if (auto written = write(database, batch); !written) return written;
  return database.rewrite(
      {{database.tags(), prefix, end_of(prefix)}, {database.recent(), Bytes(), Bytes()}});
}

}  // namespace rollcall::eventstore
