// The view store on RocksDB. One column family and no WAL: memtables reach the disk in the order
// they were written, each as a whole, so what a crash leaves is what some earlier write left.

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include "eventstore/rocksdb/opening.hpp"
#include "projections/view_store.hpp"

namespace rollcall::projections {
namespace {

constexpr std::size_t kBlockCacheBytes = std::size_t{64} << 20;
constexpr int kCacheShardBits = 2;  // by default a shard is 1 MiB
constexpr std::size_t kMemtableBytes = std::size_t{32} << 20;
constexpr int kMaxMemtables = 3;
constexpr int kMaxOpenFiles = 256;
constexpr double kBloomBitsPerKey = 10;
// In the key space of checkpoints, where nothing else begins like this.
constexpr const char* kRewrittenKey = "\x01rewritten";
// An answer is sent from a snapshot; no request takes longer.
constexpr std::chrono::seconds kLongestReading{60};

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
std::string_view text(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

rocksdb::Options options() {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes, kCacheShardBits);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  // In parts: a large file's filter as one block would not fit a shard of the cache, and every get
  // that finds nothing would read it from the file.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.format_version = 5;
  rocksdb::Options options;
  options.create_if_missing = true;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kLZ4Compression;
  options.write_buffer_size = kMemtableBytes;
  options.max_write_buffer_number = kMaxMemtables;
  options.max_open_files = kMaxOpenFiles;
  options.max_file_opening_threads = eventstore::kFileOpeningThreads;
  options.max_background_jobs = 2;
  options.allow_concurrent_memtable_write = false;  // there is one writer
  options.avoid_flush_during_shutdown = true;       // flush() says when
  options.keep_log_file_num = 2;
  options.info_log_level = rocksdb::WARN_LEVEL;
  // Written anew with each change of the tables: it has their first and last keys, which hold
  // addresses and must not outlive them.
  options.max_manifest_file_size = 1;
  return options;
}

// The smallest bytes above everything that starts with `prefix`; "" if there are none.
std::string end_of(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && static_cast<std::uint8_t>(end.back()) == 0xff) end.pop_back();
  if (!end.empty()) ++end.back();
  return end;
}

// Holds the database open: a reader may outlive the store.
class RocksDbReader final : public ViewReader {
 public:
  explicit RocksDbReader(std::shared_ptr<rocksdb::DB> db)
      : db_(std::move(db)), snapshot_(db_->GetSnapshot()) {
    reading_.snapshot = snapshot_;
  }
  RocksDbReader(const RocksDbReader&) = delete;
  RocksDbReader& operator=(const RocksDbReader&) = delete;
  ~RocksDbReader() override { db_->ReleaseSnapshot(snapshot_); }

  std::optional<std::string> get(std::string_view key) const override {
    std::string value;
    const auto status = db_->Get(reading_, db_->DefaultColumnFamily(), slice(key), &value);
    if (status.ok()) return value;
    if (!status.IsNotFound()) failed_ = true;
    return std::nullopt;
  }

  void scan(std::string_view prefix, std::string_view after, const Visit& visit) const override {
    const Bounds bounds(prefix);
    const auto rows = iterate(bounds);
    rows->Seek(slice(after < prefix ? prefix : after));
    if (rows->Valid() && !after.empty() && text(rows->key()) == after) rows->Next();
    while (rows->Valid() && visit(text(rows->key()), text(rows->value()))) rows->Next();
    note(*rows);
  }

  void scan_back(std::string_view prefix, std::string_view before,
                 const Visit& visit) const override {
    const Bounds bounds(prefix);
    const auto rows = iterate(bounds);
    if (before.empty() || (before > prefix && !before.starts_with(prefix))) {
      rows->SeekToLast();
    } else {
      rows->SeekForPrev(slice(before));
      if (rows->Valid() && text(rows->key()) == before) rows->Prev();
    }
    while (rows->Valid() && visit(text(rows->key()), text(rows->value()))) rows->Prev();
    note(*rows);
  }

  bool failed() const override { return failed_; }

  std::uint64_t sequence() const { return snapshot_->GetSequenceNumber(); }

