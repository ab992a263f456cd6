#include "eventstore/proof/verify.hpp"

#include "eventstore/proof/chain.hpp"
#include "eventstore/proof/sha256.hpp"
#include "eventstore/rocksdb/batch_rows.hpp"
#include "eventstore/rocksdb/recovery.hpp"
#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

class Walk {
 public:
  Walk(const Database& database, const Offices& offices, const std::vector<Expected>& expected)
      : database_(database),
        offices_(offices),
        events_(database, offices, Database::Reading::end_to_end),
        expected_(expected) {}

  Verified run() {
    const auto rows = database_.iterate(database_.batches());
    for (rows->SeekToFirst(); rows->Valid() && whole(); rows->Next()) take_batch(*rows);
    if (whole() && !rows->status().ok()) found(Flaw::batch_missing, {});
    if (whole()) look_for_more_events();
    if (whole()) compare();
    return std::move(verified_);
  }

 private:
  bool whole() const { return verified_.findings.empty(); }
  void found(Flaw flaw, const BatchRange& where) {
    const auto last = where.count == 0 ? where.first : where.first + where.count - 1;
    verified_.findings.push_back({flaw, sequence_, where.office, where.first, last});
  }

  void take_batch(const rocksdb::Iterator& rows) {
    ++sequence_;
    if (view(rows.key()) != batch_key(sequence_).view()) return found(Flaw::batch_missing, {});
    const auto stored = decode_batch(view(rows.value()));
    if (!stored) return found(Flaw::batch_missing, {});
    const auto batch = events_.batch_of(*stored, sequence_, previous_);
    if (!batch || batch->ranges.empty()) return found(Flaw::batch_missing, {});
    leaves_.clear();
    for (std::size_t i = 0; i < batch->ranges.size() && whole(); ++i) {
      take_range(batch->ranges[i], stored->ranges[i]);
    }
    if (!whole()) return;
    if (batch_hash(*batch, leaves_) != stored->hash) {
      return found(Flaw::events_changed, batch->ranges.front());
    }
    previous_ = stored->hash;
    verified_.batches = sequence_;
  }

  void take_range(const BatchRange& range, const StoredRange& stored) {
    GrowingTree& tree = trees_[range.office];
    if (range.first != tree.size() + 1) return found(Flaw::out_of_order, range);
    const auto walked = events_.walk(stored, [&](Position, std::string_view bytes) -> Result<void> {
      leaves_.push_back(leaf_hash(bytes));
      tree.add(leaves_.back());
      note_expected(range.office, tree);
      return {};
    });
    if (!walked) found(Flaw::event_missing, {range.office, tree.size() + 1, 1});
  }

  // Keeps the roots that are to be compared.
  void note_expected(const OfficeId& office, const GrowingTree& tree) {
    for (const auto& each : expected_) {
      if (each.office == office && each.head.size == tree.size()) {
        roots_[{office, tree.size()}] = tree.root();
      }
    }
  }

  // Beyond the last batch's.
  void look_for_more_events() {
    const auto rows = database_.iterate(database_.events());
    for (const auto& [office, tree] : trees_) {
      const auto next = event_key(offices_.find(office)->number, tree.size() + 1);
      rows->Seek(slice(next.view()));
      if (rows->Valid() && office_of(view(rows->key())) == offices_.find(office)->number) {
        found(Flaw::event_without_batch, {office, position_of(view(rows->key())), 1});
      }
      verified_.heads[office] = {tree.size(), tree.root()};
    }
  }

  void compare() {
    for (const auto& [office, head] : expected_) {
      const BatchRange covered{office, 1, static_cast<std::uint32_t>(head.size)};
      const auto root = head.size == 0 ? empty_root() : roots_[{office, head.size}];
      if (head.size > trees_[office].size()) {
        found(Flaw::shorter_than_expected, covered);
      } else if (root != head.root) {
        found(Flaw::other_than_expected, covered);
      }
    }
  }

  const Database& database_;
  const Offices& offices_;
  BatchEvents events_;
  const std::vector<Expected>& expected_;
  std::uint64_t sequence_ = 0;
  Hash previous_{};
  std::vector<Hash> leaves_;  // of the batch at hand
  std::map<OfficeId, GrowingTree> trees_;
  std::map<std::pair<OfficeId, std::uint64_t>, Hash> roots_;
  Verified verified_;
};

}  // namespace

Result<Verified> verify_log(const std::filesystem::path& folder,
                            const std::vector<Expected>& expected) {
  const auto database = Database::open_to_read(folder);
  if (!database) return tl::unexpected(database.error());
  Offices offices;
  if (auto loaded = load_offices(**database, offices); !loaded) {
    return tl::unexpected(loaded.error());
  }
  return Walk(**database, offices, expected).run();
}

}  // namespace rollcall::eventstore
