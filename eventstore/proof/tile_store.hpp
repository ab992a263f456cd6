#pragma once
// Full tiles of every office's Merkle tree, so that no root or proof reads the whole log. They are
// derived: whatever is missing is made again from the events, so nothing here is synced, and the
// folder can be deleted at any time.
//
// Threads: every method may be called from any thread.

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "eventstore/proof/tile.hpp"

namespace rollcall::eventstore {

struct KeptTile {
  TileId id;
  Bytes bytes;  // kTileWidth hashes
};

class TileStore {
 public:
  virtual ~TileStore() = default;
  virtual Result<std::optional<Bytes>> find(const OfficeId& office, const TileId& tile) const = 0;
  // All or none. What was kept earlier is never lost without what was kept later.
  virtual Result<void> keep(const OfficeId& office, const std::vector<KeptTile>& tiles) = 0;
};

std::unique_ptr<TileStore> make_memory_tiles();

// Opens or creates. One row a tile: office id(16) level(1) index(8), big-endian.
Result<std::unique_ptr<TileStore>> open_rocksdb_tiles(const std::filesystem::path& folder);

}  // namespace rollcall::eventstore
