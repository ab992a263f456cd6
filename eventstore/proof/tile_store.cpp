#include "eventstore/proof/tile_store.hpp"

#include <map>
#include <mutex>

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "eventstore/rocksdb/opening.hpp"
#include "eventstore/rocksdb/status.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kTileBytes = kTileWidth * sizeof(Hash);
constexpr std::size_t kTileMemtableBytes = std::size_t{4} << 20;

class MemoryTiles final : public TileStore {
 public:
  Result<std::optional<Bytes>> find(const OfficeId& office, const TileId& tile) const override {
    const std::lock_guard lock(mutex_);
    const auto found = tiles_.find({office, tile});
    return found == tiles_.end() ? std::nullopt : std::optional(found->second);
  }

  Result<void> keep(const OfficeId& office, const std::vector<KeptTile>& tiles) override {
    const std::lock_guard lock(mutex_);
    for (const auto& tile : tiles) tiles_[{office, tile.id}] = tile.bytes;
    return {};
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<OfficeId, TileId>, Bytes> tiles_;
};

Bytes tile_key(const OfficeId& office, const TileId& tile) {
  Bytes key(office.begin(), office.end());
  key += static_cast<char>(tile.level);
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(tile.index >> shift);
  return key;
}

class RocksDbTiles final : public TileStore {
 public:
  explicit RocksDbTiles(std::unique_ptr<rocksdb::DB> db) : db_(std::move(db)) {}

  Result<std::optional<Bytes>> find(const OfficeId& office, const TileId& tile) const override {
    Bytes bytes;
    const auto status = db_->Get({}, tile_key(office, tile), &bytes);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return tl::unexpected(read_error(status));
    if (bytes.size() != kTileBytes) return tl::unexpected(Error::corrupt);
    return bytes;
  }

  Result<void> keep(const OfficeId& office, const std::vector<KeptTile>& tiles) override {
    rocksdb::WriteBatch rows;
    for (const auto& tile : tiles) {
      if (!rows.Put(tile_key(office, tile.id), tile.bytes).ok()) return tl::unexpected(Error::io);
    }
    if (!db_->Write({}, &rows).ok()) return tl::unexpected(Error::io);
    return {};
  }

 private:
  std::unique_ptr<rocksdb::DB> db_;
};

}  // namespace

std::unique_ptr<TileStore> make_memory_tiles() {
  return std::make_unique<MemoryTiles>();
}

Result<std::unique_ptr<TileStore>> open_rocksdb_tiles(const std::filesystem::path& folder) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.max_file_opening_threads = kFileOpeningThreads;
  options.write_buffer_size = kTileMemtableBytes;
  options.keep_log_file_num = 2;
  rocksdb::DB* db = nullptr;
  const auto status = rocksdb::DB::Open(options, folder.string(), &db);
  if (!status.ok()) return tl::unexpected(read_error(status));
  return std::make_unique<RocksDbTiles>(std::unique_ptr<rocksdb::DB>(db));
}

}  // namespace rollcall::eventstore
