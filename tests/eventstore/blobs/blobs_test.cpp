// Blobs, in memory and in a folder alike; and what a crash may leave of a folder.
#include "eventstore/blobs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/eventstore/support/folder.hpp"

namespace rollcall::eventstore::blobs_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr OfficeId kOffice{1};
constexpr OfficeId kOther{2};

class BlobsTest : public testing::TestWithParam<bool> {
 protected:
  std::unique_ptr<Blobs> open() {
    if (!GetParam()) return make_memory_blobs();
    auto opened = open_blob_folder(folder_.path() / "blobs");
    EXPECT_TRUE(opened.has_value());
    return std::move(*opened);
  }
  static std::string read(const Blobs& blobs, const OfficeId& office, const Hash& hash) {
    const auto bytes = blobs.open(office, hash);
    EXPECT_TRUE(bytes.has_value());
    return *bytes ? std::string(**bytes) : "(none)";
  }

  ScratchFolder folder_;
  std::unique_ptr<Blobs> blobs = open();
};

TEST_P(BlobsTest, keep_bytes_under_their_hash) {
  const std::string bytes("a\0b", 3);
  const auto hash = blobs->put(kOffice, bytes);
  ASSERT_TRUE(hash.has_value());
  EXPECT_EQ(*hash, hash_of_blob(bytes));
  EXPECT_EQ(read(*blobs, kOffice, *hash), bytes);
  EXPECT_EQ(*blobs->put(kOffice, bytes), *hash);
  EXPECT_EQ(read(*blobs, kOffice, *blobs->put(kOffice, "")), "");
}

TEST_P(BlobsTest, are_an_offices_own) {
  const auto hash = *blobs->put(kOffice, "a");
  EXPECT_EQ(read(*blobs, kOther, hash), "(none)");
}

TEST_P(BlobsTest, outlive_their_removal_where_they_are_read) {
  const auto hash = *blobs->put(kOffice, "a");
  const auto bytes = *blobs->open(kOffice, hash);
  EXPECT_TRUE(blobs->remove_unless_put_since({kOffice, hash}, Blobs::Time::clock::now()));
  EXPECT_EQ(*bytes, "a");
  EXPECT_EQ(read(*blobs, kOffice, hash), "(none)");
}

TEST_P(BlobsTest, stay_if_they_were_put_again) {
  const auto before = Blobs::Time::clock::now();
  const auto hash = *blobs->put(kOffice, "a");
  EXPECT_FALSE(blobs->remove_unless_put_since({kOffice, hash}, before));
  EXPECT_EQ(read(*blobs, kOffice, hash), "a");
}

TEST_P(BlobsTest, are_listed_in_order) {
  EXPECT_THAT(*blobs->list({}, 10), IsEmpty());
  std::vector<StoredBlob> all = {{kOffice, *blobs->put(kOffice, "a")},
                                 {kOffice, *blobs->put(kOffice, "b")},
                                 {kOther, *blobs->put(kOther, "a")}};
  std::sort(all.begin(), all.end());
  EXPECT_EQ(*blobs->list({}, 10), all);
  EXPECT_THAT(*blobs->list({}, 1), ElementsAre(all[0]));
  EXPECT_THAT(*blobs->list(all[0], 1), ElementsAre(all[1]));
  EXPECT_THAT(*blobs->list(all[2], 1), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Kinds, BlobsTest, testing::Bool(), [](const auto& test) {
  return test.param ? std::string("folder") : std::string("memory");
});

TEST(ABlobFolder, is_there_again_without_what_was_half_written) {
  const ScratchFolder folder;
  const auto root = folder.path() / "blobs";
  const auto hash = *(*open_blob_folder(root))->put(kOffice, "a");
  const auto file = std::filesystem::recursive_directory_iterator(root)->path();
  const auto unfinished = file / "unfinished-7";
  std::ofstream(unfinished) << "half";
  const auto again = open_blob_folder(root);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*(*again)->open(kOffice, hash).value(), "a");
  EXPECT_FALSE(std::filesystem::exists(unfinished));
}

TEST(ABlobFolder, gives_no_bytes_that_are_not_what_was_put) {
  const ScratchFolder folder;
  const auto root = folder.path() / "blobs";
  const auto blobs = std::move(*open_blob_folder(root));
  const auto hash = *blobs->put(kOffice, "a");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) std::ofstream(entry.path()) << "b";
  }
  EXPECT_EQ(blobs->open(kOffice, hash), tl::unexpected(Error::corrupt));
  EXPECT_TRUE(blobs->put(kOffice, "a").has_value());
  EXPECT_EQ(*blobs->open(kOffice, hash).value(), "a");
}

}  // namespace
}  // namespace rollcall::eventstore::blobs_test
