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

  Result<void> scrub(Family family, std::string_view key) override { return erase(family, key); }

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<Family, Bytes>, Bytes> rows_;
};

}  // namespace

std::unique_ptr<VaultStore> make_memory_vault_store() {
  return std::make_unique<MemoryStore>();
}

}  // namespace rollcall::eventstore
