#include "eventstore/rocksdb/room_ahead.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include "eventstore/check.hpp"
#include "tests/eventstore/support/temp_folder.hpp"

namespace rollcall::eventstore {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

class RoomAhead : public ::testing::Test {
 protected:
  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
  std::size_t size(const std::string& name) const { return std::filesystem::file_size(path(name)); }
  std::unique_ptr<rocksdb::FSWritableFile> make(const std::string& name) {
    std::unique_ptr<rocksdb::FSWritableFile> file;
    const auto& files = env_->GetFileSystem();
    CHECK(files->NewWritableFile(path(name), rocksdb::FileOptions(), &file, nullptr).ok());
    return file;
  }
  static void write(rocksdb::FSWritableFile& file, const std::string& bytes) {
    ASSERT_TRUE(file.Append(bytes, rocksdb::IOOptions(), nullptr).ok());
    ASSERT_TRUE(file.Sync(rocksdb::IOOptions(), nullptr).ok());
  }

  TempFolder folder_;
  std::unique_ptr<rocksdb::Env> env_ = make_room_ahead_env(nullptr);
};

TEST_F(RoomAhead, lies_behind_what_was_written_as_zeros) {
  const auto file = make("1.log");
  write(*file, "abc");
  EXPECT_EQ(size("1.log"), 3 + kMebibyte);
  write(*file, "def");
  EXPECT_EQ(size("1.log"), 3 + kMebibyte) << "there was room";
  std::ifstream there(path("1.log"), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(there), {}};
  EXPECT_TRUE(bytes == "abcdef" + std::string(kMebibyte - 3, '\0'));
}

TEST_F(RoomAhead, is_made_again_when_it_is_used_up) {
  const auto file = make("1.log");
  for (int i = 0; i < 100; ++i) write(*file, std::string(20'000, 'x'));
  EXPECT_GT(size("1.log"), 2'000'000U);
  EXPECT_LE(size("1.log"), 2'000'000U + kMebibyte);
}

TEST_F(RoomAhead, is_not_made_for_large_writes_or_other_files) {
  const auto large = make("1.log");
  write(*large, std::string(kMebibyte, 'x'));
  EXPECT_EQ(size("1.log"), kMebibyte);
  const auto table = make("2.sst");
  write(*table, "abc");
  EXPECT_EQ(size("2.sst"), 3U);
}

}  // namespace
}  // namespace rollcall::eventstore
