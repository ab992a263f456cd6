#pragma once
// The log's RocksDB: its settings, its column families (see keys.hpp) and how it is opened.
// Threads: every method may be called from any thread.

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include <rocksdb/db.h>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

class Database {
 public:
  // Opens or creates. A null env is the machine's. A write-ahead log with a torn tail, which a
  // power loss leaves, opens; one that is damaged before its end is Error::corrupt. (RocksDB's own
  // modes refuse some torn tails, or silently drop what comes after the damage.)
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& folder,
                                                rocksdb::Env* env);
  // As it is now, whoever writes it; a write-ahead log with a torn tail is read up to there.
  static Result<std::unique_ptr<Database>> open_to_read(const std::filesystem::path& folder);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* events() const { return families_[1]; }
  rocksdb::ColumnFamilyHandle* tags() const { return families_[2]; }
  rocksdb::ColumnFamilyHandle* batches() const { return families_[3]; }
  rocksdb::ColumnFamilyHandle* answers() const { return families_[4]; }
  rocksdb::ColumnFamilyHandle* meta() const { return families_[5]; }
  rocksdb::ColumnFamilyHandle* recent() const { return families_[6]; }

  // Puts everything into table files. Not for safety (what was answered is synced), but so that the
  // next start has nothing to replay.
  void flush();

  // What was deleted or replaced in these ranges is in no file any more when it returns: everything
  // is flushed, the ranges are compacted to the bottom, and what is obsolete by then is deleted,
  // write-ahead logs too.
  struct KeyRange {
    rocksdb::ColumnFamilyHandle* family;
    Bytes from, to;  // "": to the end
  };
  Result<void> rewrite(const std::vector<KeyRange>& ranges);

  // nullopt if there is no such row.
  Result<std::optional<Bytes>> get(rocksdb::ColumnFamilyHandle* family, std::string_view key) const;

  // Over a whole family, in key order. Who reads it from end to end reads ahead, past the cache,
  // which saves a third of the time.
  enum class Reading { some_rows, end_to_end };
  std::unique_ptr<rocksdb::Iterator> iterate(rocksdb::ColumnFamilyHandle* family,
                                             Reading reading = Reading::some_rows) const;
  // Over the rows of one tag at a time: never leaves the tag that was sought.
  std::unique_ptr<rocksdb::Iterator> iterate_tag() const;

 private:
  using WalMode = rocksdb::WALRecoveryMode;
  enum class Access { write, read };

  explicit Database(rocksdb::Env* env);
  bool renew_manifest();
  static Result<std::unique_ptr<Database>> open_as(const std::filesystem::path& folder,
                                                   rocksdb::Env* env, WalMode mode, Access access);
  static bool tail_is_torn(const std::filesystem::path& folder, rocksdb::Env* env);

  std::unique_ptr<rocksdb::Env> fail_stop_;
  std::unique_ptr<rocksdb::Env> env_;  // on it
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::mutex rewriting_;
};

}  // namespace rollcall::eventstore
