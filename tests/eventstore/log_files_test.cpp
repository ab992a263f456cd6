// What the durable log promises about its files: reopening, damage, a kill.

#include <rocksdb/write_batch.h>

#include "eventstore/keys.hpp"
#include "eventstore/rocksdb/database.hpp"
#include "eventstore/rocksdb/status.hpp"
#include "tests/eventstore/chain_check.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::log_files_test {
namespace {

class LogFiles : public ::testing::Test {
 protected:
  Result<std::unique_ptr<Log>> try_open() {
    return open_rocksdb_log(folder_.path() / "log", {.env = machine_.env.get()});
  }
  void open() {
    auto opened = try_open();
    ASSERT_TRUE(opened) << to_string(opened.error());
    log_ = std::move(*opened);
  }
  void close() { log_.reset(); }

  Appended add(std::vector<NewEvent> events, const OfficeId& office = kOffice) {
    return appended(append_and_wait(*log_, append_of(std::move(events), office)));
  }

  // A log of three batches, two offices; closed.
  void make_log() {
    open();
    add({event(1, {kRed}, "first"), event(2, {kBlue}, "second")});
    add({event(1, {kRed}, "other")}, kOther);
    add({event(3, {kRed, kBlue}, "third")});
    close();
  }

  // Changes rows of the closed log behind its back.
  template <class F>
  void tamper(F&& change) {
    const auto database = Database::open(folder_.path() / "log", machine_.env.get());
    ASSERT_TRUE(database);
    rocksdb::WriteBatch write;
    change(**database, write);
    rocksdb::WriteOptions synced;
    synced.sync = true;
    ASSERT_TRUE((*database)->db().Write(synced, &write).ok());
  }
  Error error_of_opening() {
    const auto opened = try_open();
    EXPECT_FALSE(opened);
    return opened ? Error::invalid : opened.error();
  }

