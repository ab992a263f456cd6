#pragma once
// The chain of batches: each batch's hash covers the one before.

#include <span>

#include "eventstore/log.hpp"

namespace rollcall::eventstore {

// SHA-256 over 0x02 (0x00 and 0x01 are RFC 6962's leaf and node), sequence(8), id, previous, number
// of ranges(4), then per range: office id, first(8), count(4), its leaf hashes. Numbers big-endian.
// `leaves`: the leaf hashes of all events, in the order of the ranges, then of position.
Hash batch_hash(const Batch& batch, std::span<const Hash> leaves);

// A fresh id for a batch, from the system's random source.
Id random_id();

}  // namespace rollcall::eventstore
