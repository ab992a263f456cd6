#include "eventstore/vault.hpp"

#include <mutex>

#include "eventstore/vault/key_cache.hpp"
#include "eventstore/vault/sealing.hpp"
#include "eventstore/vault/store.hpp"

namespace rollcall::eventstore {
namespace {

// About 10 MiB. A rebuild opens the sealed parts of the same persons again and again, and a key
// from disk costs as much as decoding ten events.
constexpr std::size_t kCachedKeys = 65'536;
constexpr char kVersion = 1;
constexpr std::string_view kMasterRow = "master";
// What is left of a destroyed key.
constexpr std::string_view kDestroyed{&kVersion, 1};

Bytes& add(Bytes& to, const Id& id) {
  return to.append(reinterpret_cast<const char*>(id.data()), id.size());
}

Bytes key_row(const OfficeId& office, const Id& person) {
  Bytes row;
  return add(add(row, office), person);
}

Bytes secret_row(const OfficeId& office, const SecretName& name) {
  Bytes row;
  add(row, office).push_back(static_cast<char>(name.kind));
  return add(row, name.id);
}

std::optional<StoredSecret> secret_of(std::string_view row) {
  StoredSecret secret;
  const std::size_t office = secret.office.size();
  if (row.size() != office + 1 + secret.name.id.size()) return std::nullopt;
  std::copy_n(row.begin(), office, secret.office.begin());
  secret.name.kind = static_cast<std::uint8_t>(row[office]);
  std::copy(row.begin() + static_cast<std::ptrdiff_t>(office) + 1, row.end(),
            secret.name.id.begin());
  return secret;
}

// What stands before the sealed part of a person's key.
constexpr std::size_t kKeyHeadBytes = 1 + 8;

Bytes key_head(Millis made_at) {
  Bytes head(1, kVersion);
  for (int shift = 56; shift >= 0; shift -= 8) {
    head.push_back(static_cast<char>(static_cast<std::uint64_t>(made_at) >> shift));
  }
  return head;
}

std::string_view family_name(Family family) {
  switch (family) {
    case Family::meta:
      return "meta";
    case Family::keys:
      return "keys";
    case Family::secrets:
      return "secrets";
  }
  return {};
}

// Binds a sealed value to its place, so that rows can't be swapped.
Bytes binding(Family family, std::string_view row, std::string_view head) {
  return Bytes(family_name(family)).append(row).append(head);
}

class SealingVault final : public Vault {
 public:
  SealingVault(std::unique_ptr<VaultStore> store, const MasterKey& master)
      : store_(std::move(store)),
        wrapping_(hash_under(SecretKey(master.bytes()), "rollcall vault v1: wrapping")),
        hashing_(hash_under(SecretKey(master.bytes()), "rollcall vault v1: keyed hashes")) {}

  // Error::invalid if the vault was made with another master key.
  Result<void> check_master_key() {
    const auto row = store_->get(Family::meta, kMasterRow);
    if (!row) return tl::unexpected(row.error());
    const Bytes head(1, kVersion);
    if (!*row) {
      const Row made{Bytes(kMasterRow), wrap(Family::meta, kMasterRow, head, {})};
      return store_->put(Family::meta, {&made, 1});
    }
    if (!unwrap(Family::meta, kMasterRow, head.size(), **row)) {
      return tl::unexpected(Error::invalid);
    }
    return {};
  }

  Result<void> create_keys(const OfficeId& office, std::span<const Id> persons,
                           Millis made_at) override {
    // Held over look and write, so that a person gets one key; and no key is destroyed in between.
    const std::lock_guard lock(changing_keys_);
    std::vector<Row> rows;
    for (const Id& person : persons) {
      Bytes row = key_row(office, person);
      const auto present = store_->get(Family::keys, row);
      if (!present) return tl::unexpected(present.error());
      if (*present) continue;
      const SecretKey key = random_key();
      Bytes value = wrap(Family::keys, row, key_head(made_at), text(key));
      rows.push_back({std::move(row), std::move(value)});
    }
    if (rows.empty()) return {};
    return store_->put(Family::keys, rows);
  }

  Result<std::optional<Bytes>> seal(const OfficeId& office, const Id& person,
                                    std::string_view associated_data,
                                    std::string_view plain) const override {
    const Bytes row = key_row(office, person);
    const auto key = person_key(row);
    if (!key) return tl::unexpected(key.error());
    if (!*key) return std::nullopt;
    return seal_bytes(**key, Bytes(row).append(associated_data), plain);
  }

  Result<std::optional<Bytes>> open(const OfficeId& office, const Id& person,
                                    std::string_view associated_data,
                                    std::string_view sealed) const override {
    const Bytes row = key_row(office, person);
    const auto key = person_key(row);
    if (!key) return tl::unexpected(key.error());
    if (!*key) return std::nullopt;
    auto plain = open_bytes(**key, Bytes(row).append(associated_data), sealed);
    if (!plain) return tl::unexpected(Error::corrupt);
    return plain;
  }

