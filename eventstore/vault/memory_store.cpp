#include <map>
#include <mutex>

#include "eventstore/vault/store.hpp"

namespace rollcall::eventstore {
namespace {

class MemoryStore final : public VaultStore {
 public:
  Result<std::optional<Bytes>> get(Family family, std::string_view key) const override {
    const std::lock_guard lock(mutex_);
    const auto it = rows_.find({family, Bytes(key)});
    if (it == rows_.end()) return std::nullopt;
    return it->second;
  }

  Result<std::vector<Bytes>> keys(Family family, std::string_view after,
                                  std::size_t limit) const override {
    const std::lock_guard lock(mutex_);
    std::vector<Bytes> keys;
    for (auto it = rows_.upper_bound({family, Bytes(after)}); it != rows_.end(); ++it) {
      if (it->first.first != family || keys.size() == limit) break;
      keys.push_back(it->first.second);
    }
    return keys;
  }

  Result<void> put(Family family, std::span<const Row> rows) override {
    const std::lock_guard lock(mutex_);
    for (const Row& row : rows) rows_[{family, row.key}] = row.value;
    return {};
  }

  Result<void> erase(Family family, std::string_view key) override {
    const std::lock_guard lock(mutex_);
    rows_.erase({family, Bytes(key)});
    return {};
  }

  Result<void> replace(Family family, std::span<const Row> rows) override {
    return put(family, rows);
  }

  Result<void> destroy(Family family, std::span<const Bytes> keys) override {
    const std::lock_guard lock(mutex_);
    for (const Bytes& key : keys) rows_.erase({family, key});
    return {};
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<Family, Bytes>, Bytes> rows_;
};

}  // namespace

std::unique_ptr<VaultStore> make_memory_vault_store() {
  return std::make_unique<MemoryStore>();
}

}  // namespace rollcall::eventstore
