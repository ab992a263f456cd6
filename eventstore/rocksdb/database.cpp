#include "eventstore/rocksdb/database.hpp"

#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include "eventstore/keys.hpp"
#include "eventstore/rocksdb/fail_stop.hpp"
#include "eventstore/rocksdb/opening.hpp"
#include "eventstore/rocksdb/room_ahead.hpp"
#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;
constexpr std::size_t kBlockCacheBytes = 96 * kMebibyte;
constexpr std::size_t kMemtableBytes = 48 * kMebibyte;      // of events
constexpr std::size_t kSmallMemtableBytes = 8 * kMebibyte;  // of the rest
// Of a memtable, for a filter of its keys: about a dozen bits for each.
constexpr double kMemtableFilterRatio = 0.02;
// What a start after a crash has to replay at most (about half a second).
constexpr std::size_t kWriteAheadBytes = 64 * kMebibyte;

rocksdb::DBOptions database_options(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.env = env;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.max_total_wal_size = kWriteAheadBytes;
  options.max_background_jobs = 2;
  options.max_file_opening_threads = kFileOpeningThreads;
  options.skip_stats_update_on_db_open = true;
  options.keep_log_file_num = 2;
  options.info_log_level = rocksdb::WARN_LEVEL;  // the rest names keys
  // Written anew with each change of the tables: their first and last keys, which it has, must not
  // outlive them.
  options.max_manifest_file_size = 1;
  // There is one writer, the committer; without concurrent inserts they are cheaper.
  options.allow_concurrent_memtable_write = false;
  options.enable_write_thread_adaptive_yield = false;
  // Fail-stop is ours: RocksDB must not mend itself behind our back.
  options.max_bgerror_resume_count = 0;
  return options;
}

rocksdb::BlockBasedTableOptions table_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = 16 << 10;
  table.format_version = 5;
  table.cache_index_and_filter_blocks = true;  // bounds memory whatever the log's size
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  return table;
}

rocksdb::ColumnFamilyOptions family_options(const rocksdb::BlockBasedTableOptions& table) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kSmallMemtableBytes;
  options.compression = rocksdb::kLZ4Compression;
  options.level_compaction_dynamic_level_bytes = true;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

// Keys grow within an office: remember per office where the last insert went.
rocksdb::ColumnFamilyOptions event_options(const rocksdb::BlockBasedTableOptions& table) {
  auto options = family_options(table);
  options.write_buffer_size = kMemtableBytes;
  options.memtable_insert_with_hint_prefix_extractor.reset(
      rocksdb::NewFixedPrefixTransform(sizeof(OfficeNumber)));
  return options;
}

// Filters in parts of a block's size: the whole of a large table's is a megabyte, and a look-up
// would read it again whenever the cache has dropped it (P6 took 30 times as long in a log of 10M
// events).
void filter_in_parts(rocksdb::BlockBasedTableOptions& table) {
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.metadata_block_size = table.block_size;
}

// Filled with whole tables by the indexer. Filters by tag: "this tag has no event at all" is the
// commonest answer, and must cost nothing.
rocksdb::ColumnFamilyOptions tag_options(rocksdb::BlockBasedTableOptions table) {
  filter_in_parts(table);
  table.whole_key_filtering = false;
  auto options = family_options(table);
  options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(kTagPrefixBytes));
  return options;
}

