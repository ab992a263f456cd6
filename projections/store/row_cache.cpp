#include "projections/store/row_cache.hpp"

namespace rollcall::projections {
namespace {

constexpr std::size_t kBytesPerEntry = 128;  // about what the map itself takes

std::size_t bytes_of(std::string_view key, const std::optional<std::string>& value) {
  return kBytesPerEntry + key.size() + (value ? value->size() : 0);
}

}  // namespace

const std::optional<std::string>* RowCache::find(std::string_view key) {
  if (const auto at = young_.find(key); at != young_.end()) return &at->second;
  const auto at = old_.find(key);
  if (at == old_.end()) return nullptr;
  auto node = old_.extract(at);
  keep(std::move(node.key()), std::move(node.mapped()));
  return &young_.find(key)->second;
}

void RowCache::keep(std::string key, std::optional<std::string> value) {
  if (young_bytes_ > max_bytes_of_half_) {
    old_.swap(young_);
    young_.clear();
    young_bytes_ = 0;
  }
  if (const auto at = old_.find(key); at != old_.end()) old_.erase(at);
  young_bytes_ += bytes_of(key, value);
  const auto [at, added] = young_.try_emplace(std::move(key));
  if (!added) young_bytes_ -= bytes_of(at->first, at->second);
  at->second = std::move(value);
}

void RowCache::clear() {
  young_.clear();
  old_.clear();
  young_bytes_ = 0;
}

}  // namespace rollcall::projections
