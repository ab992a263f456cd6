#include "eventstore/index/index_scan.hpp"

#include <algorithm>

#include "eventstore/rocksdb/status.hpp"
#include "eventstore/rules/match.hpp"

namespace rollcall::eventstore {
namespace {

// How many events one call of MultiGet asks for.
constexpr std::size_t kFetchAtOnce = 128;
// A scan reads ten events in the time of one look-up: scan if at least one in that many is wanted.
constexpr std::size_t kScanIfOneIn = 8;

}  // namespace

Result<Position> IndexScan::last_of(OfficeNumber office, const Tag& tag) {
  const TagPrefix prefix = tag_prefix(office, tag);
  if (const Position last = recent_.last(prefix); last > 0) return last;
  if (const auto known = heads_.find(prefix)) return *known;
  const auto last = cursor(0).last_indexed(office, tag);
  if (last) heads_.learn(prefix, *last, generation_);
  return last;
}

Result<bool> IndexScan::may_match(const QueryItem& item, const Bounds& bounds) {
  if (bounds.empty()) return false;
  for (const Tag& tag : item.tags) {
    const auto last = last_of(bounds.office, tag);
    if (!last) return tl::unexpected(last.error());
    if (*last <= bounds.after) return false;
  }
  return true;
}

Result<bool> IndexScan::any(const QueryItem& item, const Bounds& bounds) {
  std::vector<Position> found;
  const auto done = find(item, bounds, 1, found);
  if (!done) return tl::unexpected(done.error());
  return !found.empty();
}

Result<void> IndexScan::find(const QueryItem& item, const Bounds& bounds, std::size_t limit,
                             std::vector<Position>& found) {
  const auto possible = may_match(item, bounds);
  if (!possible) return tl::unexpected(possible.error());
  if (!*possible || limit == 0) return {};
  if (!item.tags.empty()) return find_by_tags(item, bounds, limit, found);
  std::size_t left = limit;
  return walk(bounds, [&](Position position, std::string_view stored) -> Result<bool> {
    const auto type = stored_type(stored);
    if (!type) return tl::unexpected(type.error());
    if (!has_type(item, *type)) return true;
    found.push_back(position);
    return --left > 0;
  });
}

// Leapfrog: the cursors of all tags jump over each other until they meet; so the rarest tag sets
// the pace, without our knowing which it is.
Result<void> IndexScan::find_by_tags(const QueryItem& item, const Bounds& bounds, std::size_t limit,
                                     std::vector<Position>& found) {
  const std::size_t count = item.tags.size();
  for (std::size_t i = 0; i < count; ++i) cursor(i).aim(item.tags[i], bounds);
  for (std::size_t left = limit; left > 0 && meet(count, bounds); cursor(0).next()) {
    const auto type = cursor(0).type();
    if (!type) return tl::unexpected(type.error());
    if (!has_type(item, *type)) continue;
    found.push_back(cursor(0).position());
    --left;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (auto ok = cursor(i).status(); !ok) return ok;
  }
  return {};
}

// Brings the first `count` cursors to the next position they share; false if there is none.
bool IndexScan::meet(std::size_t count, const Bounds& bounds) {
  if (!cursor(0).valid()) return false;
  Position goal = cursor(0).position();
  for (std::size_t i = 1, agreed = 1; agreed < count; i = (i + 1) % count) {
    TagCursor& each = cursor(i);
    if (!each.valid()) return false;
    each.advance_to(goal);
    if (!each.valid()) return false;
    const bool beyond = bounds.forward() ? each.position() > goal : each.position() < goal;
    agreed = beyond ? 1 : agreed + 1;
    goal = each.position();
  }
  return true;
}

Result<void> IndexScan::read_all(const QueryItem& item, const Bounds& bounds, std::size_t limit,
                                 std::vector<Record>& found) {
  if (limit == 0) return {};
  std::size_t left = limit;
  return walk(bounds, [&](Position position, std::string_view stored) -> Result<bool> {
    const auto type = stored_type(stored);
    if (!type) return tl::unexpected(type.error());
    if (!has_type(item, *type)) return true;
    auto record = decode_stored(position, stored);
    if (!record) return tl::unexpected(record.error());
    found.push_back(std::move(*record));
    return --left > 0;
  });
}

Result<std::vector<Record>> IndexScan::fetch(const Bounds& bounds,
                                             const std::vector<Position>& positions) {
  std::vector<Record> records;
  records.reserve(positions.size());
  for (std::size_t i = 0; i < positions.size(); i += kFetchAtOnce) {
    const auto part = std::span(positions).subspan(i, std::min(kFetchAtOnce, positions.size() - i));
    const auto [low, high] = std::minmax(part.front(), part.back());
    const bool near = part.size() > 2 && high - low < kScanIfOneIn * part.size();
    const auto done =
        near ? fetch_near({bounds.office, low - 1, high, bounds.direction}, part, records)
             : fetch_scattered(bounds.office, part, records);
    if (!done) return tl::unexpected(done.error());
  }
  return records;
}

Result<void> IndexScan::fetch_near(const Bounds& bounds, std::span<const Position> positions,
                                   std::vector<Record>& records) {
  std::size_t next = 0;
  auto walked = walk(bounds, [&](Position position, std::string_view stored) -> Result<bool> {
    if (position != positions[next]) return true;
    auto record = decode_stored(position, stored);
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
    return ++next < positions.size();
  });
  if (walked && next < positions.size()) return tl::unexpected(Error::corrupt);
  return walked;
}

Result<void> IndexScan::fetch_scattered(OfficeNumber office, std::span<const Position> positions,
                                        std::vector<Record>& records) {
  const std::size_t count = positions.size();
  std::vector<EventKey> keys(count);
  std::vector<rocksdb::Slice> slices(count);
  std::vector<rocksdb::PinnableSlice> values(count);
  std::vector<rocksdb::Status> statuses(count);
  const bool ascending = count < 2 || positions[0] < positions[1];
  for (std::size_t i = 0; i < count; ++i) {
    keys[i] = event_key(office, positions[i]);
    slices[i] = slice(keys[i].view());
  }
  database_.db().MultiGet({}, database_.events(), count, slices.data(), values.data(),
                          statuses.data(), /*sorted_input=*/ascending);
  for (std::size_t i = 0; i < count; ++i) {
    if (statuses[i].IsNotFound()) return tl::unexpected(Error::corrupt);
    if (!statuses[i].ok()) return tl::unexpected(read_error(statuses[i]));
    auto record = decode_stored(positions[i], view(values[i]));
    if (!record) return tl::unexpected(record.error());
    records.push_back(std::move(*record));
  }
  return {};
}

TagCursor& IndexScan::cursor(std::size_t index) {
  while (cursors_.size() <= index)
    cursors_.push_back(std::make_unique<TagCursor>(database_, recent_));
  return *cursors_[index];
}

template <class F>
Result<void> IndexScan::walk(const Bounds& bounds, F&& f) {
  if (bounds.empty()) return {};
  const auto rows = database_.iterate(database_.events());
  const Position count = bounds.up_to - bounds.after;
  const auto start = event_key(bounds.office, bounds.forward() ? bounds.after + 1 : bounds.up_to);
  rows->Seek(slice(start.view()));
  for (Position i = 0; i < count; ++i) {
    const Position expected = bounds.forward() ? bounds.after + 1 + i : bounds.up_to - i;
    if (!rows->Valid()) break;
    // Positions are dense: whatever else comes here is damage.
    if (view(rows->key()) != event_key(bounds.office, expected).view()) break;
    const Result<bool> more = f(expected, view(rows->value()));
    if (!more) return tl::unexpected(more.error());
    if (!*more || i + 1 == count) return {};
    bounds.forward() ? rows->Next() : rows->Prev();
  }
  return tl::unexpected(rows->status().ok() ? Error::corrupt : read_error(rows->status()));
}

}  // namespace rollcall::eventstore
