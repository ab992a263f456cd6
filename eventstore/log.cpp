#include "eventstore/log.hpp"

#include <future>

namespace rollcall::eventstore {

Outcome append_and_wait(Log& log, Append append) {
  // Shared, because the committer may still be inside set_value() when the waiter has gone on. (Not
  // an atomic's wait(): that spins and yields first, which costs much when many wait.)
  auto answer = std::make_shared<std::promise<Outcome>>();
  auto outcome = answer->get_future();
  log.append(std::move(append), [answer](Outcome done) { answer->set_value(std::move(done)); });
  return outcome.get();
}

bool holds(const Log& log, const BatchMark& mark) {
  if (mark.sequence == 0) return true;
  const auto next = log.follow(mark.sequence - 1, 1, std::chrono::milliseconds(0));
  return next && !next->empty() && mark_of(next->front()->batch) == mark;
}

}  // namespace rollcall::eventstore
