#pragma once
// Where a vault keeps its rows: in memory or in RocksDB. Knows nothing of cryptography.
//
// | family  | key                             | value                                      |
// |---------|---------------------------------|--------------------------------------------|
// | keys    | office id(16) person(16)        | version(1) made_at(8) sealed person key(72)|
// |         |                                 | destroyed: version(1)                      |
// | secrets | office id(16) kind(1) id(16)    | version(1) sealed value                    |
// | meta    | "master"                        | version(1) sealed nothing (40): tells      |
// |         |                                 | whether the master key is the vault's      |
//
// All are sealed under a key derived from the master key; the associated data is the family's name,
// the row's key and what stands before the sealed part. Numbers are big-endian.
//
// Threads: every method may be called from any thread.

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

enum class Family : std::uint8_t { meta, keys, secrets };

struct Row {
  Bytes key;
  Bytes value;
};

class VaultStore {
 public:
  virtual ~VaultStore() = default;
  virtual Result<std::optional<Bytes>> get(Family family, std::string_view key) const = 0;
  // Keys in order, at most `limit` after `after`.
  virtual Result<std::vector<Bytes>> keys(Family family, std::string_view after,
                                          std::size_t limit) const = 0;
  // All or nothing, durable.
  virtual Result<void> put(Family family, std::span<const Row> rows) = 0;
  // Durable; the bytes leave the files some time.
  virtual Result<void> erase(Family family, std::string_view key) = 0;
  // Like put, but when it returns no file holds an earlier value of these rows any more. Also of
  // rows that are so already: a crash may have come between the two. `rows` is not empty.
  virtual Result<void> replace(Family family, std::span<const Row> rows) = 0;
  // Likewise: the rows are gone, and no file holds their values. `keys` is not empty.
  virtual Result<void> destroy(Family family, std::span<const Bytes> keys) = 0;
};

std::unique_ptr<VaultStore> make_memory_vault_store();
Result<std::unique_ptr<VaultStore>> open_rocksdb_vault_store(const std::filesystem::path& folder);

}  // namespace rollcall::eventstore
