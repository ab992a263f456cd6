#include "eventstore/proof/merkle_tree.hpp"

#include <algorithm>

#include "eventstore/keys.hpp"
#include "eventstore/proof/sha256.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kBlockEvents = 4'096;  // read at once

Hash root_over(std::span<const Hash> hashes) {
  GrowingTree run;
  for (const Hash& hash : hashes) run.add(hash);
  return run.root();
}

// Puts a hash at the right edge of a level; full tiles go into `full`, their root a level up.
void add_hash_at(std::vector<std::vector<Hash>>& edge, std::uint64_t place, const Hash& hash,
                 std::vector<KeptTile>& full) {
  Hash next = hash;
  for (unsigned level = 0; level <= kMaxTileLevel; ++level, place /= kTileWidth) {
    if (edge.size() <= level) edge.resize(level + 1);
    auto& hashes = edge[level];
    hashes.push_back(next);
    if (hashes.size() < kTileWidth) return;
    full.push_back({{level, place / kTileWidth}, tile_bytes(hashes)});
    next = root_over(hashes);
    hashes.clear();
  }
}

}  // namespace

MerkleTree::Tree& MerkleTree::tree_of(const OfficeId& office) {
  const std::lock_guard lock(mutex_);
  return trees_[office];
}

// How many tiles of a level are kept; they are without a gap.
Result<std::uint64_t> MerkleTree::count_tiles(const OfficeId& office, unsigned level,
                                              std::uint64_t at_most) const {
  std::uint64_t kept = 0;
  std::uint64_t missing = at_most + 1;
  while (kept + 1 < missing) {
    const auto middle = kept + (missing - kept) / 2;
    const auto tile = tiles_.find(office, {level, middle - 1});
    if (!tile) return tl::unexpected(tile.error());
    (*tile ? kept : missing) = middle;
  }
  return kept;
}

// Whether the last kept tile is of this log, and not of one that was replaced by an older copy.
Result<bool> MerkleTree::is_ours(const OfficeId& office, std::uint64_t index) const {
  const auto tile = tiles_.find(office, {0, index});
  if (!tile) return tl::unexpected(tile.error());
  const auto records = log_.read(office, {}, {.after = index * kTileWidth, .limit = kTileWidth});
  if (!records) return tl::unexpected(records.error());
  std::vector<Hash> leaves;
  for (const Record& record : *records) leaves.push_back(leaf_hash(stored_bytes(record)));
  return *tile && **tile == tile_bytes(leaves);
}

// Finds where the kept tiles end. The edge of a level are the roots of the level below's last
// tiles.
Result<void> MerkleTree::load(const OfficeId& office, Tree& tree) const {
  auto count = count_tiles(office, 0, log_.head(office) / kTileWidth);
  if (!count) return tl::unexpected(count.error());
  if (*count > 0) {
    const auto ours = is_ours(office, *count - 1);
    if (!ours) return tl::unexpected(ours.error());
    if (!*ours) *count = 0;  // all are made again
  }
  std::vector<std::vector<Hash>> edge(1);
  for (unsigned level = 1; *count > 0 && level <= kMaxTileLevel; ++level) {
    auto& hashes = edge.emplace_back();
    for (auto i = *count / kTileWidth * kTileWidth; i < *count; ++i) {
      const auto tile = tiles_.find(office, {level - 1, i});
      if (!tile) return tl::unexpected(tile.error());
      if (!*tile) return tl::unexpected(Error::corrupt);
      hashes.push_back(root_over(tile_hashes(**tile)));
    }
    if (level == 1) tree.size = *count * kTileWidth;
    *count /= kTileWidth;
  }
  tree.edge = std::move(edge);
  tree.loaded = true;
  return {};
}

