#include "eventstore/proof/chain.hpp"

#include <sodium.h>

#include "eventstore/check.hpp"
#include "eventstore/proof/sha256.hpp"

namespace rollcall::eventstore {

Hash batch_hash(const Batch& batch, std::span<const Hash> leaves) {
  Sha256 hash;
  hash.add(std::string_view("\x02", 1)).add_u64(batch.sequence).add(batch.id).add(batch.previous);
  hash.add_u32(static_cast<std::uint32_t>(batch.ranges.size()));
  std::size_t next = 0;
  for (const BatchRange& range : batch.ranges) {
    CHECK(next + range.count <= leaves.size());
    hash.add(range.office).add_u64(range.first).add_u32(range.count);
    const auto own = leaves.subspan(next, range.count);
    hash.add(std::span(reinterpret_cast<const std::uint8_t*>(own.data()), own.size_bytes()));
    next += range.count;
  }
  CHECK(next == leaves.size());
  return hash.finish();
}

Id random_id() {
  static const bool started = sodium_init() >= 0;
  CHECK(started);
  Id id;
  randombytes_buf(id.data(), id.size());
  return id;
}

}  // namespace rollcall::eventstore
