#pragma once
// The facts that decide whether a link or a viewing session opens anything.

#include "api/commands/facts.hpp"
#include "domain/share.hpp"

namespace rollcall::api {

// Everything is empty if there is no such share.
inline domain::OpeningFacts load_opening(Facts& facts, domain::ShareId id) {
  const auto share = facts.load<domain::ShareState>(domain::facts_of_share(id));
  const domain::OfficeId office{projections::from_log(facts.office())};
  domain::ContactStanding receiver;
  if (share->contact) {
    receiver =
        facts.load<domain::ContactState>(domain::facts_of_contact(*share->contact))->standing;
  }
  return {*facts.load<domain::OfficeState>(domain::facts_of_office(office)),
          *facts.load<domain::ListState>(domain::facts_of_list(share->list)),
          *facts.load<domain::ProjectState>(domain::facts_of_project(share->project)), *share,
          receiver};
}

}  // namespace rollcall::api
