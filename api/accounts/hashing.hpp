#pragma once
// Hashes of passwords: argon2id (RFC 9106) in libsodium's text form, which holds its parameters.
// Hashing is slow on purpose, so it has threads of its own, and few may wait for one.
//
// Threads: every method from any thread; callbacks run on the pool's threads and must not block.

#include <functional>
#include <optional>
#include <string>

#include "api/commands/clock.hpp"
#include "api/commands/work_pool.hpp"

namespace rollcall::api {

// Parallelism is 1. What hashes were made with less is made anew at the next sign-in.
struct HashCost {
  std::uint32_t memory_kib = 19'456;  // 19 MiB
  std::uint32_t passes = 2;
};

class PasswordHashing {
 public:
  struct Options {
    HashCost cost{};
    unsigned threads = 0;         // 0: one per core
    std::size_t max_queued = 64;  // waiting ones; a further one is refused
  };
  PasswordHashing(const Options& options, Randomness& randomness);

  struct Verified {
    bool right = false;
    bool outdated = false;  // right, but the hash was made with another cost
  };
  // False: too many wait already; nothing will be called. Without a hash it costs the same time
  // and is never right.
  bool verify(std::optional<std::string> hash, std::string password,
              std::function<void(Verified)> done);
  // Gives "" if there was not enough memory.
  bool hash(std::string password, std::function<void(std::string)> done);

  void stop() { pool_.stop(); }

 private:
  std::string make(const std::string& password) const;

  const HashCost cost_;
  const std::string nobodys_;  // a hash of no password, with the same cost
  WorkPool pool_;
};

}  // namespace rollcall::api
