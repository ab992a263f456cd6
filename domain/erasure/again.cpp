#include "domain/erasure/again.hpp"

#include <algorithm>
#include <iterator>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

bool is_nobody(const Refusals& refusals) {
  return std::any_of(refusals.begin(), refusals.end(),
                     [](const Refusal& each) { return each.reason == Reason::not_found; });
}

}  // namespace

Result<Proposals> decide(ErasureFacts facts, const EraseAgain& command) {
  Proposals proposals;
  for (auto& of : facts.staff) {
    if (!of.state.active) continue;
    proposals.push_back(propose(StaffDeactivated{command.office, of.staff}));
    of.state.active = false;
  }
  auto erased = decide(facts, ErasePersons{});
  if (!erased && is_nobody(erased.error())) return Proposals{};
  if (!erased) return erased;
  std::move(erased->begin(), erased->end(), std::back_inserter(proposals));
  return proposals;
}

}  // namespace rollcall::domain
