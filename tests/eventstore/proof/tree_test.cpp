#include "eventstore/proof/tree.hpp"

#include <gtest/gtest.h>

#include "tests/eventstore/proof/hashes.hpp"

namespace rollcall::eventstore::tree_test {
namespace {

constexpr std::uint64_t kLargest = 70;  // past one complete run of 64

GrowingTree grown(const std::vector<Hash>& leaves, std::uint64_t size) {
  GrowingTree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.add(leaves[i]);
  return tree;
}

// The leaves and roots with which implementations of Certificate Transparency test themselves.
TEST(ATree, has_the_roots_that_others_give_it) {
  using namespace std::string_literals;
  const std::vector<Bytes> entries = {"",         "\0"s,  "\x10",     "\x20\x21",
                                      "\x30\x31", "@ABC", "PQRSTUVW", "`abcdefghijklmno"};
  const std::vector<std::string> roots = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  GrowingTree tree;
  EXPECT_EQ(hex(tree.root()), roots.front());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    tree.add(leaf_hash(entries[i]));
    EXPECT_EQ(hex(tree.root()), roots[i + 1]) << i;
  }
}

TEST(ATree, has_one_root_however_it_is_computed) {
  const auto leaves = numbered_leaves(kLargest);
  for (std::uint64_t size = 0; size <= kLargest; ++size) {
    EXPECT_EQ(*root_of(size, subtrees_of(leaves)), grown(leaves, size).root()) << size;
  }
}

TEST(ATree, proves_every_leaf_of_every_size) {
  const auto leaves = numbered_leaves(kLargest);
  for (std::uint64_t size = 1; size <= kLargest; ++size) {
    const auto root = grown(leaves, size).root();
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = *inclusion_proof(index, size, subtrees_of(leaves));
      EXPECT_TRUE(proves_inclusion(proof, leaves[index], index, size, root)) << index << size;
    }
  }
}

TEST(ATree, proves_that_every_size_begins_every_later_one) {
  const auto leaves = numbered_leaves(kLargest);
  for (std::uint64_t second = 0; second <= kLargest; ++second) {
    const TreeHead later{second, grown(leaves, second).root()};
    for (std::uint64_t first = 0; first <= second; ++first) {
      const auto proof = *consistency_proof(first, second, subtrees_of(leaves));
      EXPECT_TRUE(proves_consistency(proof, {first, grown(leaves, first).root()}, later))
          << first << ' ' << second;
    }
  }
}

// Every proof that differs from the right one in a hash, in length or in what it is said to show.
TEST(ATree, is_not_taken_in_by_a_wrong_inclusion) {
  constexpr std::uint64_t kSize = 13;
  const auto leaves = numbered_leaves(kSize);
  const auto root = grown(leaves, kSize).root();
  for (std::uint64_t index = 0; index < kSize; ++index) {
    const auto proof = *inclusion_proof(index, kSize, subtrees_of(leaves));
    for (std::size_t i = 0; i < proof.size(); ++i) {
      auto wrong = proof;
      wrong[i][7] ^= 1;
      EXPECT_FALSE(proves_inclusion(wrong, leaves[index], index, kSize, root));
    }
    auto longer = proof;
    longer.push_back(root);
    EXPECT_FALSE(proves_inclusion(longer, leaves[index], index, kSize, root));
    EXPECT_FALSE(
        proves_inclusion({proof.begin(), proof.end() - 1}, leaves[index], index, kSize, root));
    EXPECT_FALSE(proves_inclusion(proof, leaves[(index + 1) % kSize], index, kSize, root));
    EXPECT_FALSE(proves_inclusion(proof, leaves[index], kSize + index, kSize, root));
  }
}

TEST(ATree, is_not_taken_in_by_a_wrong_consistency) {
  const auto leaves = numbered_leaves(13);
  auto changed = leaves;
  changed[2][0] ^= 1;
  const TreeHead later{13, grown(leaves, 13).root()};
  for (std::uint64_t first = 3; first <= 13; ++first) {
    const auto proof = *consistency_proof(first, 13, subtrees_of(leaves));
    const TreeHead earlier{first, grown(leaves, first).root()};
    EXPECT_FALSE(proves_consistency(proof, {first, grown(changed, first).root()}, later));
    EXPECT_FALSE(proves_consistency(proof, {first, earlier.root}, {13, earlier.root}) &&
                 first != 13);
    auto longer = proof;
    longer.push_back(later.root);
    EXPECT_FALSE(proves_consistency(longer, earlier, later));
    for (std::size_t i = 0; i < proof.size(); ++i) {
      auto wrong = proof;
      wrong[i][31] ^= 0x80;
      EXPECT_FALSE(proves_consistency(wrong, earlier, later));
    }
  }
  EXPECT_FALSE(proves_consistency({}, later, {12, grown(leaves, 12).root()}));
}

}  // namespace
}  // namespace rollcall::eventstore::tree_test