 private:
  struct Bounds {
    explicit Bounds(std::string_view prefix) : from(prefix), to(end_of(prefix)) {}
    const std::string from, to;
    const rocksdb::Slice lower{from}, upper{to};
  };

  // `bounds` must outlive the iterator.
  std::unique_ptr<rocksdb::Iterator> iterate(const Bounds& bounds) const {
    rocksdb::ReadOptions reading = reading_;
    reading.iterate_lower_bound = &bounds.lower;
    if (!bounds.to.empty()) reading.iterate_upper_bound = &bounds.upper;
    return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(reading));
  }

  void note(const rocksdb::Iterator& rows) const {
    if (!rows.status().ok()) failed_ = true;
  }

  const std::shared_ptr<rocksdb::DB> db_;
  const rocksdb::Snapshot* const snapshot_;
  rocksdb::ReadOptions reading_;
  mutable std::atomic<bool> failed_ = false;
};

class RocksDbViewStore final : public ViewStore {
 public:
  explicit RocksDbViewStore(std::shared_ptr<rocksdb::DB> db)
      : db_(std::move(db)), current_(std::make_shared<RocksDbReader>(db_)) {}

  std::shared_ptr<const ViewReader> snapshot() const override {
    const std::lock_guard lock(mutex_);
    return current_;
  }

  bool write(const std::vector<ViewChange>& changes) override {
    rocksdb::WriteBatch batch;
    for (const ViewChange& change : changes) {
      const auto status = change.value ? batch.Put(slice(change.key), slice(*change.value))
                                       : batch.Delete(slice(change.key));
      if (!status.ok()) return false;
    }
    rocksdb::WriteOptions writing;
    writing.disableWAL = true;
    if (!db_->Write(writing, &batch).ok()) return false;
    std::shared_ptr<const RocksDbReader> written = std::make_shared<RocksDbReader>(db_);
    const std::lock_guard lock(mutex_);
    current_.swap(written);
    return true;
  }

  bool flush() override { return db_->Flush(rocksdb::FlushOptions()).ok(); }

  // Obsolete files are otherwise deleted by background threads some time later: so deletions are
  // held back, and EnableFileDeletions(force) does them all on this thread.
  bool rewrite(const std::vector<std::string>& prefixes) override {
    const std::lock_guard lock(rewriting_);
    if (!wait_for_readers() || !db_->DisableFileDeletions().ok()) return false;
    bool ok = flush();
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    for (const std::string& prefix : prefixes) {
      const std::string end = end_of(prefix);
      const rocksdb::Slice first(prefix), last(end);
      ok = ok && db_->CompactRange(options, &first, end.empty() ? nullptr : &last).ok();
    }
    ok = ok && renew_manifest();
    return db_->EnableFileDeletions(/*force=*/true).ok() && ok;
  }

 private:
  // A new manifest begins with the tables as they were before the change that it is made for: one
  // more change leaves those of before the compactions behind.
  bool renew_manifest() {
    rocksdb::WriteOptions writing;
    writing.disableWAL = true;
    return db_->Put(writing, kRewrittenKey, "").ok() && flush();
  }

  // A compaction keeps what a snapshot sees.
  bool wait_for_readers() const {
    const auto newest = [this] {
      const std::lock_guard lock(mutex_);
      return current_->sequence();
    }();
    const auto end = std::chrono::steady_clock::now() + kLongestReading;
    std::uint64_t oldest = 0;
    while (db_->GetIntProperty(rocksdb::DB::Properties::kOldestSnapshotSequence, &oldest)) {
      if (oldest >= newest) return true;
      if (std::chrono::steady_clock::now() >= end) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }

  const std::shared_ptr<rocksdb::DB> db_;
  mutable std::mutex mutex_;
  std::shared_ptr<const RocksDbReader> current_;
  std::mutex rewriting_;
};

}  // namespace

std::unique_ptr<ViewStore> open_view_store(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return nullptr;
  rocksdb::DB* db = nullptr;
  if (!rocksdb::DB::Open(options(), folder.string(), &db).ok()) return nullptr;
  return std::make_unique<RocksDbViewStore>(std::shared_ptr<rocksdb::DB>(db));
}

}  // namespace rollcall::projections
