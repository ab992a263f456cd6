#pragma once
// Key stores for tests: deterministic, so that goldens can hold sealed parts.

#include <cstdint>
#include <set>
#include <string>

#include "domain/codec/codec.hpp"

namespace rollcall::codec::test {

// Binds person, associated data and content with a checksum; no cryptography.
class TestKeys : public PersonKeys {
 public:
  Result<std::optional<std::string>> seal(domain::PersonId person, std::string_view associated_data,
                                          std::string_view plain) const override {
    if (forgotten_.contains(person)) return std::nullopt;
    return checksum(person, associated_data, plain) + masked(person, plain);
  }

  Result<std::optional<std::string>> open(domain::PersonId person, std::string_view associated_data,
                                          std::string_view sealed) const override {
    if (forgotten_.contains(person)) return std::nullopt;
    if (sealed.size() < kChecksumBytes) return tl::make_unexpected(Error::malformed);
    auto plain = masked(person, sealed.substr(kChecksumBytes));
    if (checksum(person, associated_data, plain) != sealed.substr(0, kChecksumBytes)) {
      return tl::make_unexpected(Error::malformed);
    }
    return plain;
  }

  void forget(domain::PersonId person) { forgotten_.insert(person); }

 private:
  static constexpr std::size_t kChecksumBytes = 8;

  static std::uint64_t fnv(std::uint64_t hash, std::string_view bytes) {
    for (const char byte : bytes) {
      hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001b3;
    }
    return hash;
  }
  static std::uint64_t seed_of(domain::PersonId person) {
    const auto& bytes = person.uuid.bytes;
    return fnv(0xcbf29ce484222325, std::string(bytes.begin(), bytes.end()));
  }
  static std::string checksum(domain::PersonId person, std::string_view associated_data,
                              std::string_view plain) {
    const auto hash = fnv(fnv(seed_of(person), associated_data), plain);
    std::string bytes;
    for (unsigned i = 0; i < kChecksumBytes; ++i) bytes += static_cast<char>(hash >> (8 * i));
    return bytes;
  }
  static std::string masked(domain::PersonId person, std::string_view bytes) {
    auto state = seed_of(person);
    std::string result;
    for (const char byte : bytes) {
      state = state * 6364136223846793005 + 1442695040888963407;
      result += static_cast<char>(static_cast<std::uint8_t>(byte) ^ (state >> 56));
    }
    return result;
  }

  std::set<domain::PersonId> forgotten_;
};

// Seals nothing: what is in the sealed part is read as it is, however broken.
class OpenKeys : public PersonKeys {
 public:
  Result<std::optional<std::string>> seal(domain::PersonId, std::string_view,
                                          std::string_view plain) const override {
    return std::string(plain);
  }
  Result<std::optional<std::string>> open(domain::PersonId, std::string_view,
                                          std::string_view sealed) const override {
    return std::string(sealed);
  }
};

}  // namespace rollcall::codec::test
