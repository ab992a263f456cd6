#pragma once
// A hash map from a tag of an office to a number, made for being filled and emptied fast: one flat
// array, no removal of single entries. Not thread-safe.

#include "eventstore/keys.hpp"

namespace rollcall::eventstore {

std::uint64_t hash_of(const TagPrefix& tag);

class TagMap {
 public:
  // Room for about `entries` before it grows.
  explicit TagMap(std::size_t entries);

  // nullptr if the tag is not there. Valid until the next change.
  std::uint64_t* find(const TagPrefix& tag);
  // Adds it with `value` if it is not there. Valid until the next change.
  std::uint64_t& find_or_add(const TagPrefix& tag, std::uint64_t value);

  std::size_t size() const { return size_; }
  // Also gives back memory, if it grew.
  void clear();

  template <class F>
  void for_each(F&& f) const {
    for (const Slot& slot : slots_) {
      if (slot.used) f(slot.tag, slot.value);
    }
  }

 private:
  struct Slot {
    TagPrefix tag;
    bool used = false;
    std::uint64_t value = 0;
  };

  Slot& slot_for(const TagPrefix& tag);
  void grow();

  std::size_t first_slots_;
  std::vector<Slot> slots_;  // a power of two of them, at most half used
  std::size_t size_ = 0;
};

}  // namespace rollcall::eventstore
