#include "api/accounts/hashing.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>
#include <sodium.h>

namespace rollcall::api {
namespace {

std::size_t memory_bytes(const HashCost& cost) {
  return std::size_t{cost.memory_kib} << 10;
}

std::string random_base64(Randomness& randomness, std::size_t size) {
  std::string bytes(size, '\0');
  randomness.fill(bytes.data(), bytes.size());
  constexpr auto kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char*>(bytes.data()), size,
                    kVariant);
  text.pop_back();  // the terminating zero
  return text;
}

// Nobody knows a password for it, as nobody made it from one.
std::string hash_of_nobody(const HashCost& cost, Randomness& randomness) {
  return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_kib, cost.passes,
                     random_base64(randomness, 16), random_base64(randomness, 32));
}

unsigned threads_of(const PasswordHashing::Options& options) {
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  return options.threads == 0 ? cores : std::min(options.threads, cores);
}

void wipe(std::string& password) {
  sodium_memzero(password.data(), password.size());
}

}  // namespace

PasswordHashing::PasswordHashing(const Options& options, Randomness& randomness)
    : cost_(options.cost),
      nobodys_(hash_of_nobody(options.cost, randomness)),
      pool_(threads_of(options), options.max_queued) {}

bool PasswordHashing::verify(std::optional<std::string> hash, std::string password,
                             std::function<void(Verified)> done) {
  return pool_.post([this, hash = std::move(hash), password = std::move(password),
                     done = std::move(done)]() mutable {
    const auto& against = hash ? *hash : nobodys_;
    const bool same =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    wipe(password);
    const bool outdated =
        crypto_pwhash_str_needs_rehash(against.c_str(), cost_.passes, memory_bytes(cost_)) != 0;
    const bool right = same && hash.has_value();
    done({right, right && outdated});
  });
}

bool PasswordHashing::hash(std::string password, std::function<void(std::string)> done) {
  return pool_.post([this, password = std::move(password), done = std::move(done)]() mutable {
    auto made = make(password);
    wipe(password);
    done(std::move(made));
  });
}

std::string PasswordHashing::make(const std::string& password) const {
  std::string text(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes,
                            memory_bytes(cost_), crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return "";
  }
  text.resize(text.find('\0'));
  return text;
}

}  // namespace rollcall::api
