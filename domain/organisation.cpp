#include "domain/organisation.hpp"

#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
FactQueries facts_of_organisation(OrganisationId organisation) {
  return {{types_of<OrganisationAdded, OrganisationRenamed, OrganisationDeleted>(),
           {Tag{TagKind::organisation, organisation.uuid}}}};
}

OrganisationState evolve(OrganisationState state, const Recorded& recorded) {
  const auto* event = std::get_if<OrganisationEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const OrganisationAdded& added) {
                   state = OrganisationState{true, added.kind, added.name};
                 },
                 [&](const OrganisationRenamed& renamed) { state.name = renamed.name; },
                 [&](const OrganisationDeleted&) { state.exists = false; },
             },
             *event);
  state.version = recorded.position;
  return state;
}

Result<Proposals> decide(const OrganisationState& state, const AddOrganisation& command) {
  if (state.exists) return refuse(Reason::duplicate, "", command.organisation.uuid);
  return Proposals{propose(OrganisationAdded{command.organisation, command.kind, command.name})};
}

Result<Proposals> decide(const OrganisationState& state, const RenameOrganisation& command) {
  if (!state.exists) return refuse(Reason::not_found, "", command.organisation.uuid);
  if (state.name == command.name) return Proposals{};
  return Proposals{propose(OrganisationRenamed{command.organisation, command.name})};
}

}  // namespace rollcall::domain
