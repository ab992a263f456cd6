// Damage in the write-ahead log of a killed process: with the zeros that lie ahead of what was
// written (see room_ahead.hpp), and without.

#include <fstream>

#include "tests/eventstore/chain_check.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::write_ahead_log_test {
namespace {

enum class Room { there, cut_off };

class WriteAheadLog : public ::testing::TestWithParam<Room> {
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
    written_ = end_of_bytes();
    ASSERT_GT(written_, kAppends * 20'000);
    ASSERT_GT(std::filesystem::file_size(file_), written_ + 100'000) << "no room was made";
    if (GetParam() == Room::cut_off) std::filesystem::resize_file(file_, written_);
  }

  // Where the zeros begin that end the file.
  std::size_t end_of_bytes() const {
    std::ifstream file(file_, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return bytes.find_last_not_of('\0') + 1;
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
  ScratchFolder folder_;
  std::filesystem::path file_;
  std::size_t written_ = 0;
};

TEST_P(WriteAheadLog, cut_short_opens_without_the_torn_append) {
  std::filesystem::resize_file(file_, written_ - 100);
  expect_all_but_the_last();
}

TEST_P(WriteAheadLog, with_a_garbled_end_opens_without_the_torn_append) {
  overwrite(written_ - 1'000, std::string(1'000, '\0'));
  expect_all_but_the_last();
}

TEST_P(WriteAheadLog, followed_by_zeros_opens_whole) {
  std::filesystem::resize_file(file_, written_ + 50'000);
  const auto log = reopen();
  ASSERT_TRUE(log);
  EXPECT_EQ((*log)->head(kOffice), kAppends);
}

TEST_P(WriteAheadLog, damaged_in_the_middle_is_refused) {
  overwrite(written_ / 2, "damage");
  EXPECT_EQ(reopen().error(), Error::corrupt);
}

TEST_P(WriteAheadLog, with_a_hole_in_the_middle_is_refused) {
  overwrite(written_ / 2, std::string(100'000, '\0'));
  EXPECT_EQ(reopen().error(), Error::corrupt);
}

INSTANTIATE_TEST_SUITE_P(Rooms, WriteAheadLog, ::testing::Values(Room::there, Room::cut_off),
                         [](const auto& test) {
                           return test.param == Room::there ? "with_room" : "without_room";
                         });

}  // namespace
}  // namespace rollcall::eventstore::write_ahead_log_test
