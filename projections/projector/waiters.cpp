#include "projections/projector/waiters.hpp"

#include <utility>

namespace rollcall::projections {

void Waiters::add(const OfficeId& office, Position position, Waiter waiter, AllAnswered& answered) {
  OfOffice& waiting = offices_[office];
  waiting.emplace(position, std::move(waiter));
  if (waiting.size() <= kMaxPerOffice) return;
  const auto last = std::prev(waiting.end());
  answered.push_back({std::move(last->second.done), false});
  waiting.erase(last);
}

void Waiters::ask(const OfficeId& office, Position up_to, const Verdict& verdict,
                  AllAnswered& answered) {
  const auto found = offices_.find(office);
  if (found == offices_.end()) return;
  OfOffice& waiting = found->second;
  const auto end = waiting.upper_bound(up_to);
  for (auto at = waiting.begin(); at != end;) {
    const auto passed = verdict(office, at->first, at->second.spaces);
    if (!passed) {
      ++at;
      continue;
    }
    answered.push_back({std::move(at->second.done), *passed});
    at = waiting.erase(at);
  }
  if (waiting.empty()) offices_.erase(found);
}

void Waiters::ask_all(const Verdict& verdict, AllAnswered& answered) {
  std::vector<OfficeId> offices;
  for (const auto& [office, waiting] : offices_) offices.push_back(office);
  for (const OfficeId& office : offices) ask(office, ~Position{0}, verdict, answered);
}

void call(AllAnswered answered) {
  for (const Answered& each : answered) each.done(each.passed);
}

}  // namespace rollcall::projections
