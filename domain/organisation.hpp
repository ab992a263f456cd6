#pragma once
// Organisations: customers and suppliers.

#include <variant>

#include "domain/proposal.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

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

}  // namespace rollcall::domain
