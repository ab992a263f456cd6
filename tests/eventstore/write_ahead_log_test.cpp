// Damage in the write-ahead log of a killed process.

#include "tests/eventstore/chain_check.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore {
namespace {

class WriteAheadLog : public ::testing::Test {
 protected:
  static constexpr std::size_t kAppends = 30;

  // Appends of 20 KB each, then the files as a kill leaves them.
  void SetUp() override {
    const auto log = open_rocksdb_log(folder_.path() / "log", {.env = machine_.env.get()});
    ASSERT_TRUE(log);
    for (std::size_t i = 0; i < kAppends; ++i) {
      ASSERT_TRUE(append_and_wait(**log, append_of({event(1, {}, Bytes(20'000, 'x'))})));
    }
    std::filesystem::copy(folder_.path() / "log", killed());
    for (const auto& entry : std::filesystem::directory_iterator(killed())) {
      if (entry.path().extension() == ".log" && entry.file_size() > 0) file_ = entry.path();
    }
    ASSERT_GT(std::filesystem::file_size(file_), kAppends * 20'000);
  }

  std::filesystem::path killed() const { return folder_.path() / "killed"; }

  void overwrite(std::size_t at, const std::string& bytes) {
    std::fstream file(file_, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(at));
    file << bytes;
  }

  Result<std::unique_ptr<Log>> reopen() {
    return open_rocksdb_log(killed(), {.env = machine_.env.get()});
  }

  void expect_all_but_the_last() {
    const auto log = reopen();
    ASSERT_TRUE(log) << to_string(log.error());
    EXPECT_EQ((*log)->head(kOffice), kAppends - 1);
    check_whole(**log);
  }

  FaultyMachine machine_;  // without a fault: for its free syncs
  TempFolder folder_;
  std::filesystem::path file_;
};

TEST_F(WriteAheadLog, cut_short_opens_without_the_torn_append) {
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) - 100);
  expect_all_but_the_last();
}

TEST_F(WriteAheadLog, with_a_garbled_end_opens_without_the_torn_append) {
  overwrite(std::filesystem::file_size(file_) - 1'000, std::string(1'000, '\0'));
  expect_all_but_the_last();
}

TEST_F(WriteAheadLog, followed_by_zeros_opens_whole) {
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) + 50'000);
  const auto log = reopen();
  ASSERT_TRUE(log);
  EXPECT_EQ((*log)->head(kOffice), kAppends);
}

TEST_F(WriteAheadLog, damaged_in_the_middle_is_refused) {
  overwrite(std::filesystem::file_size(file_) / 2, "damage");
  EXPECT_EQ(reopen().error(), Error::corrupt);
}

TEST_F(WriteAheadLog, with_a_hole_in_the_middle_is_refused) {
  overwrite(std::filesystem::file_size(file_) / 2, std::string(100'000, '\0'));
  EXPECT_EQ(reopen().error(), Error::corrupt);
}

}  // namespace
}  // namespace rollcall::eventstore
