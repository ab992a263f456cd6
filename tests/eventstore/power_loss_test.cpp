// The power is lost at the 1st, 2nd, 3rd … sync of a run, until a run gets through; or that sync
// alone fails, and the machine lives on. Whatever was acknowledged must be there afterwards, and
// nothing by halves. Under the sanitizers, where a run takes a second, every 24th is.

#include "eventstore/check.hpp"
#include "tests/eventstore/chain_check.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/eventstore/support/log_contract.hpp"
#include "tests/rounds.hpp"

namespace rollcall::eventstore::power_loss_test {
namespace {

constexpr std::size_t kEvery = tests::kFewerRounds == 1 ? 1 : 24;  // sync
constexpr int kPhases = 2;  // each opens and closes the log
constexpr int kRounds = 4;  // of each phase
constexpr int kAtOnce = 3;  // appends of each round, sent without waiting

// One append: two events of a type of its own, and an idempotency key.
struct Sent {
  EventType type = 0;
  OfficeId office{};
  std::optional<Outcome> outcome;
};

// What becomes of that sync's bytes, and of the machine.
struct Loss {
  AtFault fate;
  bool power_off;
};

class PowerLoss : public ::testing::TestWithParam<Loss> {
 protected:
  // Sends appends until all are sent or the log can't be opened; returns all with their outcomes.
  std::vector<Sent> run(const std::filesystem::path& folder) {
    std::vector<Sent> sent;
    for (int phase = 0; phase < kPhases; ++phase) {
      // Every few rounds index rows go into a table, and are deleted from where they waited.
      auto log = open_rocksdb_log(folder, {.env = machine_.env.get(), .max_recent_rows = 10});
      if (!log) {
        EXPECT_EQ(log.error(), Error::io);
        break;
      }
      for (int round = 0; round < kRounds; ++round) send_round(**log, sent);
    }
    return sent;
  }

