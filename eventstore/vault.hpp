#pragma once
// The vault: what must be forgettable. A key per person, with which personal parts of events are
// sealed, and small secrets (hashes of codes and sessions, link tokens waiting to be mailed).
// A database of its own, backed up apart from the log.
//
// Rule of order: write the vault first, append second; the log is the commit point. Erasing goes
// the other way: append, then destroy.
//
// Threads: every method may be called from any thread. Errors: Error::io and Error::corrupt; a
// key that is not there is not an error but an answer.
// Format: XChaCha20-Poly1305 (libsodium, draft-irtf-cfrg-xchacha), sealed = nonce(24) + cipher +
// tag(16).

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

// 32 bytes that wrap every key of the vault. Wiped from memory when it goes.
class MasterKey {
 public:
  // Makes a random key and writes it (64 hexadecimal digits and a line feed) with mode 0600,
  // synced; Error::io if the file exists.
  static Result<MasterKey> create(const std::filesystem::path& file);
  // Refuses (Error::invalid) a file that is not exactly one key or that group or others can read.
  static Result<MasterKey> load(const std::filesystem::path& file);
  // For tests.
  static MasterKey from_seed(std::string_view seed);

  MasterKey(MasterKey&&) noexcept;
  MasterKey& operator=(MasterKey&&) noexcept;
  MasterKey(const MasterKey&) = delete;
  MasterKey& operator=(const MasterKey&) = delete;
  ~MasterKey();

  const std::array<std::uint8_t, 32>& bytes() const { return bytes_; }

 private:
  MasterKey() = default;
  std::array<std::uint8_t, 32> bytes_{};
};

// Names a secret: a kind (the caller's) and an id that the log names.
struct SecretName {
  std::uint8_t kind = 0;
  Id id{};
  auto operator<=>(const SecretName&) const = default;
};

struct StoredSecret {
  OfficeId office{};
  SecretName name;
  auto operator<=>(const StoredSecret&) const = default;
};

class Vault {
 public:
  virtual ~Vault() = default;

  // Makes a key for each person that never had one; one durable write. `made_at` lets a sweep find
  // keys that no event came to name.
  virtual Result<void> create_keys(const OfficeId& office, std::span<const Id> persons,
                                   Millis made_at) = 0;

  // Seals under the person's key, bound to office, person and `associated_data` (the caller's: what
  // names the event); nullopt if the person has no key (never made, or destroyed).
  virtual Result<std::optional<Bytes>> seal(const OfficeId& office, const Id& person,
                                            std::string_view associated_data,
                                            std::string_view plain) const = 0;

  // nullopt if the person has no key. Error::corrupt if the bytes or their binding are not right.
  virtual Result<std::optional<Bytes>> open(const OfficeId& office, const Id& person,
                                            std::string_view associated_data,
                                            std::string_view sealed) const = 0;

  // For good: those persons get no other key, under which what the first one sealed would be taken
  // for damaged. Durable; when it returns no file holds the keys any more. A redo is no error.
  virtual Result<void> destroy_keys(const OfficeId& office, std::span<const Id> persons) = 0;

  // Secrets are kept wrapped by the master key. Durable when they return.
  virtual Result<void> put_secret(const OfficeId& office, const SecretName& name,
                                  std::string_view value) = 0;
  virtual Result<std::optional<Bytes>> secret(const OfficeId& office,
                                              const SecretName& name) const = 0;
  virtual Result<void> remove_secret(const OfficeId& office, const SecretName& name) = 0;
  // Of some that need not be there; when it returns no file holds them any more.
  virtual Result<void> destroy_secrets(const OfficeId& office,
                                       std::span<const SecretName> names) = 0;
  // The names of secrets of every office, in order: at most `limit` after `after` (none: from the
  // first).
  virtual Result<std::vector<StoredSecret>> list_secrets(const std::optional<StoredSecret>& after,
                                                         std::size_t limit) const = 0;

  // Keyed hash (BLAKE2b-256 under a key derived from the master key for office and purpose): for
  // e-mail tags and code hashes, so that the log alone does not let one test a guess.
  virtual Hash keyed_hash(const OfficeId& office, std::string_view purpose,
                          std::string_view data) const = 0;
};

std::unique_ptr<Vault> make_memory_vault(MasterKey key);

// Opens or creates. Error::invalid if the vault was made with another master key.
Result<std::unique_ptr<Vault>> open_vault(const std::filesystem::path& folder, MasterKey key);

}  // namespace rollcall::eventstore
