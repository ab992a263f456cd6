#pragma once
// Organisations: customers and suppliers.

#include <variant>
#include <vector>

#include "domain/proposal.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

struct ContactState;
struct ProjectState;

enum class OrganisationKind : std::uint8_t { customer = 1, supplier = 2 };

struct OrganisationAdded {
  static constexpr EventType kType = 20;
  static constexpr std::string_view kName = "OrganisationAdded";
  OrganisationId organisation;
  OrganisationKind kind{};
  Name name;
  bool operator==(const OrganisationAdded&) const = default;
};
struct OrganisationRenamed {
  static constexpr EventType kType = 21;
  static constexpr std::string_view kName = "OrganisationRenamed";
  OrganisationId organisation;
  Name name;
  bool operator==(const OrganisationRenamed&) const = default;
};
struct OrganisationDeleted {
  static constexpr EventType kType = 22;
  static constexpr std::string_view kName = "OrganisationDeleted";
  OrganisationId organisation;
  OrganisationKind kind{};
  bool operator==(const OrganisationDeleted&) const = default;
};
using OrganisationEvent = std::variant<OrganisationAdded, OrganisationRenamed, OrganisationDeleted>;

struct OrganisationState {
  bool exists = false;  // false again once deleted
  OrganisationKind kind{};
  Name name{};
  std::uint64_t version = 0;  // position of its last own change
};
FactQueries facts_of_organisation(OrganisationId organisation);
OrganisationState evolve(OrganisationState state, const Recorded& recorded);

struct AddOrganisation {
  OrganisationId organisation;
  OrganisationKind kind{};
  Name name;
};
Result<Proposals> decide(const OrganisationState& state, const AddOrganisation& command);

struct RenameOrganisation {
  OrganisationId organisation;
  Name name;
};
// The same name: no event.
Result<Proposals> decide(const OrganisationState& state, const RenameOrganisation& command);

// Whom and what an organisation ever had: persons linked to it, projects whose customer it was.
struct OrganisationTies {
  std::vector<ContactId> contacts;
  std::vector<ProjectId> projects;
};
FactQueries facts_of_ties(OrganisationId organisation);
OrganisationTies evolve(OrganisationTies ties, const Recorded& recorded);

struct DeleteOrganisation {
  OrganisationId organisation;
};
struct DeleteOrganisationFacts {
  OrganisationState organisation;
  OrganisationTies ties;
  std::vector<ContactState> contacts;  // like ties.contacts
  std::vector<ProjectState> projects;  // like ties.projects
};
// Refused with an organisation_has_projects per project, of any status, whose customer it is; and
// with organisation_has_contacts while persons are linked to it: nobody loses an organisation, or
// the last one, by the way. Who is on a project as a supplier's contact is linked to that supplier.
Result<Proposals> decide(const DeleteOrganisationFacts& facts, const DeleteOrganisation& command);

}  // namespace rollcall::domain
