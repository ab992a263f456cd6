// Random histories against the durable log and the log in memory: both must answer alike, whatever
// is reopened in between. Repeat a failure with RC_PARAMS="seed=…".

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/eventstore/chain_check.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/eventstore/support/log_contract.hpp"

namespace rollcall::eventstore::model_test {
namespace {

using rc::gen::arbitrary;
using rc::gen::inRange;

template <class T>
T pick(T from, T below) {
  return *inRange<T>(from, below);
}

bool one_in(int n) {
  return pick(0, n) == 0;
}

OfficeId some_office() {
  return one_in(4) ? kOther : kOffice;
}
Tag some_tag() {
  return {1, {static_cast<std::uint8_t>(pick(1, 7))}};
}
EventType some_type() {
  return static_cast<EventType>(pick(1, 4));
}

template <class F>
auto some_of(int at_most, F&& make) {
  std::vector<decltype(make())> made;
  for (int n = pick(0, at_most + 1); n > 0; --n) made.push_back(make());
  return made;
}

Query some_query() {
  return {some_of(3, [] { return QueryItem{some_of(2, some_type), some_of(3, some_tag)}; })};
}

Position some_position(Position head) {
  return pick<Position>(0, head + 3);
}

NewEvent some_event() {
  return event(some_type(), some_of(4, some_tag), Bytes(pick<std::size_t>(0, 300), 'x'));
}

Append some_append(const Log& model, Millis& now) {
  Append append;
  append.office = some_office();
  append.events = some_of(3, some_event);
  if (one_in(8)) now += one_in(3) ? kAnswerLifetime : 7;
  append.decided_at = std::max<Millis>(0, now - (one_in(5) ? 5 : 0));
  append.actor = {1, {2}};
  if (!one_in(3)) {
    append.condition = {some_query(), some_position(model.head(append.office))};
  }
  if (one_in(3)) {
    append.idempotency = {
        {static_cast<std::uint8_t>(pick(1, 6))}, {static_cast<std::uint8_t>(pick(1, 3))}, "note"};
  }
  return append;
}

void same_outcome(const Outcome& durable, const Outcome& model) {
  RC_ASSERT(durable.has_value() == model.has_value());
  if (!model) {
    RC_ASSERT(to_string(durable.error()) == to_string(model.error()));
  } else if (const auto* done = std::get_if<AlreadyDone>(&*model)) {
    RC_ASSERT(std::holds_alternative<AlreadyDone>(*durable));
    RC_ASSERT(already_done(durable) == done->answer);
  } else {
    RC_ASSERT(std::holds_alternative<Appended>(*durable));
    RC_ASSERT(appended(durable).first == appended(model).first);
    RC_ASSERT(appended(durable).last == appended(model).last);
    RC_ASSERT(appended(durable).recorded_at == appended(model).recorded_at);
  }
}

class Both {
 public:
  Both() { reopen(); }

  // Sends them all before waiting for any, so that some share a commit group.
  void append_some() {
    std::vector<Append> appends;
    for (int n = pick(1, 6); n > 0; --n) appends.push_back(some_append(*model_, now_));
    std::vector<std::promise<Outcome>> answers(appends.size());
    for (std::size_t i = 0; i < appends.size(); ++i) {
      durable_->append(appends[i],
                       [&answers, i](Outcome done) { answers[i].set_value(std::move(done)); });
    }
    std::vector<Outcome> outcomes;
    for (auto& answer : answers) outcomes.push_back(answer.get_future().get());
    for (std::size_t i = 0; i < appends.size(); ++i) {
      same_outcome(outcomes[i], append_and_wait(*model_, appends[i]));
    }
  }

  void read_some() {
    const OfficeId office = some_office();
    const Query query = some_query();
    const Position head = model_->head(office);
    ReadOptions options{.after = one_in(2) ? 0 : some_position(head)};
    if (one_in(3)) options.up_to = some_position(head);
    if (one_in(3)) options.limit = pick<std::size_t>(0, 6);
    if (one_in(2)) options.direction = Direction::backward;
    RC_ASSERT(*durable_->read(office, query, options) == *model_->read(office, query, options));
  }

  void compare() {
    RC_ASSERT(durable_->offices() == model_->offices());
    for (const OfficeId& office : {kOffice, kOther}) {
      RC_ASSERT(durable_->head(office) == model_->head(office));
      RC_ASSERT(durable_->last_recorded_at(office) == model_->last_recorded_at(office));
      RC_ASSERT(*durable_->read(office, {}, {}) == *model_->read(office, {}, {}));
      for (std::uint8_t key = 1; key < 6; ++key) {
        RC_ASSERT(*durable_->find_answer(office, {key}, now_) ==
                  *model_->find_answer(office, {key}, now_));
      }
    }
    check_whole(*durable_);
  }

  void reopen() {
    durable_.reset();
    // Few tag heads, small groups, little room for index rows, so that all run over.
    auto opened = open_rocksdb_log(folder_.path(), {.env = machine_.env.get(),
                                                    .max_group_events = 5,
                                                    .max_tag_heads = 64,
                                                    .max_recent_rows = pick<std::size_t>(1, 60)});
    RC_ASSERT(opened.has_value());
    durable_ = std::move(*opened);
  }

 private:
  ScratchFolder folder_;
  FaultyMachine machine_;  // without a fault: for its free syncs
  std::unique_ptr<Log> durable_;
  std::unique_ptr<Log> model_ = make_memory_log();
  Millis now_ = 1'000;
};

RC_GTEST_PROP(Model, the_durable_log_answers_as_the_one_in_memory, ()) {
  Both both;
  for (int steps = pick(1, 60); steps > 0; --steps) {
    const int what = pick(0, 20);
    if (what < 11) both.append_some();
    if (what >= 11 && what < 19) both.read_some();
    if (what == 19) both.reopen();
  }
  both.compare();
  both.reopen();
  both.compare();
}

}  // namespace
}  // namespace rollcall::eventstore::model_test
