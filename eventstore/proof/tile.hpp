#pragma once
// Tiles of a Merkle tree as C2SP tlog-tiles names and lays them out. Pure; any thread.
//
// The tile at level L, index N holds the hashes of the runs of 2^(8 L) leaves from run 256 N on:
// 256 of them if it is full, fewer at the tree's right edge.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eventstore/proof/tree.hpp"

namespace rollcall::eventstore {

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kTileHeight = 8;    // levels of the tree in one of tiles
inline constexpr unsigned kMaxTileLevel = 7;  // 2^64 leaves

struct TileId {
  unsigned level = 0;
  std::uint64_t index = 0;
  auto operator<=>(const TileId&) const = default;
};

// How many hashes the tile has in a tree of `size`; 0: none, it is not there.
std::uint64_t tile_width(const TileId& tile, std::uint64_t size);

// The end of an address, /{N}[.p/{W}]: its parts without the slashes, such as x001, 067.p, 12.
struct TilePath {
  std::uint64_t index = 0;
  std::uint64_t width = kTileWidth;
  bool operator==(const TilePath&) const = default;
};
std::optional<TilePath> parse_tile_path(std::span<const std::string> parts);
std::string tile_path(const TilePath& path);  // x001/067.p/12

Bytes tile_bytes(std::span<const Hash> hashes);
std::vector<Hash> tile_hashes(std::string_view bytes);  // a whole number of hashes

// The entries of a tile of level 0: each behind its length in two bytes, big-endian.
void add_entry(Bytes& bundle, std::string_view entry);  // at most 65,535 bytes

}  // namespace rollcall::eventstore