  Result<void> destroy_keys(const OfficeId& office, std::span<const Id> persons) override {
    if (persons.empty()) return {};
    const std::lock_guard lock(changing_keys_);
    std::vector<Row> rows;
    for (const Id& person : persons) rows.push_back({key_row(office, person), Bytes(kDestroyed)});
    auto replaced = store_->replace(Family::keys, rows);
    for (const Row& row : rows) cache_.forget(row.key);  // after it is gone: see KeyCache::epoch
    return replaced;
  }

  Result<void> put_secret(const OfficeId& office, const SecretName& name,
                          std::string_view value) override {
    Row row{secret_row(office, name), {}};
    row.value = wrap(Family::secrets, row.key, Bytes(1, kVersion), value);
    return store_->put(Family::secrets, {&row, 1});
  }

  Result<std::optional<Bytes>> secret(const OfficeId& office,
                                      const SecretName& name) const override {
    const Bytes row = secret_row(office, name);
    const auto value = store_->get(Family::secrets, row);
    if (!value) return tl::unexpected(value.error());
    if (!*value) return std::nullopt;
    auto plain = unwrap(Family::secrets, row, 1, **value);
    if (!plain) return tl::unexpected(Error::corrupt);
    return plain;
  }

  Result<void> remove_secret(const OfficeId& office, const SecretName& name) override {
    return store_->erase(Family::secrets, secret_row(office, name));
  }

  Result<void> destroy_secrets(const OfficeId& office, std::span<const SecretName> names) override {
    if (names.empty()) return {};
    std::vector<Bytes> rows;
    for (const SecretName& name : names) rows.push_back(secret_row(office, name));
    return store_->destroy(Family::secrets, rows);
  }

  Result<std::vector<StoredSecret>> list_secrets(const std::optional<StoredSecret>& after,
                                                 std::size_t limit) const override {
    const Bytes from = after ? secret_row(after->office, after->name) : Bytes();
    const auto rows = store_->keys(Family::secrets, from, limit);
    if (!rows) return tl::unexpected(rows.error());
    std::vector<StoredSecret> secrets;
    for (const Bytes& row : *rows) {
      auto secret = secret_of(row);
      if (!secret) return tl::unexpected(Error::corrupt);
      secrets.push_back(*secret);
    }
    return secrets;
  }

  Hash keyed_hash(const OfficeId& office, std::string_view purpose,
                  std::string_view data) const override {
    Bytes context;
    add(context, office).append(purpose);
    return hash_under(SecretKey(hash_under(hashing_, context)), data);
  }

 private:
  static std::string_view text(const SecretKey& key) {
    return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
  }

  Bytes wrap(Family family, std::string_view row, const Bytes& head, std::string_view plain) const {
    return head + seal_bytes(wrapping_, binding(family, row, head), plain);
  }

  std::optional<Bytes> unwrap(Family family, std::string_view row, std::size_t head_size,
                              std::string_view value) const {
    if (value.size() < head_size || value[0] != kVersion) return std::nullopt;
    return open_bytes(wrapping_, binding(family, row, value.substr(0, head_size)),
                      value.substr(head_size));
  }

  Result<std::optional<SecretKey>> person_key(const Bytes& row) const {
    if (auto cached = cache_.find(row)) return cached;
    const auto epoch = cache_.epoch();
    const auto value = store_->get(Family::keys, row);
    if (!value) return tl::unexpected(value.error());
    if (!*value || **value == kDestroyed) return std::nullopt;
    auto plain = unwrap(Family::keys, row, kKeyHeadBytes, **value);
    SecretKey key;
    if (!plain || plain->size() != key.bytes.size()) return tl::unexpected(Error::corrupt);
    std::copy(plain->begin(), plain->end(), key.bytes.begin());
    wipe(*plain);
    cache_.insert(row, key, epoch);
    return key;
  }

  std::unique_ptr<VaultStore> store_;
  const SecretKey wrapping_;
  const SecretKey hashing_;
  std::mutex changing_keys_;
  mutable KeyCache cache_{kCachedKeys};
};

Result<std::unique_ptr<Vault>> make_vault(std::unique_ptr<VaultStore> store,
                                          const MasterKey& master) {
  auto vault = std::make_unique<SealingVault>(std::move(store), master);
  if (const auto checked = vault->check_master_key(); !checked) {
    return tl::unexpected(checked.error());
  }
  return vault;
}

}  // namespace

std::unique_ptr<Vault> make_memory_vault(MasterKey key) {
  start_sodium();
  return std::move(*make_vault(make_memory_vault_store(), key));  // memory has no errors
}

Result<std::unique_ptr<Vault>> open_vault(const std::filesystem::path& folder, MasterKey key) {
  start_sodium();
  auto store = open_rocksdb_vault_store(folder);
  if (!store) return tl::unexpected(store.error());
  return make_vault(std::move(*store), key);
}

}  // namespace rollcall::eventstore
