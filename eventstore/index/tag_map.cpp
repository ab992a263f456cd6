#include "eventstore/index/tag_map.hpp"

#include <bit>
#include <cstring>

namespace rollcall::eventstore {
namespace {

std::uint64_t load(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, sizeof(value));
  return value;
}

}  // namespace

// Ids are random, but tests number them: so every bit must reach the low ones. Nobody outside
// chooses ids, so it need not withstand chosen collisions.
std::uint64_t hash_of(const TagPrefix& tag) {
  static_assert(kTagPrefixBytes == 21);
  std::uint64_t hash = load(tag.data()) * 0x9e3779b97f4a7c15U;
  hash = (std::rotl(hash, 29) ^ load(tag.data() + 8)) * 0xbf58476d1ce4e5b9U;
  hash = (std::rotl(hash, 31) ^ load(tag.data() + 13)) * 0x94d049bb133111ebU;
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 29);
}

TagMap::TagMap(std::size_t entries)
    : first_slots_(std::bit_ceil(2 * entries)), slots_(first_slots_) {}

TagMap::Slot& TagMap::slot_for(const TagPrefix& tag) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(tag) & mask;
  while (slots_[at].used && slots_[at].tag != tag) at = (at + 1) & mask;
  return slots_[at];
}

std::uint64_t* TagMap::find(const TagPrefix& tag) {
  Slot& slot = slot_for(tag);
  return slot.used ? &slot.value : nullptr;
}

std::uint64_t& TagMap::find_or_add(const TagPrefix& tag, std::uint64_t value) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  Slot& slot = slot_for(tag);
  if (!slot.used) {
    slot = {tag, true, value};
    ++size_;
  }
  return slot.value;
}

void TagMap::clear() {
  slots_.assign(first_slots_, {});
  slots_.shrink_to_fit();
  size_ = 0;
}

void TagMap::grow() {
  std::vector<Slot> before(2 * slots_.size());
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.used) slot_for(slot.tag) = slot;
  }
}

}  // namespace rollcall::eventstore