rocksdb::ColumnFamilyOptions answer_options(rocksdb::BlockBasedTableOptions table) {
  filter_in_parts(table);
  auto options = family_options(table);
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = kMemtableFilterRatio;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> family_descriptors() {
  const auto cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  const auto table = table_options(cache);
  return {{"default", family_options(table)}, {"events", event_options(table)},
          {"tags", tag_options(table)},       {"batches", family_options(table)},
          {"answers", answer_options(table)}, {"meta", family_options(table)},
          {"recent", family_options(table)}};
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& folder,
                                                 rocksdb::Env* env) {
  auto database = open_as(folder, env, WalMode::kTolerateCorruptedTailRecords, Access::write);
  if (database || database.error() != Error::corrupt) return database;
  if (!tail_is_torn(folder, env)) return database;
  return open_as(folder, env, WalMode::kPointInTimeRecovery, Access::write);
}

Result<std::unique_ptr<Database>> Database::open_to_read(const std::filesystem::path& folder) {
  return open_as(folder, nullptr, WalMode::kPointInTimeRecovery, Access::read);
}

// Whether the damage in the write-ahead log is at its very end: a record that a power loss left
// half written (its sectors reach the disk in any order). Then leaving out what is damaged shows no
// later batch than stopping there. (A table file that is damaged fails both.)
bool Database::tail_is_torn(const std::filesystem::path& folder, rocksdb::Env* env) {
  const auto before = open_as(folder, env, WalMode::kPointInTimeRecovery, Access::read);
  const auto around = open_as(folder, env, WalMode::kSkipAnyCorruptedRecords, Access::read);
  if (!before || !around) return false;
  const auto last_batch = [](const Database& database) {
    const auto rows = database.iterate(database.batches());
    rows->SeekToLast();
    return rows->Valid() ? rows->key().ToString() : Bytes();
  };
  return last_batch(**before) == last_batch(**around);
}

Result<std::unique_ptr<Database>> Database::open_as(const std::filesystem::path& folder,
                                                    rocksdb::Env* env, WalMode mode,
                                                    Access access) {
  std::unique_ptr<Database> database(new Database(env));
  auto options = database_options(database->env_.get());
  options.wal_recovery_mode = mode;
  rocksdb::DB* db = nullptr;
  const auto status =
      access == Access::write
          ? rocksdb::DB::Open(options, folder.string(), family_descriptors(), &database->families_,
                              &db)
          : rocksdb::DB::OpenForReadOnly(options, folder.string(), family_descriptors(),
                                         &database->families_, &db);
  if (!status.ok()) return tl::unexpected(read_error(status));
  database->db_.reset(db);
  return database;
}

Database::Database(rocksdb::Env* env)
    : fail_stop_(make_fail_stop_env(env)), env_(make_room_ahead_env(fail_stop_.get())) {}

Database::~Database() {
  if (!db_) return;
  for (auto* family : families_) db_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
  db_->Close().PermitUncheckedError();
}

void Database::flush() {
  db_->Flush({}, families_).PermitUncheckedError();
}

// Obsolete files are otherwise deleted by background threads some time later: so deletions are held
// back, and EnableFileDeletions(force) does them all on this thread.
Result<void> Database::rewrite(const std::vector<KeyRange>& ranges) {
  const std::lock_guard lock(rewriting_);
  if (!db_->DisableFileDeletions().ok()) return tl::unexpected(Error::io);
  bool ok = db_->Flush({}, families_).ok();
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  for (const auto& [family, from, to] : ranges) {
    const rocksdb::Slice first(from), last(to);
    ok = ok && db_->CompactRange(options, family, &first, to.empty() ? nullptr : &last).ok();
  }
  ok = ok && renew_manifest();
  if (!db_->EnableFileDeletions(/*force=*/true).ok() || !ok) return tl::unexpected(Error::io);
  return {};
}

// A new manifest begins with the tables as they were before the change that it is made for: one
// more change leaves those of before the compactions behind.
bool Database::renew_manifest() {
  const Bytes version(1, static_cast<char>(kFormatVersion));
  return db_->Put({}, meta(), slice(kFormatKey), version).ok() && db_->Flush({}, meta()).ok();
}

Result<std::optional<Bytes>> Database::get(rocksdb::ColumnFamilyHandle* family,
                                           std::string_view key) const {
  Bytes value;
  const auto status = db_->Get({}, family, slice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return tl::unexpected(read_error(status));
  return value;
}

std::unique_ptr<rocksdb::Iterator> Database::iterate(rocksdb::ColumnFamilyHandle* family,
                                                     Reading reading) const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  if (reading == Reading::end_to_end) {
    options.fill_cache = false;
    options.readahead_size = kMebibyte;
  }
  return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, family));
}

std::unique_ptr<rocksdb::Iterator> Database::iterate_tag() const {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, tags()));
}

}  // namespace rollcall::eventstore
