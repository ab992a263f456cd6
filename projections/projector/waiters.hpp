#pragma once
// Who waits for a position of an office. Many may: asking costs a map entry, an answer only what it
// answers.
//
// Threads: the owner locks. Callbacks are handed out, never called from here.

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "projections/projector/checkpoint.hpp"

namespace rollcall::projections {

struct Waiter {
  std::vector<KeySpace> spaces;  // empty: every projection that runs
  std::function<void(bool)> done;
};
// What is to be called once the lock is given back.
struct Answered {
  std::function<void(bool)> done;
  bool passed = false;
};
using AllAnswered = std::vector<Answered>;

class Waiters {
 public:
  // Says of a waiter whether it is answered, and what.
  using Verdict =
      std::function<std::optional<bool>(const OfficeId&, Position, const std::vector<KeySpace>&)>;

  // Of the office's waiters that do not fit any more, the one for the highest position is told no:
  // a position that nobody was ever given can't push out those that will come.
  void add(const OfficeId& office, Position position, Waiter waiter, AllAnswered& answered);

  // Asks about those of the office that wait for `up_to` or less; about all there are.
  void ask(const OfficeId& office, Position up_to, const Verdict& verdict, AllAnswered& answered);
  void ask_all(const Verdict& verdict, AllAnswered& answered);
  bool empty() const { return offices_.empty(); }

  static constexpr std::size_t kMaxPerOffice = 16'384;

 private:
  using OfOffice = std::multimap<Position, Waiter>;

  std::unordered_map<OfficeId, OfOffice, OfficeHash> offices_;  // none is empty
};

void call(AllAnswered answered);

}  // namespace rollcall::projections
