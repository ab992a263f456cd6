// Tags that are taken from events: nothing is found by them any more, and no file holds them.

#include <rocksdb/db.h>

#include "eventstore/keys.hpp"
#include "eventstore/rocksdb/database.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::forgotten_tags_test {
namespace {

const std::vector<Position> kNone;

// kRed and kBlue are of kind 1, kGreen of kind 2.
class ForgottenTags : public LogContract {
 protected:
  void forget(std::vector<Position> at, const OfficeId& office = kOffice) {
    EXPECT_TRUE(log_->forget_tags(office, kRed.kind, at));
  }
};

TEST_P(ForgottenTags, find_nothing_any_more) {
  add({event(1, {kRed, kGreen}), event(2, {kBlue}), event(3, {kRed})});
  forget({1});
  EXPECT_EQ(found(*log_, tagged({kRed})), (std::vector<Position>{3}));
  EXPECT_EQ(found(*log_, tagged({kBlue})), (std::vector<Position>{2}));
  EXPECT_EQ(found(*log_, tagged({kGreen})), (std::vector<Position>{1})) << "of another kind";
  EXPECT_EQ(found(*log_, tagged({kRed, kGreen})), kNone);
  EXPECT_EQ(found(*log_, {}).size(), 3U) << "the events stay";
}

TEST_P(ForgottenTags, fail_no_condition) {
  add({event(1, {kRed})});
  forget({1});
  EXPECT_TRUE(append(with_condition(append_of({event(1)}), tagged({kRed}), 0)));
}

TEST_P(ForgottenTags, can_come_again) {
  add({event(1, {kRed})});
  forget({1});
  add({event(1, {kRed})});
  EXPECT_EQ(found(*log_, tagged({kRed})), (std::vector<Position>{2}));
  EXPECT_FALSE(append(with_condition(append_of({event(1)}), tagged({kRed}), 0)));
}

TEST_P(ForgottenTags, are_of_one_office) {
  add({event(1, {kRed})});
  add({event(1, {kRed})}, kOther);
  forget({1});
  EXPECT_EQ(found(*log_, tagged({kRed}), {}, kOther), (std::vector<Position>{1}));
}

TEST_P(ForgottenTags, that_are_not_there_are_no_error) {
  forget({1, 2}, kOther);
  add({event(1, {kRed})});
  forget({1, 1, 7});
  forget({1});
  forget({});
  EXPECT_EQ(found(*log_, tagged({kRed})), kNone);
}

TEST_P(ForgottenTags, are_forgotten_while_others_append) {
  std::thread writer([&] {
    for (int i = 0; i < 200; ++i) add({event(1, {kBlue})}, kOther);
  });
  for (int i = 0; i < 5; ++i) {
    const auto at = add({event(1, {kRed})});
    forget({at.first});
  }
  writer.join();
  EXPECT_EQ(found(*log_, tagged({kRed})), kNone);
  EXPECT_EQ(found(*log_, tagged({kBlue}), {}, kOther).size(), 200U);
}

FOR_EVERY_LOG(ForgottenTags);

// The id of a tag, somewhere among the keys and values of a log.
bool holds(const std::filesystem::path& folder, const Tag& tag) {
  const Bytes id(tag.id.begin(), tag.id.end());
  if (any_file_holds(folder, id)) return true;
  const auto database = Database::open_to_read(folder);
  CHECK(database.has_value());
  for (auto* family : {(*database)->tags(), (*database)->recent()}) {
    const auto rows = (*database)->iterate(family);
    for (rows->SeekToFirst(); rows->Valid(); rows->Next()) {
      if (rows->key().ToString().find(id) != Bytes::npos) return true;
      if (rows->value().ToString().find(id) != Bytes::npos) return true;
    }
  }
  return false;
}

constexpr Tag kMarked{1, {'a', ' ', 'm', 'a', 'r', 'k', 'e', 'd', ' ', 'h', 'a', 's', 'h', '!'}};

class ForgottenTagFiles : public ::testing::TestWithParam<std::size_t> {
 protected:
  void open() {
    auto opened = open_rocksdb_log(folder_.path(), {.max_recent_rows = GetParam()});
    ASSERT_TRUE(opened);
    log_ = std::move(*opened);
  }
  ScratchFolder folder_;
  std::unique_ptr<Log> log_;
};

TEST_P(ForgottenTagFiles, hold_them_no_more) {
  open();
  for (int i = 0; i < 5; ++i) {
    appended(append_and_wait(*log_, append_of({event(1, {kMarked, kGreen}), event(1, {kBlue})})));
  }
  ASSERT_TRUE(holds(folder_.path(), kMarked)) << "the search finds what is there";
  ASSERT_TRUE(log_->forget_tags(kOffice, kMarked.kind, std::vector<Position>{1, 3, 5, 7, 9}));
  EXPECT_FALSE(holds(folder_.path(), kMarked)) << "while it is open";
  log_.reset();
  EXPECT_FALSE(holds(folder_.path(), kMarked));
  open();
  EXPECT_EQ(found(*log_, tagged({kMarked})), kNone);
  EXPECT_EQ(found(*log_, tagged({kBlue})).size(), 5U);
  EXPECT_EQ(found(*log_, tagged({kGreen})).size(), 5U);
}

TEST_P(ForgottenTagFiles, hold_them_no_more_after_an_earlier_start) {
  open();
  appended(append_and_wait(*log_, append_of({event(1, {kMarked})})));
  log_.reset();
  open();
  ASSERT_TRUE(log_->forget_tags(kOffice, kMarked.kind, std::vector<Position>{1}));
  EXPECT_FALSE(holds(folder_.path(), kMarked)) << "nor does what says which tables there are";
  log_.reset();
  EXPECT_FALSE(holds(folder_.path(), kMarked));
}

INSTANTIATE_TEST_SUITE_P(Rows, ForgottenTagFiles, ::testing::Values(2, 262'144));

}  // namespace
}  // namespace rollcall::eventstore::forgotten_tags_test
