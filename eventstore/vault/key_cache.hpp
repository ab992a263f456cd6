#pragma once
// Unwrapped person keys in memory: bounded, the least recently used goes first (and is wiped).
// Threads: every method may be called from any thread.

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "eventstore/vault/sealing.hpp"

namespace rollcall::eventstore {

class KeyCache {
 public:
  explicit KeyCache(std::size_t capacity) : capacity_(capacity) {}

  std::optional<SecretKey> find(const std::string& name);

  // Changes with every forget(). Take it before reading a key from disk and give it to insert():
  // a key destroyed in between is then not kept.
  std::uint64_t epoch() const;
  void insert(const std::string& name, const SecretKey& key, std::uint64_t epoch);
  void forget(const std::string& name);

 private:
  struct Entry {
    std::string name;
    SecretKey key;
  };

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::uint64_t epoch_ = 0;
  std::list<Entry> newest_first_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_name_;
};

}  // namespace rollcall::eventstore