  FaultyMachine machine_;  // without a fault: for its free syncs
  ScratchFolder folder_;
  std::unique_ptr<Log> log_;
};

TEST_F(LogFiles, keep_everything_when_reopened) {
  make_log();
  open();
  EXPECT_EQ(log_->head(kOffice), 3U);
  EXPECT_EQ(log_->offices(), (std::vector<OfficeId>{kOffice, kOther}));
  EXPECT_EQ(log_->last_batch(), 3U);
  EXPECT_EQ(found(*log_, tagged({kRed})), (std::vector<Position>{1, 3}));
  EXPECT_EQ(
      append_and_wait(*log_, with_condition(append_of({event(1)}), tagged({kRed}), 2)).error(),
      Error::conflict);
  EXPECT_EQ(add({event(1)}).first, 4U);
  EXPECT_EQ(add({event(1)}, kOther).first, 2U);
  check_whole(*log_);
}

// A crash after a table was taken in leaves its rows where they waited, too; a log from before rows
// waited has them in tables alone.
TEST_F(LogFiles, show_each_event_once_whether_its_index_rows_wait_or_not) {
  for (const bool waiting : {true, false}) {
    SCOPED_TRACE(waiting);
    std::filesystem::remove_all(folder_.path() / "log");
    make_log();
    tamper([&](const Database& database, rocksdb::WriteBatch& write) {
      for (const std::uint64_t sequence : {1U, 2U, 3U}) {
        const BatchKey key = batch_key(sequence);
        const auto rows = decode_recent(**database.get(database.recent(), key.view()));
        for (const TagRow& row : *rows) {
          const auto type = encode_type(row.type);
          write.Put(database.tags(), slice(row.key.view()), {type.data(), type.size()});
        }
        if (!waiting) write.Delete(database.recent(), slice(key.view()));
      }
    });
    open();
    add({event(4, {kRed})});
    EXPECT_EQ(found(*log_, tagged({kRed})), (std::vector<Position>{1, 3, 4}));
    EXPECT_EQ(found(*log_, tagged({kRed}), {.limit = 3, .direction = Direction::backward}),
              (std::vector<Position>{4, 3, 1}));
    EXPECT_EQ(found(*log_, tagged({kRed, kBlue})), (std::vector<Position>{3}));
    close();
  }
}

TEST_F(LogFiles, lose_index_rows_that_wait_once_they_are_in_a_table) {
  auto opened =
      open_rocksdb_log(folder_.path() / "log", {.env = machine_.env.get(), .max_recent_rows = 10});
  log_ = std::move(*opened);
  for (int i = 0; i < 200; ++i) add({event(1, {kRed, kBlue})});
  EXPECT_EQ(found(*log_, tagged({kRed, kBlue})).size(), 200U);
  close();
  const auto database = Database::open(folder_.path() / "log", machine_.env.get());
  const auto rows = (*database)->iterate((*database)->recent());
  std::size_t waiting = 0;
  for (rows->SeekToFirst(); rows->Valid(); rows->Next()) ++waiting;
  EXPECT_LE(waiting, 30U);
}

TEST_F(LogFiles, with_damaged_index_rows_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    write.Put(database.recent(), slice(batch_key(2).view()), "damage");
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

TEST_F(LogFiles, keep_answers_and_times_when_reopened) {
  open();
  Append append = with_key(append_of({event(1)}), 5, 6, "note");
  append.decided_at = 9'000;
  ASSERT_TRUE(append_and_wait(*log_, append));
  close();
  open();
  EXPECT_EQ(already_done(append_and_wait(*log_, append)), (Answer{{6}, 1, 1, 9'000, "note"}));
  EXPECT_EQ(log_->last_recorded_at(kOffice), 9'000);
  EXPECT_EQ(add({event(1)}).recorded_at, 9'000);
}

TEST_F(LogFiles, can_be_opened_once_at_a_time) {
  open();
  EXPECT_EQ(error_of_opening(), Error::io);
}

TEST_F(LogFiles, of_a_killed_process_hold_all_that_was_answered) {
  open();
  for (int i = 0; i < 20; ++i) add({event(1, {kRed}), event(2)});
  std::filesystem::copy(folder_.path() / "log", folder_.path() / "killed");
  const auto killed = open_rocksdb_log(folder_.path() / "killed", {.env = machine_.env.get()});
  ASSERT_TRUE(killed);
  EXPECT_EQ((*killed)->head(kOffice), 40U);
  check_whole(**killed);
}

TEST_F(LogFiles, close_answers_what_is_queued) {
  open();
  std::atomic<int> answered = 0;
  for (int i = 0; i < 100; ++i) {
    log_->append(append_of({event(1)}), [&](Outcome outcome) {
      CHECK(outcome.has_value());
      ++answered;
    });
  }
  close();
  EXPECT_EQ(answered, 100);
  open();
  EXPECT_EQ(log_->head(kOffice), 100U);
}

// The committer is held in a completion, so that appends pile up behind it.
TEST_F(LogFiles, refuse_more_than_the_queue_holds_and_take_the_rest_in_one_group) {
  auto opened = open_rocksdb_log(folder_.path() / "log",
                                 {.env = machine_.env.get(), .max_queued_appends = 3});
  log_ = std::move(*opened);
  std::promise<void> held;
  std::promise<void> release;
  log_->append(append_of({event(1)}), [&](const Outcome&) {
    held.set_value();
    release.get_future().wait();
  });
  held.get_future().wait();
  std::vector<std::promise<Outcome>> answers(5);
  const auto send = [&](std::size_t i, Append append) {
    log_->append(std::move(append),
                 [&answers, i](Outcome done) { answers[i].set_value(std::move(done)); });
  };
  send(0, with_condition(append_of({event(1, {kRed})}), tagged({kRed}), 0));
  send(1, with_condition(append_of({event(1, {kRed})}), tagged({kRed}), 0));
  send(2, with_key(append_of({event(2, {kBlue})}, kOther), 5));
  send(3, append_of({event(1)}));
  EXPECT_EQ(answers[3].get_future().get().error(), Error::overloaded);
  release.set_value();
  EXPECT_EQ(appended(answers[0].get_future().get()).first, 2U);
  EXPECT_EQ(answers[1].get_future().get().error(), Error::conflict);
  EXPECT_EQ(appended(answers[2].get_future().get()).first, 1U);
  EXPECT_EQ(log_->last_batch(), 2U);
  EXPECT_EQ(log_->follow(1, 1, std::chrono::milliseconds(0))->at(0)->batch.ranges,
            (std::vector<BatchRange>{{kOffice, 2, 1}, {kOther, 1, 1}}));
  check_whole(*log_);
}

TEST_F(LogFiles, hand_out_batches_that_are_no_longer_in_memory) {
  open();
  std::vector<std::promise<Outcome>> answers(5'000);  // 50 MB, more than is kept
  for (std::size_t i = 0; i < answers.size(); ++i) {
    log_->append(append_of({event(1, {}, Bytes(10'000, 'x'))}, i % 2 == 0 ? kOffice : kOther),
                 [&answers, i](Outcome done) { answers[i].set_value(std::move(done)); });
  }
  for (auto& answer : answers) ASSERT_TRUE(answer.get_future().get());
  check_whole(*log_);
}

TEST_F(LogFiles, lose_expired_answers_in_time) {
  open();
  const auto answer_at = [&](std::uint16_t number, Millis now) {
    Append append = append_of({event(1)});
    append.decided_at = now;
    append.idempotency = {
        {static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)}, {1}, ""};
    ASSERT_TRUE(append_and_wait(*log_, std::move(append)));
  };
  for (std::uint16_t i = 0; i < 600; ++i) answer_at(i, 1'000);
  for (std::uint16_t i = 1'000; i < 1'900; ++i) answer_at(i, 2'000 + kAnswerLifetime);
  close();
  const auto database = Database::open(folder_.path() / "log", machine_.env.get());
  const auto rows = (*database)->iterate((*database)->answers());
  std::size_t kept = 0;
  for (rows->SeekToFirst(); rows->Valid(); rows->Next()) ++kept;
  EXPECT_EQ(kept, 900U);
}

TEST_F(LogFiles, with_a_missing_event_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    write.Delete(database.events(), slice(event_key(1, 2).view()));
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

TEST_F(LogFiles, whose_last_event_is_cut_off_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    write.Delete(database.events(), slice(event_key(1, 3).view()));
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

TEST_F(LogFiles, with_an_event_too_many_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    write.Put(database.events(), slice(event_key(1, 4).view()), encode_stored(event(1), {}));
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

TEST_F(LogFiles, with_a_changed_event_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    Bytes stored = **database.get(database.events(), event_key(1, 2).view());
    stored.back() ^= 1;
    write.Put(database.events(), slice(event_key(1, 2).view()), stored);
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

TEST_F(LogFiles, with_a_missing_batch_are_refused) {
  for (const std::uint64_t sequence : {1U, 2U, 3U}) {
    SCOPED_TRACE(sequence);
    std::filesystem::remove_all(folder_.path() / "log");
    make_log();
    tamper([&](const Database& database, rocksdb::WriteBatch& write) {
      write.Delete(database.batches(), slice(batch_key(sequence).view()));
    });
    EXPECT_EQ(error_of_opening(), Error::corrupt);
  }
}

TEST_F(LogFiles, with_a_missing_office_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    write.Delete(database.meta(), slice(office_key(kOffice).view()));
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

TEST_F(LogFiles, of_an_unknown_format_are_refused) {
  make_log();
  tamper([](const Database& database, rocksdb::WriteBatch& write) {
    write.Put(database.meta(), slice(kFormatKey), "\x02");
  });
  EXPECT_EQ(error_of_opening(), Error::corrupt);
}

}  // namespace
}  // namespace rollcall::eventstore::log_files_test
