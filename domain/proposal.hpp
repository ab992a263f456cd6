#pragma once
// What decisions give and states are made from. Event is only declared here: the concepts' headers
// define its parts, event.hpp the whole.

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/actor.hpp"
#include "domain/tag.hpp"
#include "domain/values/result.hpp"

namespace rollcall::domain {

struct Event;

// Makes an overload set of lambdas, for std::visit.
template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

// An event as the log has it. Non-owning: lives as long as what it was decoded into.
struct Recorded {
  const Event* event = nullptr;
  std::uint64_t position = 0;
  Instant decided_at;  // the decision's now
  Actor actor;
};

// An event that a decision wants recorded. `email`: the address it makes somebody's, or that it
// addresses; `former_email`: the one it takes away from them. They become tags, which erasure can
// delete (they are no part of the stored bytes). `forgets`: of whom nothing is kept once the event
// is recorded, but what the log still needs.
struct Proposal {
  std::shared_ptr<const Event> event;
  std::optional<EmailKey> email;
  std::optional<EmailKey> former_email;
  std::optional<PersonId> forgets{};
};
using Proposals = std::vector<Proposal>;

// propose(ContactAdded{…}) for any event struct; defined for all of them in proposal.cpp.
template <class E>
Proposal propose(E event, std::optional<EmailKey> email = std::nullopt,
                 std::optional<EmailKey> former_email = std::nullopt);

}  // namespace rollcall::domain
