#include "eventstore/proof/merkle_tree.hpp"

#include "eventstore/keys.hpp"
#include "tests/eventstore/proof/hashes.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::merkle_tree_test {
namespace {

class AMerkleTree : public ::testing::Test {
 protected:
  void add(std::size_t count, const OfficeId& office = kOffice) {
    std::vector<NewEvent> events;
    for (std::size_t i = 0; i < count; ++i) events.push_back(event(1));
    appended(append_and_wait(*log_, append_of(std::move(events), office)));
  }

  std::vector<Hash> leaves(const OfficeId& office = kOffice) const {
    std::vector<Hash> found;
    const auto records = log_->read(office, {}, {});
    for (const auto& record : *records) found.push_back(leaf_hash(stored_bytes(record)));
    return found;
  }

  Hash root(std::size_t size, const OfficeId& office = kOffice) const {
    GrowingTree tree;
    const auto all = leaves(office);
    for (std::size_t i = 0; i < size; ++i) tree.add(all[i]);
    return tree.root();
  }

  std::unique_ptr<Log> log_ = make_memory_log();
  std::unique_ptr<TileStore> tiles_ = make_memory_tiles();
};

TEST_F(AMerkleTree, has_the_root_of_the_logs_events_at_every_size) {
  MerkleTree tree(*log_, *tiles_);
  EXPECT_EQ(tree.head_at(kOffice, 0)->root, empty_root());
  add(1'000);
  for (const std::uint64_t size :
       std::vector<std::uint64_t>{1, 255, 256, 257, 511, 512, 768, 1'000, 3}) {
    EXPECT_EQ(tree.head_at(kOffice, size)->root, root(size)) << size;
  }
  EXPECT_EQ(tree.head_at(kOffice, 1'001), tl::unexpected(Error::invalid));
}

TEST_F(AMerkleTree, has_three_levels_of_tiles_in_a_large_log) {
  add(60'000);
  add(6'300);
  MerkleTree tree(*log_, *tiles_);
  for (const std::uint64_t size : std::vector<std::uint64_t>{65'535, 65'536, 65'537, 66'300}) {
    EXPECT_EQ(tree.head_at(kOffice, size)->root, root(size)) << size;
  }
  const TreeHead now = *tree.head_at(kOffice, 66'300);
  for (const std::uint64_t index : std::vector<std::uint64_t>{0, 65'535, 65'536, 66'299}) {
    EXPECT_TRUE(proves_inclusion(*tree.inclusion(kOffice, index, 66'300), leaves()[index], index,
                                 66'300, now.root));
  }
  EXPECT_TRUE(proves_consistency(*tree.consistency(kOffice, 700, 66'300), {700, root(700)}, now));
  EXPECT_EQ(tree.tile(kOffice, {2, 0}, 1)->size(), 1u);
}

TEST_F(AMerkleTree, goes_on_where_its_tiles_end) {
  add(70'000 - 10'000);
  add(10'000);
  ASSERT_TRUE(MerkleTree(*log_, *tiles_).grow(kOffice, 69'000));
  MerkleTree again(*log_, *tiles_);
  EXPECT_EQ(again.head_at(kOffice, 70'000)->root, root(70'000));
}

// A log that was put back from an older copy and went on differently.
TEST_F(AMerkleTree, does_not_believe_tiles_of_another_log) {
  add(600);
  ASSERT_TRUE(MerkleTree(*log_, *tiles_).grow(kOffice, 600));
  log_ = make_memory_log();
  add(700);
  MerkleTree again(*log_, *tiles_);
  EXPECT_EQ(again.head_at(kOffice, 700)->root, root(700));
  const auto all = leaves();
  const std::vector<Hash> first(all.begin(), all.begin() + 256);
  EXPECT_TRUE(*again.tile(kOffice, {0, 0}, 256) == first);
}

TEST_F(AMerkleTree, keeps_offices_apart) {
  add(300);
  add(400, kOther);
  MerkleTree tree(*log_, *tiles_);
  EXPECT_EQ(tree.head_at(kOffice, 300)->root, root(300));
  EXPECT_EQ(tree.head_at(kOther, 400)->root, root(400, kOther));
}

TEST_F(AMerkleTree, serves_a_partial_tile_after_it_was_filled) {
  add(600);
  MerkleTree tree(*log_, *tiles_);
  ASSERT_TRUE(tree.grow(kOffice, 300));
  const auto partial = *tree.tile(kOffice, {0, 1}, 44);
  EXPECT_EQ(tree.tile(kOffice, {0, 1}, 45), tl::unexpected(Error::invalid));
  ASSERT_TRUE(tree.grow(kOffice, 600));
  EXPECT_TRUE(*tree.tile(kOffice, {0, 1}, 44) == partial);
  EXPECT_EQ(tree.tile(kOffice, {0, 3}, 1), tl::unexpected(Error::invalid));
}

TEST(KeptTiles, are_there_after_reopening) {
  const ScratchFolder folder;
  const Bytes bytes(256 * sizeof(Hash), 'h');
  {
    auto tiles = *open_rocksdb_tiles(folder.path());
    ASSERT_TRUE(tiles->keep(kOffice, {{{0, 7}, bytes}, {{1, 7}, bytes}}));
  }
  const auto tiles = *open_rocksdb_tiles(folder.path());
  EXPECT_EQ(*tiles->find(kOffice, {0, 7}), bytes);
  EXPECT_EQ(*tiles->find(kOffice, {0, 8}), std::nullopt);
  EXPECT_EQ(*tiles->find(kOther, {0, 7}), std::nullopt);
}

// The stored bytes of an event can be made again from it: leaves are computed from what is read.
TEST(StoredBytes, are_the_same_when_made_again) {
  auto made = event(7, {}, std::string("pay\0load", 8));
  const EnvelopeFacts facts{5, 6, {2, {9}}, {8}};
  const auto stored = encode_stored(made, facts);
  EXPECT_EQ(stored_bytes(*decode_stored(3, stored)), stored);
}

}  // namespace
}  // namespace rollcall::eventstore::merkle_tree_test
