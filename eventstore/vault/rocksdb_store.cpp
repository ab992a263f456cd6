#include <algorithm>
#include <mutex>

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include "eventstore/check.hpp"
#include "eventstore/rocksdb/fail_stop.hpp"
#include "eventstore/rocksdb/opening.hpp"
#include "eventstore/rocksdb/status.hpp"
#include "eventstore/vault/store.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::array<const char*, 3> kFamilyNames = {"default", "keys", "secrets"};

rocksdb::Options options(rocksdb::Env& env) {
  rocksdb::Options options;
  options.env = &env;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.max_open_files = 256;
  options.max_file_opening_threads = kFileOpeningThreads;
  options.write_buffer_size = std::size_t{4} << 20;
  options.keep_log_file_num = 2;
  options.max_bgerror_resume_count = 0;
  // A torn tail after a power loss opens, damage before it does not.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.compression = rocksdb::kNoCompression;  // random bytes
  return options;
}

class RocksDbStore final : public VaultStore {
 public:
  RocksDbStore(std::unique_ptr<rocksdb::Env> env, std::unique_ptr<rocksdb::DB> db,
               std::vector<rocksdb::ColumnFamilyHandle*> families)
      : env_(std::move(env)), db_(std::move(db)), families_(std::move(families)) {}
  RocksDbStore(const RocksDbStore&) = delete;
  RocksDbStore& operator=(const RocksDbStore&) = delete;

  ~RocksDbStore() override {
    for (auto* family : families_) db_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
    db_->Close().PermitUncheckedError();
  }

  Result<std::optional<Bytes>> get(Family family, std::string_view key) const override {
    Bytes value;
    const auto status = db_->Get({}, handle(family), slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return tl::unexpected(read_error(status));
    return value;
  }

  Result<std::vector<Bytes>> keys(Family family, std::string_view after,
                                  std::size_t limit) const override {
    std::vector<Bytes> keys;
    const std::unique_ptr<rocksdb::Iterator> rows(db_->NewIterator({}, handle(family)));
    for (rows->Seek(slice(after)); rows->Valid() && keys.size() < limit; rows->Next()) {
      if (rows->key() != slice(after)) keys.push_back(rows->key().ToString());
    }
    if (!rows->status().ok()) return tl::unexpected(read_error(rows->status()));
    return keys;
  }

  Result<void> put(Family family, std::span<const Row> rows) override {
    rocksdb::WriteBatch batch;
    for (const Row& row : rows) {
      if (!batch.Put(handle(family), row.key, row.value).ok()) return tl::unexpected(Error::io);
    }
    return done(db_->Write(synced(), &batch));
  }

  Result<void> erase(Family family, std::string_view key) override {
    return done(db_->Delete(synced(), handle(family), slice(key)));
  }

  Result<void> replace(Family family, std::span<const Row> rows) override {
    const std::lock_guard lock(replacing_);
    if (auto written = put(family, rows); !written) return written;
    const auto [first, last] = std::minmax_element(
        rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
    return rewrite_now(family, first->key, last->key);
  }

  Result<void> destroy(Family family, std::span<const Bytes> keys) override {
    const std::lock_guard lock(replacing_);
    rocksdb::WriteBatch batch;
    for (const Bytes& key : keys) {
      if (!batch.Delete(handle(family), key).ok()) return tl::unexpected(Error::io);
    }
    if (auto written = done(db_->Write(synced(), &batch)); !written) return written;
    const auto [first, last] = std::minmax_element(keys.begin(), keys.end());
    return rewrite_now(family, *first, *last);
  }

 private:
  static rocksdb::WriteOptions synced() {
    rocksdb::WriteOptions options;
    options.sync = true;
    return options;
  }

  static Result<void> done(const rocksdb::Status& status) {
    if (!status.ok()) return tl::unexpected(read_error(status));
    return {};
  }

  // Obsolete files are otherwise deleted by background threads some time later. So: hold the
  // deletions back, and let EnableFileDeletions(force) do them all on this thread.
  Result<void> rewrite_now(Family family, const Bytes& first, const Bytes& last) {
    if (auto held = done(db_->DisableFileDeletions()); !held) return held;
    auto rewritten = rewrite(family, first, last);
    auto deleted = done(db_->EnableFileDeletions(/*force=*/true));
    return rewritten ? deleted : rewritten;
  }

  // Flushing every family makes the old write-ahead logs obsolete, compacting to the bottom the
  // table files that hold the values.
  Result<void> rewrite(Family family, const Bytes& first, const Bytes& last) {
    if (auto flushed = done(db_->Flush({}, families_)); !flushed) return flushed;
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    const rocksdb::Slice from = first;
    const rocksdb::Slice to = last;
    return done(db_->CompactRange(options, handle(family), &from, &to));
  }

  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return families_[static_cast<std::size_t>(family)];
  }

  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::mutex replacing_;
};

}  // namespace

Result<std::unique_ptr<VaultStore>> open_rocksdb_vault_store(const std::filesystem::path& folder) {
  auto env = make_fail_stop_env(nullptr);
  const auto settings = options(*env);
  std::vector<rocksdb::ColumnFamilyDescriptor> wanted;
  for (const char* name : kFamilyNames) wanted.emplace_back(name, settings);
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  rocksdb::DB* db = nullptr;
  const auto status = rocksdb::DB::Open(settings, folder.string(), wanted, &families, &db);
  if (!status.ok()) return tl::unexpected(read_error(status));
  return std::make_unique<RocksDbStore>(std::move(env), std::unique_ptr<rocksdb::DB>(db),
                                        std::move(families));
}

}  // namespace rollcall::eventstore
