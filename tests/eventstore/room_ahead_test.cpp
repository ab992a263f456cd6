#include "eventstore/rocksdb/room_ahead.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include "eventstore/check.hpp"
#include "tests/eventstore/support/folder.hpp"

namespace rollcall::eventstore::room_ahead_test {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;
constexpr std::size_t kBlock = 4096;

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
  std::string bytes_of(const std::string& name) const {
    std::ifstream there(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(there), {}};
  }
  static void write(rocksdb::FSWritableFile& file, const std::string& bytes) {
    ASSERT_TRUE(file.Append(bytes, rocksdb::IOOptions(), nullptr).ok());
    ASSERT_TRUE(file.Sync(rocksdb::IOOptions(), nullptr).ok());
  }

  ScratchFolder folder_;
  std::unique_ptr<rocksdb::Env> env_ = make_room_ahead_env(nullptr);
};

TEST_F(RoomAhead, lies_behind_what_was_written_as_zeros) {
  const auto file = make("1.log");
  write(*file, "abc");
  EXPECT_EQ(size("1.log"), kBlock + kMebibyte);
  write(*file, "def");
  EXPECT_EQ(size("1.log"), kBlock + kMebibyte) << "there was room";
  EXPECT_TRUE(bytes_of("1.log") == "abcdef" + std::string(kBlock + kMebibyte - 6, '\0'));
}

TEST_F(RoomAhead, is_cut_off_when_the_file_is_closed) {
  const auto file = make("1.log");
  write(*file, "abc");
  ASSERT_TRUE(file->Close(rocksdb::IOOptions(), nullptr).ok());
  EXPECT_EQ(bytes_of("1.log"), "abc");
}

TEST_F(RoomAhead, holds_what_was_written_in_pieces_of_any_size) {
  const auto file = make("1.log");
  std::string written;
  for (const std::size_t size : {std::size_t{1}, kBlock - 1, kBlock, kBlock + 1, std::size_t{7},
                                 kMebibyte / 4 + 1, 3 * kMebibyte, std::size_t{100}}) {
    const std::string piece(size, static_cast<char>('a' + written.size() % 26));
    write(*file, piece);
    written += piece;
    EXPECT_EQ(file->GetFileSize(rocksdb::IOOptions(), nullptr), written.size());
    EXPECT_TRUE(bytes_of("1.log").starts_with(written)) << size;
  }
  ASSERT_TRUE(file->Close(rocksdb::IOOptions(), nullptr).ok());
  EXPECT_TRUE(bytes_of("1.log") == written);
}

TEST_F(RoomAhead, is_made_again_when_it_is_used_up) {
  const auto file = make("1.log");
  for (int i = 0; i < 100; ++i) write(*file, std::string(20'000, 'x'));
  EXPECT_GT(size("1.log"), 2'000'000U);
  EXPECT_LE(size("1.log"), 2'000'000U + kBlock + kMebibyte);
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
}  // namespace rollcall::eventstore::room_ahead_test
