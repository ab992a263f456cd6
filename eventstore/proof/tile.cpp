#include "eventstore/proof/tile.hpp"

#include <algorithm>
#include <charconv>

#include "eventstore/check.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kMaxGroups = 3;  // of three digits: more than any log will have
constexpr std::string_view kPartial = ".p";

std::string three_digits(std::uint64_t number) {
  const auto digits = std::to_string(number % 1000);
  return std::string(3 - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> read_group(std::string_view text) {
  return text.size() == 3 ? read_number(text) : std::nullopt;
}

std::optional<std::uint64_t> read_index(std::span<const std::string> groups,
                                        std::string_view last) {
  if (groups.size() >= kMaxGroups) return std::nullopt;
  std::uint64_t index = 0;
  for (const auto& group : groups) {
    const auto number =
        group.starts_with('x') ? read_group(std::string_view(group).substr(1)) : std::nullopt;
    if (!number) return std::nullopt;
    index = index * 1000 + *number;
  }
  const auto number = read_group(last);
  if (!number) return std::nullopt;
  return index * 1000 + *number;
}

}  // namespace

std::uint64_t tile_width(const TileId& tile, std::uint64_t size) {
  if (tile.level > kMaxTileLevel) return 0;
  const auto runs = size >> (kTileHeight * tile.level);
  if (tile.index > runs / kTileWidth) return 0;
  return std::min(kTileWidth, runs - tile.index * kTileWidth);
}

std::optional<TilePath> parse_tile_path(std::span<const std::string> parts) {
  if (parts.empty()) return std::nullopt;
  TilePath path;
  std::string_view last = parts.back();
  auto groups = parts.first(parts.size() - 1);
  if (!groups.empty() && groups.back().ends_with(kPartial)) {
    const auto width = read_number(last);
    if (!width || *width == 0 || *width >= kTileWidth || last.front() == '0') return std::nullopt;
    path.width = *width;
    last = groups.back();
    last.remove_suffix(kPartial.size());
    groups = groups.first(groups.size() - 1);
  }
  const auto index = read_index(groups, last);
  if (!index) return std::nullopt;
  path.index = *index;
  // One tile, one address: no needless groups.
  if (path.index < 1000 && !groups.empty()) return std::nullopt;
  if (path.index < 1'000'000 && groups.size() > 1) return std::nullopt;
  return path;
}

std::string tile_path(const TilePath& path) {
  auto text = three_digits(path.index);
  for (auto rest = path.index / 1000; rest > 0; rest /= 1000) {
    text = 'x' + three_digits(rest) + '/' + text;
  }
  if (path.width < kTileWidth) text += std::string(kPartial) + '/' + std::to_string(path.width);
  return text;
}

Bytes tile_bytes(std::span<const Hash> hashes) {
  Bytes bytes;
  bytes.reserve(hashes.size() * sizeof(Hash));
  for (const Hash& hash : hashes) bytes.append(hash.begin(), hash.end());
  return bytes;
}

std::vector<Hash> tile_hashes(std::string_view bytes) {
  CHECK(bytes.size() % sizeof(Hash) == 0);
  std::vector<Hash> hashes(bytes.size() / sizeof(Hash));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto from = bytes.substr(i * sizeof(Hash), sizeof(Hash));
    std::copy(from.begin(), from.end(), hashes[i].begin());
  }
  return hashes;
}

void add_entry(Bytes& bundle, std::string_view entry) {
  CHECK(entry.size() <= kMaxStoredBytes);
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xFF);
  bundle += entry;
}

}  // namespace rollcall::eventstore
