#include "domain/office/denial.hpp"

#include <algorithm>
#include <cstdlib>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

std::int64_t hour_of(Instant instant) {
  return instant.ms / 3'600'000;
}

}  // namespace

Tag tag_of_principal(const Actor& principal) {
  switch (principal.kind) {
    case ActorKind::staff:
      return {TagKind::staff, principal.id};
    case ActorKind::api_token:
      return {TagKind::api_token, principal.id};
    case ActorKind::contact:
      return {TagKind::contact, principal.id};
    case ActorKind::receiver:
      return {TagKind::share, principal.id};
    case ActorKind::system:
      break;
  }
  std::abort();  // the server denies itself nothing
}

FactQueries facts_of_denials(const Actor& principal) {
  return {{types_of<AccessDenied>(), {tag_of_principal(principal)}}};
}

DenialState evolve(DenialState state, const Recorded& recorded) {
  const auto* event = std::get_if<DenialEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  const auto& denied = std::get<AccessDenied>(*event);
  const auto hour = hour_of(recorded.decided_at);
  if (hour != state.hour) state = {hour, {}};
  state.operations.push_back(denied.operation);
  return state;
}

Proposals decide(const DenialState& state, const DenyAccess& command, Instant now) {
  if (hour_of(now) == state.hour) {
    const auto& seen = state.operations;
    const bool is_known = std::find(seen.begin(), seen.end(), command.operation) != seen.end();
    if (is_known || seen.size() >= kMaxDenialsPerHour) return {};
  }
  return {propose(AccessDenied{command.principal, command.operation})};
}

}  // namespace rollcall::domain