  void send_round(Log& log, std::vector<Sent>& sent) {
    std::vector<std::promise<Outcome>> answers(kAtOnce);
    for (int i = 0; i < kAtOnce; ++i) {
      const auto type = static_cast<EventType>(sent.size() + 1);
      sent.push_back({type, i == 0 ? kOther : kOffice, std::nullopt});
      Append append = append_of({event(type, {kRed}), event(type, {kBlue}, Bytes(3'000, 'x'))},
                                sent.back().office);
      append.idempotency = {{static_cast<std::uint8_t>(type)}, {1}, "note"};
      log.append(std::move(append), [&answers, i](Outcome outcome) {
        answers[static_cast<std::size_t>(i)].set_value(std::move(outcome));
      });
    }
    for (int i = 0; i < kAtOnce; ++i) {
      sent[sent.size() - kAtOnce + static_cast<std::size_t>(i)].outcome =
          answers[static_cast<std::size_t>(i)].get_future().get();
    }
  }

  void check(const Log& log, const std::vector<Sent>& sent) {
    check_whole(log);
    for (const Sent& each : sent) {
      const auto there = found(log, tagged({}, {each.type}), {}, each.office);
      const auto answer =
          *log.find_answer(each.office, {static_cast<std::uint8_t>(each.type)}, 1'000);
      EXPECT_EQ(answer.has_value(), !there.empty());
      if (*each.outcome) {
        const auto& done = appended(*each.outcome);
        EXPECT_EQ(there, (std::vector<Position>{done.first, done.last}));
      } else if (each.outcome->error() == Error::stopped) {
        EXPECT_TRUE(there.empty());
      } else {
        EXPECT_EQ(each.outcome->error(), Error::outcome_unknown);
        EXPECT_TRUE(there.empty() || there.size() == 2);
      }
      EXPECT_EQ(found(log, tagged({kRed}, {each.type}), {}, each.office).size(), there.size() / 2);
    }
  }

  FaultyMachine machine_;
};

TEST_P(PowerLoss, at_any_sync_loses_nothing_acknowledged) {
  for (std::size_t at_sync = 1;; at_sync += kEvery) {
    SCOPED_TRACE(at_sync);
    const ScratchFolder folder;
    machine_.power->plan(
        {.at_sync = at_sync, .fate = GetParam().fate, .power_off = GetParam().power_off});
    const auto sent = run(folder.path());
    const bool through = !machine_.power->faulted();
    machine_.power->plan({});
    const auto log = open_rocksdb_log(folder.path(), {.env = machine_.env.get()});
    ASSERT_TRUE(log) << to_string(log.error());
    check(**log, sent);
    EXPECT_TRUE(append_and_wait(**log, append_of({event(9'999)}))) << "and it goes on";
    if (HasFailure() || through) break;
  }
}

std::string name_of(const ::testing::TestParamInfo<Loss>& test) {
  std::string name = test.param.power_off ? "and_the_power_" : "alone_";
  switch (test.param.fate) {
    case AtFault::forget:
      return name + "forget";
    case AtFault::tear:
      return name + "tear";
    case AtFault::garble:
      return name + "garble";
    case AtFault::keep:
      return name + "keep";
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Syncs, PowerLoss,
                         ::testing::Values(Loss{AtFault::forget, true}, Loss{AtFault::tear, true},
                                           Loss{AtFault::garble, true}, Loss{AtFault::keep, true},
                                           Loss{AtFault::forget, false}, Loss{AtFault::tear, false},
                                           Loss{AtFault::garble, false},
                                           Loss{AtFault::keep, false}),
                         name_of);

class FailStop : public ::testing::Test {
 protected:
  // Opens the log, appends one event, and lets the next sync fail (the machine lives on).
  void open_then_fail_next_sync(AtFault fate) {
    auto opened = open_rocksdb_log(folder_.path(), {.env = machine_.env.get()});
    ASSERT_TRUE(opened);
    log_ = std::move(*opened);
    ASSERT_TRUE(append_and_wait(*log_, append_of({event(1, {kRed})})));
    machine_.power->plan({.at_sync = 1, .fate = fate, .power_off = false});
  }

  FaultyMachine machine_;
  ScratchFolder folder_;
  std::unique_ptr<Log> log_;
};

TEST_F(FailStop, after_a_failed_sync_nothing_is_written_any_more) {
  open_then_fail_next_sync(AtFault::keep);
  EXPECT_TRUE(log_->writable());
  const auto unknown = append_and_wait(*log_, append_of({event(2)}));
  EXPECT_EQ(unknown.error(), Error::outcome_unknown);
  EXPECT_FALSE(log_->writable());
  EXPECT_EQ(append_and_wait(*log_, append_of({event(3)})).error(), Error::stopped);
  EXPECT_EQ(append_and_wait(*log_, append_of({event(3)}, kOther)).error(), Error::stopped);
}

TEST_F(FailStop, reads_go_on_and_show_what_is_durable_only) {
  open_then_fail_next_sync(AtFault::keep);
  EXPECT_FALSE(append_and_wait(*log_, append_of({event(2, {kRed})})));
  EXPECT_EQ(log_->head(kOffice), 1U);
  EXPECT_EQ(found(*log_, tagged({kRed})), (std::vector<Position>{1}));
  EXPECT_EQ(log_->last_batch(), 1U);
  EXPECT_EQ(log_->follow(0, 9, std::chrono::hours(1))->size(), 1U);
  EXPECT_EQ(log_->follow(1, 9, std::chrono::hours(1)).error(), Error::stopped);
}

TEST_F(FailStop, what_was_unknown_may_be_there_after_reopening_and_its_key_settles_it) {
  open_then_fail_next_sync(AtFault::keep);
  const Append append = with_key(append_of({event(2)}), 5);
  EXPECT_EQ(append_and_wait(*log_, append).error(), Error::outcome_unknown);
  log_.reset();
  log_ = std::move(*open_rocksdb_log(folder_.path(), {.env = machine_.env.get()}));
  const auto again = append_and_wait(*log_, append);
  ASSERT_TRUE(again);
  const bool was_there = std::holds_alternative<AlreadyDone>(*again);
  EXPECT_EQ(was_there ? already_done(again).last : appended(again).last, 2U);
  EXPECT_EQ(found(*log_, tagged({}, {2})), (std::vector<Position>{2}));
  check_whole(*log_);
}

TEST_F(FailStop, refusals_of_the_failing_group_stay_refusals) {
  open_then_fail_next_sync(AtFault::forget);
  std::vector<std::promise<Outcome>> answers(3);
  const auto send = [&](std::size_t i, Append append) {
    log_->append(std::move(append),
                 [&answers, i](Outcome done) { answers[i].set_value(std::move(done)); });
  };
  send(0, with_condition(append_of({event(2)}), tagged({kRed}), 0));
  send(1, with_key(append_of({event(2)}), 7));
  send(2, with_key(append_of({event(2)}), 7));
  EXPECT_EQ(answers[0].get_future().get().error(), Error::conflict);
  EXPECT_EQ(answers[1].get_future().get().error(), Error::outcome_unknown);
  const auto repeated = answers[2].get_future().get().error();
  EXPECT_TRUE(repeated == Error::outcome_unknown || repeated == Error::stopped);
}

}  // namespace
}  // namespace rollcall::eventstore::power_loss_test
