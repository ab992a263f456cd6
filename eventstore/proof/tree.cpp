#include "eventstore/proof/tree.hpp"

#include <algorithm>
#include <bit>

#include "eventstore/check.hpp"
#include "eventstore/proof/sha256.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::uint8_t kNode = 0x01;

// Leaves begin to end - 1.
struct Leaves {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t count() const { return end - begin; }
  // The largest power of two smaller than the count.
  std::uint64_t split() const { return begin + std::bit_floor(count() - 1); }
  Leaves left() const { return {begin, split()}; }
  Leaves right() const { return {split(), end}; }
};

Result<Hash> hash_over(const Leaves& leaves, const Subtrees& subtrees) {
  if (std::has_single_bit(leaves.count())) {
    const auto level = static_cast<unsigned>(std::countr_zero(leaves.count()));
    return subtrees(level, leaves.begin >> level);
  }
  const auto left = hash_over(leaves.left(), subtrees);
  if (!left) return left;
  const auto right = hash_over(leaves.right(), subtrees);
  if (!right) return right;
  return node_hash(*left, *right);
}

Result<void> add_hash(Proof& proof, const Leaves& leaves, const Subtrees& subtrees) {
  const auto hash = hash_over(leaves, subtrees);
  if (!hash) return tl::unexpected(hash.error());
  proof.push_back(*hash);
  return {};
}

// PATH of RFC 6962, section 2.1.1.
Result<void> add_path(Proof& proof, std::uint64_t index, const Leaves& leaves,
                      const Subtrees& subtrees) {
  if (leaves.count() == 1) return {};
  const bool is_left = index < leaves.split();
  const auto inner = is_left ? leaves.left() : leaves.right();
  if (auto added = add_path(proof, index, inner, subtrees); !added) return added;
  return add_hash(proof, is_left ? leaves.right() : leaves.left(), subtrees);
}

// SUBPROOF of RFC 6962, section 2.1.2: `known` says that the first tree's root is at hand.
Result<void> add_subproof(Proof& proof, std::uint64_t first, const Leaves& leaves, bool known,
                          const Subtrees& subtrees) {
  if (first == leaves.end) {
    return known ? Result<void>{} : add_hash(proof, leaves, subtrees);
  }
  const bool is_left = first <= leaves.split();
  const auto inner = is_left ? leaves.left() : leaves.right();
  if (auto added = add_subproof(proof, first, inner, known && is_left, subtrees); !added) {
    return added;
  }
  return add_hash(proof, is_left ? leaves.right() : leaves.left(), subtrees);
}

// Where a proof has come to: the place of its node, and of the last, on their level.
struct Place {
  std::uint64_t node = 0;
  std::uint64_t last = 0;

  bool has_left_sibling() const { return (node & 1) != 0 || node == last; }
  void up() {
    node >>= 1;
    last >>= 1;
  }
  // After a left sibling: past the levels on which the node has no sibling.
  void past_lone_levels() {
    while ((node & 1) == 0 && node != 0) up();
  }
};

}  // namespace

Hash node_hash(const Hash& left, const Hash& right) {
  // In one piece: so short a hash is mostly calls.
  std::array<std::uint8_t, 1 + sizeof(Hash) + sizeof(Hash)> node{kNode};
  std::ranges::copy(right, std::ranges::copy(left, node.begin() + 1).out);
  return Sha256().add(node).finish();
}

Hash empty_root() {
  return Sha256().finish();
}

Subtrees subtrees_of(const std::vector<Hash>& leaves) {
  return [&leaves](unsigned level, std::uint64_t index) -> Result<Hash> {
    GrowingTree run;
    for (std::uint64_t i = index << level; i < (index + 1) << level; ++i) run.add(leaves.at(i));
    return run.root();
  };
}

Result<Hash> root_of(std::uint64_t size, const Subtrees& subtrees) {
  return size == 0 ? empty_root() : hash_over({0, size}, subtrees);
}

Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const Subtrees& subtrees) {
  CHECK(index < size);
  Proof proof;
  if (auto added = add_path(proof, index, {0, size}, subtrees); !added) {
    return tl::unexpected(added.error());
  }
  return proof;
}

Result<Proof> consistency_proof(std::uint64_t first, std::uint64_t second,
                                const Subtrees& subtrees) {
  CHECK(first <= second);
  Proof proof;
  if (first == 0) return proof;  // every tree begins with the empty one
  if (auto added = add_subproof(proof, first, {0, second}, true, subtrees); !added) {
    return tl::unexpected(added.error());
  }
  return proof;
}

bool proves_inclusion(const Proof& proof, const Hash& leaf, std::uint64_t index, std::uint64_t size,
                      const Hash& root) {
  if (index >= size) return false;
  Place place{index, size - 1};
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (place.last == 0) return false;
    if (place.has_left_sibling()) {
      hash = node_hash(sibling, hash);
      place.past_lone_levels();
    } else {
      hash = node_hash(hash, sibling);
    }
    place.up();
  }
  return place.last == 0 && hash == root;
}

bool proves_consistency(const Proof& proof, const TreeHead& first, const TreeHead& second) {
  if (first.size > second.size) return false;
  if (first.size == second.size) return proof.empty() && first.root == second.root;
  if (first.size == 0) return proof.empty() && first.root == empty_root();
  Place place{first.size - 1, second.size - 1};
  while ((place.node & 1) != 0) place.up();
  std::size_t used = 0;
  Hash start = first.root;  // the proof leaves it out if it is one complete run
  if (!std::has_single_bit(first.size)) {
    if (proof.empty()) return false;
    start = proof[used++];
  }
  Hash first_root = start;
  Hash second_root = start;
  for (; used < proof.size(); ++used) {
    if (place.last == 0) return false;
    if (place.has_left_sibling()) {
      first_root = node_hash(proof[used], first_root);
      second_root = node_hash(proof[used], second_root);
      place.past_lone_levels();
    } else {
      second_root = node_hash(second_root, proof[used]);
    }
    place.up();
  }
  return place.last == 0 && first_root == first.root && second_root == second.root;
}

void GrowingTree::add(const Hash& leaf) {
  complete_.push_back(leaf);
  // Two runs of one length become one of the next.
  for (auto ones = size_++; (ones & 1) != 0; ones >>= 1) {
    const Hash right = complete_.back();
    complete_.pop_back();
    complete_.back() = node_hash(complete_.back(), right);
  }
}

Hash GrowingTree::root() const {
  if (complete_.empty()) return empty_root();
  Hash root = complete_.back();
  for (std::size_t i = complete_.size() - 1; i-- > 0;) root = node_hash(complete_[i], root);
  return root;
}

}  // namespace rollcall::eventstore
