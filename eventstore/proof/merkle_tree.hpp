#pragma once
// The Merkle tree over each office's log: leaf i is the event at position i + 1, as it is stored.
// It follows the log, and costs appends nothing: whoever asks for a root has it grow first.
//
// Threads: every method may be called from any thread, and may block on the disk.
// Errors: what reading the log or the tiles gives; Error::invalid if more is asked for than the log
// holds, or the tree has grown to.

#include <map>
#include <mutex>

#include "eventstore/log.hpp"
#include "eventstore/proof/tile_store.hpp"

namespace rollcall::eventstore {

class MerkleTree {
 public:
  MerkleTree(const Log& log, TileStore& tiles) : log_(log), tiles_(tiles) {}

  // Takes in the events up to there, each once however often it is asked.
  Result<void> grow(const OfficeId& office, std::uint64_t size);

  Result<TreeHead> head_at(const OfficeId& office, std::uint64_t size);
  Result<Proof> inclusion(const OfficeId& office, std::uint64_t index, std::uint64_t size);
  Result<Proof> consistency(const OfficeId& office, std::uint64_t first, std::uint64_t second);
  // The first `width` hashes of a tile, at most as many as it has.
  Result<std::vector<Hash>> tile(const OfficeId& office, const TileId& tile, std::uint64_t width);

 private:
  // One office's tree: full tiles in the store, the hashes right of them here, by level of tiles.
  struct Tree {
    std::mutex mutex;
    bool loaded = false;
    std::uint64_t size = 0;
    std::vector<std::vector<Hash>> edge;
  };

  Tree& tree_of(const OfficeId& office);
  Result<void> load(const OfficeId& office, Tree& tree) const;
  Result<std::uint64_t> count_tiles(const OfficeId& office, unsigned level,
                                    std::uint64_t at_most) const;
  Result<bool> is_ours(const OfficeId& office, std::uint64_t index) const;
  Result<void> take_in(const OfficeId& office, Tree& tree, std::uint64_t up_to);
  Result<std::vector<Hash>> hashes_of(const OfficeId& office, const Tree& tree,
                                      const TileId& tile) const;
  Subtrees subtrees(const OfficeId& office, const Tree& tree) const;

  const Log& log_;
  TileStore& tiles_;
  std::mutex mutex_;  // of the map
  std::map<OfficeId, Tree> trees_;
};

}  // namespace rollcall::eventstore
