#include "eventstore/proof/log_proof.hpp"

#include <gtest/gtest.h>

#include "tests/eventstore/proof/hashes.hpp"

namespace rollcall::eventstore::log_proof_test {
namespace {

constexpr std::string_view kCheckpoint =
    "example.com/log\n5\nroot\n\n\xE2\x80\x94 example.com/log sig\n";

TreeHead head_of(const std::vector<Hash>& leaves) {
  return {leaves.size(), *root_of(leaves.size(), subtrees_of(leaves))};
}

LogProof proof_of(std::uint64_t index, const std::vector<Hash>& leaves) {
  return {index, *inclusion_proof(index, leaves.size(), subtrees_of(leaves)),
          std::string(kCheckpoint)};
}

TEST(ALogProof, is_written_as_c2sp_says) {
  const Hash zeros{};
  EXPECT_EQ(
      to_string({73'894, {zeros}, std::string(kCheckpoint)}),
      "c2sp.org/tlog-proof@v1\nindex 73894\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n" +
          std::string(kCheckpoint));
  EXPECT_EQ(to_string({0, {}, "note\n"}), "c2sp.org/tlog-proof@v1\nindex 0\n\nnote\n");
}

TEST(ALogProof, is_read_as_it_was_written) {
  const auto leaves = numbered_leaves(5);
  for (std::uint64_t i = 0; i < leaves.size(); ++i) {
    EXPECT_EQ(parse_log_proof(to_string(proof_of(i, leaves))), proof_of(i, leaves));
  }
}

TEST(ALogProof, may_carry_what_nothing_vouches_for) {
  const auto parsed = parse_log_proof("c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\n\nnote\n");
  EXPECT_EQ(parsed, (LogProof{0, {}, "note\n"}));
}

TEST(ALogProof, is_refused_if_its_text_is_none) {
  const std::string start = "c2sp.org/tlog-proof@v1\n";
  const std::string hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
  std::string too_many;
  for (int i = 0; i < 65; ++i) too_many += hash;
  const std::vector<std::string> texts = {"",
                                          start,
                                          "index 0\n\nnote\n",
                                          "c2sp.org/tlog-proof@v2\nindex 0\n\nnote\n",
                                          start + "index 00\n\nnote\n",
                                          start + "index -1\n\nnote\n",
                                          start + "index \n\nnote\n",
                                          start + "index 18446744073709551616\n\nnote\n",
                                          start + "extra AA==\n\nnote\n",
                                          start + "index 0\nAA==\n\nnote\n",
                                          start + "index 0\n" + hash,
                                          start + "index 0\n" + too_many + "\nnote\n"};
  for (const auto& wrong : texts) {
    EXPECT_FALSE(parse_log_proof(wrong)) << wrong;
  }
}

TEST(ALogProof, proves_its_own_leaf_at_its_own_index) {
  const auto leaves = numbered_leaves(5);
  const auto head = head_of(leaves);
  EXPECT_TRUE(proves(proof_of(3, leaves), "3", head));
  EXPECT_FALSE(proves(proof_of(3, leaves), "2", head));
  auto elsewhere = proof_of(3, leaves);
  elsewhere.index = 2;
  EXPECT_FALSE(proves(elsewhere, "3", head));
  elsewhere.index = 5;
  EXPECT_FALSE(proves(elsewhere, "3", head));
  EXPECT_FALSE(proves(proof_of(3, leaves), "3", head_of(numbered_leaves(4))));
}

}  // namespace
}  // namespace rollcall::eventstore::log_proof_test
