#pragma once
// The only header that includes Cap'n Proto: the generated schema, namespace codec::schema.
//
// Cap'n Proto 0.9.2 leaves these operators out where C++20 rewrites comparisons, yet its blob.h
// needs them; so they come between.

#include <kj/string.h>

namespace kj {
inline bool operator==(const char* a, const StringPtr& b) {
  return b.operator==(StringPtr(a));
}
inline bool operator!=(const char* a, const StringPtr& b) {
  return !b.operator==(StringPtr(a));
}
}  // namespace kj

#include <capnp/message.h>
#include <capnp/schema.h>
#include <capnp/serialize-packed.h>

#include "domain/codec/events.capnp.h"
