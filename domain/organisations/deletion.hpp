#pragma once
// An organisation goes, and with it those contact persons who have no other.

#include <map>
#include <vector>

#include "domain/contact.hpp"
#include "domain/organisation.hpp"
#include "domain/project.hpp"

namespace rollcall::domain {

// Whom and what to look at: every person linked to an organisation (deleted ones are still among
// them) and every project whose customer it ever was.
struct OrganisationTies {
  std::vector<ContactId> contacts;
  std::vector<ProjectId> projects;
};
FactQueries facts_of_ties(OrganisationId organisation);
OrganisationTies evolve(OrganisationTies ties, const Recorded& recorded);

// So many persons can be unlinked at once.
inline constexpr std::size_t kMaxUnlinkedAtOnce = 500;

struct DeleteOrganisation {
  OrganisationId organisation;
};
struct DeleteOrganisationFacts {
  OrganisationState organisation;
  std::map<ContactId, ContactLeaveFacts> contacts;  // who are linked; more than the bound: some
  std::map<ProjectId, ProjectState> projects;       // of its ties
};
// Unlinks everybody, as UnlinkContact would: from their last organisation, deletes them. Refused
// with an organisation_has_projects per project, of any status, whose customer it is or which one
// of them is on through it; else with organisation_has_contacts if they are too many.
Result<Proposals> decide(const DeleteOrganisationFacts& facts, const DeleteOrganisation& command);

}  // namespace rollcall::domain
