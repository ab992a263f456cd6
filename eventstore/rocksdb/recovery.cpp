#include "eventstore/rocksdb/recovery.hpp"

#include <algorithm>

#include "eventstore/proof/chain.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/rocksdb/batch_rows.hpp"
#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

// How far back the chain is looked at: its rows, and the events whose hashes are computed again.
// Takes some hundredths of a second.
constexpr std::size_t kCheckedBatches = 4'096;
constexpr std::size_t kHashedEvents = 10'000;

struct Link {
  std::uint64_t sequence = 0;
  StoredBatch batch;
};

tl::unexpected<Error> corrupt() {
  return tl::unexpected(Error::corrupt);
}

Result<void> end_of(const rocksdb::Iterator& rows) {
  if (!rows.status().ok()) return tl::unexpected(read_error(rows.status()));
  return {};
}

Result<void> check_format(const Database& database) {
  const auto format = database.get(database.meta(), kFormatKey);
  if (!format) return tl::unexpected(format.error());
  if (*format != Bytes(1, static_cast<char>(kFormatVersion))) return corrupt();
  return {};
}

Result<void> load_head(rocksdb::Iterator& events, Office& office) {
  const EventKey last = event_key(office.number, ~Position{0});
  events.SeekForPrev(slice(last.view()));
  if (auto ok = end_of(events); !ok) return ok;
  if (!events.Valid() || office_of(view(events.key())) != office.number) return corrupt();
  const Position head = position_of(view(events.key()));
  const auto record = decode_stored(head, view(events.value()));
  if (!record) return corrupt();
  const EventKey first = event_key(office.number, 1);
  events.Seek(slice(first.view()));
  if (auto ok = end_of(events); !ok) return ok;
  if (!events.Valid() || view(events.key()) != first.view()) return corrupt();
  office.head = office.staged_head = head;
  office.last_recorded_at = office.staged_recorded_at = record->recorded_at;
  return {};
}

Result<void> load_heads(const Database& database, Offices& offices) {
  const auto events = database.iterate(database.events());
  for (OfficeNumber number = 1; number <= offices.size(); ++number) {
    if (auto loaded = load_head(*events, *offices.find(number)); !loaded) return loaded;
  }
  return {};
}

// The last batches, newest first, without a gap; up to the very first if there are few.
Result<std::vector<Link>> last_links(const Database& database) {
  std::vector<Link> links;
  const auto rows = database.iterate(database.batches());
  for (rows->SeekToLast(); rows->Valid() && links.size() < kCheckedBatches; rows->Prev()) {
    auto batch = decode_batch(view(rows->value()));
    if (!batch || view(rows->key()).size() != BatchKey{}.size()) return corrupt();
    const std::uint64_t sequence = position_of(view(rows->key()));
    if (sequence == 0 || (!links.empty() && sequence + 1 != links.back().sequence)) {
      return corrupt();
    }
    links.push_back({sequence, std::move(*batch)});
  }
  if (auto ok = end_of(*rows); !ok) return tl::unexpected(ok.error());
  if (!rows->Valid() && !links.empty() && links.back().sequence != 1) return corrupt();
  return links;
}

// Backwards from the heads, every range must end where the one after it begins.
Result<void> check_ranges(const Offices& offices, const std::vector<Link>& links) {
  std::map<OfficeNumber, Position> next_first;
  for (const Link& link : links) {
    if (link.batch.ranges.empty()) return corrupt();
    for (const StoredRange& range : link.batch.ranges) {
      const Office* office = offices.find(range.office);
      if (office == nullptr || range.count == 0 || range.first == 0) return corrupt();
      const auto [next, added] = next_first.emplace(range.office, office->head + 1);
      if (range.first + range.count != next->second) return corrupt();
      next->second = range.first;
    }
  }
  // If these are all batches there are, they must give all events there are.
  if (!links.empty() && links.back().sequence != 1) return {};
  const bool all = next_first.size() == offices.size() &&
                   std::ranges::all_of(next_first, [](auto& each) { return each.second == 1; });
  if (!all) return corrupt();
  return {};
}

// The last batches' hashes, from the bytes of their events.
Result<void> check_hashes(const Database& database, const Offices& offices,
                          const std::vector<Link>& links) {
  BatchEvents events(database, offices);
  std::size_t hashed = 0;
  for (std::size_t i = 0; i < links.size() && hashed < kHashedEvents; ++i) {
    const bool first = links[i].sequence == 1;
    if (!first && i + 1 == links.size()) break;  // the one before it was not looked at
    const auto& [sequence, stored] = links[i];
    const auto batch = events.batch_of(stored, sequence, first ? Hash{} : links[i + 1].batch.hash);
    if (!batch) return tl::unexpected(batch.error());
    std::vector<Hash> leaves;
    for (const StoredRange& range : stored.ranges) {
      auto walked = events.walk(range, [&](Position, std::string_view bytes) -> Result<void> {
        leaves.push_back(leaf_hash(bytes));
        return {};
      });
      if (!walked) return walked;
    }
    if (batch_hash(*batch, leaves) != stored.hash) return corrupt();
    hashed += leaves.size();
  }
  return {};
}

}  // namespace

Result<void> load_offices(const Database& database, Offices& offices) {
  if (auto ok = check_format(database); !ok) return ok;
  std::map<OfficeNumber, OfficeId> by_number;
  const auto rows = database.iterate(database.meta());
  for (rows->Seek(slice(kOfficeKeyPrefix)); rows->Valid(); rows->Next()) {
    const auto key = view(rows->key());
    if (!key.starts_with(kOfficeKeyPrefix)) break;
    const auto number = decode_number(view(rows->value()));
    if (!number || key.size() != OfficeKey{}.size()) return corrupt();
    if (!by_number.emplace(*number, office_id(key)).second) return corrupt();
  }
  for (const auto& [number, id] : by_number) {
    if (offices.add(id).number != number) return corrupt();
  }
  return end_of(*rows);
}

Result<void> mark_format(const Database& database) {
  const auto format = database.get(database.meta(), kFormatKey);
  if (!format) return tl::unexpected(format.error());
  if (*format) return {};
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const Bytes version(1, static_cast<char>(kFormatVersion));
  const auto status = database.db().Put(synced, database.meta(), slice(kFormatKey), version);
  if (!status.ok()) return tl::unexpected(Error::io);
  return {};
}

Result<void> load_recent(const Database& database, RecentTags& recent) {
  const auto rows = database.iterate(database.recent());
  for (rows->SeekToFirst(); rows->Valid(); rows->Next()) {
    const auto batch = decode_recent(view(rows->value()));
    if (!batch) return tl::unexpected(batch.error());
    for (const TagRow& row : *batch) {
      TagPrefix tag;
      std::copy_n(row.key.begin(), tag.size(), tag.begin());
      recent.add(tag, {position_of(row.key.view()), row.type});
    }
  }
  return end_of(*rows);
}

Result<Tail> recover(const Database& database, Offices& offices) {
  if (auto ok = load_offices(database, offices); !ok) return tl::unexpected(ok.error());
  if (auto ok = load_heads(database, offices); !ok) return tl::unexpected(ok.error());
  const auto links = last_links(database);
  if (!links) return tl::unexpected(links.error());
  if (auto ok = check_ranges(offices, *links); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_hashes(database, offices, *links); !ok) return tl::unexpected(ok.error());
  if (links->empty()) return Tail{};
  return Tail{links->front().sequence, links->front().batch.hash};
}

}  // namespace rollcall::eventstore
