#pragma once
// Merkle trees and their proofs: RFC 6962, section 2.1 (the same as RFC 9162, section 2.1, for
// SHA-256). A size is a number of leaves, an index counts them from 0. Pure; any thread.

#include <functional>
#include <vector>

#include "eventstore/types.hpp"

namespace rollcall::eventstore {

Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)
Hash empty_root();                                    // SHA-256 of nothing

// The hash over the `index`-th run of 2^level leaves; only runs that are complete are asked for.
using Subtrees = std::function<Result<Hash>(unsigned level, std::uint64_t index)>;

// The leaves themselves as a source, for small trees.
Subtrees subtrees_of(const std::vector<Hash>& leaves);

Result<Hash> root_of(std::uint64_t size, const Subtrees& subtrees);

using Proof = std::vector<Hash>;
// That the leaf at `index` is in the tree of `size`; index < size.
Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const Subtrees& subtrees);
// That the tree of `second` begins with the tree of `first`; first <= second.
Result<Proof> consistency_proof(std::uint64_t first, std::uint64_t second,
                                const Subtrees& subtrees);

// RFC 9162, sections 2.1.3.2 and 2.1.4.2.
bool proves_inclusion(const Proof& proof, const Hash& leaf, std::uint64_t index, std::uint64_t size,
                      const Hash& root);
struct TreeHead {
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(const TreeHead&) const = default;
};
bool proves_consistency(const Proof& proof, const TreeHead& first, const TreeHead& second);

// A tree that grows leaf by leaf and keeps only what its root needs: one hash a level.
class GrowingTree {
 public:
  void add(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> complete_;  // the roots of the complete runs, longest first
};

}  // namespace rollcall::eventstore
