#pragma once
// The cryptography of the vault, nothing but libsodium: XChaCha20-Poly1305 and BLAKE2b.

#include <array>
#include <optional>
#include <string_view>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

// 32 secret bytes, wiped from memory when they go.
struct SecretKey {
  std::array<std::uint8_t, 32> bytes{};

  SecretKey() = default;
  explicit SecretKey(const std::array<std::uint8_t, 32>& from) : bytes(from) {}
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();
};

// Must run before anything else of libsodium; cheap when it has.
void start_sodium();

SecretKey random_key();

// nonce(24) + cipher + tag(16), under a fresh random nonce.
Bytes seal_bytes(const SecretKey& key, std::string_view associated_data, std::string_view plain);

// nullopt if the bytes were not sealed under this key with this associated data.
std::optional<Bytes> open_bytes(const SecretKey& key, std::string_view associated_data,
                                std::string_view sealed);

// Overwrites secret bytes.
void wipe(Bytes& bytes);

// BLAKE2b-256 of `data` under `key`.
Hash hash_under(const SecretKey& key, std::string_view data);

}  // namespace rollcall::eventstore
