#include "domain/organisation.hpp"

#include "domain/event.hpp"

namespace rollcall::domain {

FactQueries facts_of_organisation(OrganisationId organisation) {
  return {{types_of<OrganisationAdded>(), {Tag{TagKind::organisation, organisation.uuid}}}};
}

OrganisationState evolve(OrganisationState state, const Recorded& recorded) {
  const auto* event = std::get_if<OrganisationEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(
      Overloaded{
          [&](const OrganisationAdded& added) { state = OrganisationState{true, added.kind}; },
      },
      *event);
  return state;
}

Result<Proposals> decide(const OrganisationState& state, const AddOrganisation& command) {
  if (state.exists) return refuse(Reason::duplicate, "", command.organisation.uuid);
  return Proposals{propose(OrganisationAdded{command.organisation, command.kind, command.name})};
}

}  // namespace rollcall::domain