Result<void> MerkleTree::take_in(const OfficeId& office, Tree& tree, std::uint64_t up_to) {
  const auto records =
      log_.read(office, {}, {.after = tree.size, .up_to = up_to, .limit = kBlockEvents});
  if (!records) return tl::unexpected(records.error());
  if (records->empty()) return tl::unexpected(Error::invalid);
  auto edge = tree.edge;  // it stays as it was if the tiles cannot be kept
  std::vector<KeptTile> full;
  auto place = tree.size;
  for (const Record& record : *records) {
    add_hash_at(edge, place++, leaf_hash(stored_bytes(record)), full);
  }
  if (!full.empty()) {
    if (auto kept = tiles_.keep(office, full); !kept) return kept;
  }
  tree.edge = std::move(edge);
  tree.size = place;
  return {};
}

Result<void> MerkleTree::grow(const OfficeId& office, std::uint64_t size) {
  Tree& tree = tree_of(office);
  const std::lock_guard lock(tree.mutex);
  if (!tree.loaded) {
    if (auto loaded = load(office, tree); !loaded) return loaded;
  }
  while (tree.size < size) {
    if (auto taken = take_in(office, tree, size); !taken) return taken;
  }
  return {};
}

Result<std::vector<Hash>> MerkleTree::hashes_of(const OfficeId& office, const Tree& tree,
                                                const TileId& tile) const {
  const auto width = tile_width(tile, tree.size);
  if (width == 0) return tl::unexpected(Error::invalid);
  if (width < kTileWidth) return tree.edge[tile.level];
  const auto kept = tiles_.find(office, tile);
  if (!kept) return tl::unexpected(kept.error());
  if (!*kept) return tl::unexpected(Error::corrupt);
  return tile_hashes(**kept);
}

Subtrees MerkleTree::subtrees(const OfficeId& office, const Tree& tree) const {
  return [this, &office, &tree](unsigned level, std::uint64_t index) -> Result<Hash> {
    const unsigned within = level % kTileHeight;  // so many levels above the tile's hashes
    const auto first = index << within;
    const auto hashes = hashes_of(office, tree, {level / kTileHeight, first / kTileWidth});
    if (!hashes) return tl::unexpected(hashes.error());
    const auto offset = first % kTileWidth;
    const auto count = std::uint64_t{1} << within;
    if (offset + count > hashes->size()) return tl::unexpected(Error::invalid);
    return root_over(std::span(*hashes).subspan(offset, count));
  };
}

Result<TreeHead> MerkleTree::head_at(const OfficeId& office, std::uint64_t size) {
  if (auto grown = grow(office, size); !grown) return tl::unexpected(grown.error());
  Tree& tree = tree_of(office);
  const std::lock_guard lock(tree.mutex);
  const auto root = root_of(size, subtrees(office, tree));
  if (!root) return tl::unexpected(root.error());
  return TreeHead{size, *root};
}

Result<Proof> MerkleTree::inclusion(const OfficeId& office, std::uint64_t index,
                                    std::uint64_t size) {
  if (index >= size) return tl::unexpected(Error::invalid);
  if (auto grown = grow(office, size); !grown) return tl::unexpected(grown.error());
  Tree& tree = tree_of(office);
  const std::lock_guard lock(tree.mutex);
  return inclusion_proof(index, size, subtrees(office, tree));
}

Result<Proof> MerkleTree::consistency(const OfficeId& office, std::uint64_t first,
                                      std::uint64_t second) {
  if (first > second) return tl::unexpected(Error::invalid);
  if (auto grown = grow(office, second); !grown) return tl::unexpected(grown.error());
  Tree& tree = tree_of(office);
  const std::lock_guard lock(tree.mutex);
  return consistency_proof(first, second, subtrees(office, tree));
}

Result<std::vector<Hash>> MerkleTree::tile(const OfficeId& office, const TileId& tile,
                                           std::uint64_t width) {
  Tree& tree = tree_of(office);
  const std::lock_guard lock(tree.mutex);
  auto hashes = hashes_of(office, tree, tile);
  if (!hashes) return hashes;
  if (width > hashes->size()) return tl::unexpected(Error::invalid);
  hashes->resize(width);
  return hashes;
}

}  // namespace rollcall::eventstore
