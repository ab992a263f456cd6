#include "eventstore/log.hpp"

#include <atomic>

namespace rollcall::eventstore {

Outcome append_and_wait(Log& log, Append append) {
  // Shared, because the committer may still be inside notify_one() when the waiter has gone on.
  struct Waiting {
    std::atomic<bool> done = false;
    std::optional<Outcome> outcome;
  };
  auto waiting = std::make_shared<Waiting>();
  log.append(std::move(append), [waiting](Outcome outcome) {
    waiting->outcome = std::move(outcome);
    waiting->done.store(true, std::memory_order_release);
    waiting->done.notify_one();
  });
  waiting->done.wait(false, std::memory_order_acquire);
  return std::move(*waiting->outcome);
}

}  // namespace rollcall::eventstore
