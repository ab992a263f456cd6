#pragma once
// Folded states by query, each with the position it reflects: a load reads only what came after,
// so that a share with a thousand changes decides as fast as a new one.
//
// Threads: every method from any thread. Bounded by weight; the least recently used go first.

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "eventstore/types.hpp"

namespace rollcall::api {

class FoldCache {
 public:
  struct Entry {
    std::shared_ptr<const void> state;
    eventstore::Position position = 0;
    std::size_t weight = 1;
  };
  explicit FoldCache(std::size_t max_weight) : max_weight_(max_weight) {}

  std::optional<Entry> find(const std::string& key);
  // What is there reflects `position` too: there was no news up to it. Asking for news stays short.
  void advance(const std::string& key, eventstore::Position position);
  // Keeps the newer of what is there and `entry`. `generation`: generation() from before anything
  // that the state is made of was read; nothing is kept if all was forgotten since.
  void put(const std::string& key, Entry entry, std::uint64_t generation);
  // Forgets everything: somebody was erased, whom states may name.
  void clear();
  std::uint64_t generation() const;
  std::size_t size() const;

 private:
  struct Slot {
    std::string key;
    Entry entry;
  };
  using Slots = std::list<Slot>;
  void drop(Slots::iterator slot);
  void trim();

  const std::size_t max_weight_;
  mutable std::mutex mutex_;
  Slots slots_;  // most recently used first
  std::unordered_map<std::string_view, Slots::iterator> index_;
  std::size_t weight_ = 0;
  std::uint64_t generation_ = 0;
};

}  // namespace rollcall::api
