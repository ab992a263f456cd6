#pragma once
// SHA-256 (FIPS 180-4) through OpenSSL, which uses the processor's SHA instructions.

#include <span>
#include <string_view>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

// One hash at a time per thread: the context behind it is the thread's, and reused, because
// making one costs as much as hashing a small event. Not to be nested.
class Sha256 {
 public:
  Sha256();
  Sha256& add(std::string_view bytes);
  Sha256& add(std::span<const std::uint8_t> bytes);
  Sha256& add_u32(std::uint32_t value);  // big-endian
  Sha256& add_u64(std::uint64_t value);  // big-endian
  Hash finish();
};

// RFC 6962, section 2.1: the hash of a leaf is SHA-256(0x00 || bytes).
Hash leaf_hash(std::string_view stored);

}  // namespace rollcall::eventstore
