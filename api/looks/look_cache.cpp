#include "api/looks/look_cache.hpp"

namespace rollcall::api {
namespace {

std::size_t bytes_of(const ListTable& table) {
  std::size_t bytes = sizeof table;
  for (const auto& row : table.rows) {
    bytes += sizeof row;
    for (const auto& value : row.values) bytes += sizeof value + value.size();
  }
  return bytes;
}

}  // namespace

std::shared_ptr<const ListTable> LookCache::find(const std::string& key) {
  const auto found = cache_.find(key);
  return found ? std::static_pointer_cast<const ListTable>(found->state) : nullptr;
}

void LookCache::put(const std::string& key, std::shared_ptr<const ListTable> table,
                    std::uint64_t generation) {
  const auto version = table->version;
  const auto bytes = bytes_of(*table);
  cache_.put(key, {std::move(table), version, bytes}, generation);
}

std::string table_key(const domain::Uuid& list, std::uint64_t own_version, std::uint64_t version,
                      const std::vector<domain::Column>& columns) {
  auto key = list.to_string() + ' ' + std::to_string(own_version) + ' ' + std::to_string(version);
  for (const auto& column : columns) key += '\n' + column.key();
  return key;
}

}  // namespace rollcall::api
