#include "domain/organisation.hpp"

#include "domain/project.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given {
namespace {

constexpr auto kBank = id<OrganisationId>(1);

OrganisationAdded added(std::string_view name = "Nordlys Bank") {
  return {kBank, OrganisationKind::customer, valid<Name>(name)};
}
OrganisationRenamed renamed(std::string_view name) {
  return {kBank, valid<Name>(name)};
}
OrganisationState state_of(const History& history) {
  return history.fold<OrganisationState>(facts_of_organisation(kBank));
}
When rename(std::string_view name) {
  return [name = valid<Name>(name)](const History& history) {
    return decide(state_of(history), RenameOrganisation{kBank, name});
  };
}

TEST(Organisation, can_be_renamed) {
  check({
      {"another name", {added()}, rename("Nordlys"), events(renamed("Nordlys"))},
      {"the same name", {added()}, rename("Nordlys Bank"), nothing()},
      {"the name it was given", {added(), renamed("Nordlys")}, rename("Nordlys"), nothing()},
      {"its first name",
       {added(), renamed("Nordlys")},
       rename("Nordlys Bank"),
       events(renamed("Nordlys Bank"))},
      {"what is not there", {}, rename("Nordlys"), refused(Reason::not_found, "", kBank.uuid)},
  });
}

constexpr auto kAnna = id<ContactId>(3);
constexpr auto kGala = id<ProjectId>(4);
constexpr auto kTrip = id<ProjectId>(5);
constexpr auto kOther = id<OrganisationId>(6);

ProjectDetails project(std::string_view name, OrganisationId customer = kBank,
                       ProjectStatus status = ProjectStatus::finished) {
  ProjectDetails details;
  details.name = valid<Name>(name);
  details.customer = customer;
  details.status = status;
  return details;
}
ContactAdded anna() {
  return {kAnna, kBank, OrganisationKind::customer, {person_of(kAnna), ContactDetails{}}};
}
Then blocked_by(std::vector<std::pair<ProjectId, std::string>> projects) {
  Refusals refusals;
  for (const auto& [project, name] : projects) {
    refusals.push_back({Reason::organisation_has_projects, "", project.uuid, "", 0, name});
  }
  return refusals;
}
Result<Proposals> delete_bank(const History& history) {
  DeleteOrganisationFacts facts{state_of(history), {}, {}, {}};
  facts.ties = history.fold<OrganisationTies>(facts_of_ties(kBank));
  for (const auto contact : facts.ties.contacts)
    facts.contacts.push_back(history.fold<ContactState>(facts_of_contact(contact)));
  for (const auto project : facts.ties.projects)
    facts.projects.push_back(history.fold<ProjectState>(facts_of_project(project)));
  return decide(facts, DeleteOrganisation{kBank});
}

TEST(Organisation, goes_only_without_projects_and_people) {
  const OrganisationDeleted deleted{kBank, OrganisationKind::customer};
  const ProjectCreated gala{kGala, project("Gala")}, trip{kTrip, project("Trip")};
  const ProjectCreated of_other{kTrip, project("Trip", kOther)};
  const ProjectEdited given_away{kGala, project("Gala", kOther)};
  const ProjectEdited taken_over{kTrip, project("Trip")};
  const ProjectStatusChanged cancelled{kGala, ProjectStatus::cancelled, valid<StatusReason>("x")};
  check({
      {"nothing hangs on it", {added()}, delete_bank, events(deleted)},
      {"finished projects",
       {added(), gala, trip},
       delete_bank,
       blocked_by({{kGala, "Gala"}, {kTrip, "Trip"}})},
      {"a cancelled one", {added(), gala, cancelled}, delete_bank, blocked_by({{kGala, "Gala"}})},
      {"another's project", {added(), of_other}, delete_bank, events(deleted)},
      {"one it had once", {added(), gala, given_away}, delete_bank, events(deleted)},
      {"one it took over",
       {added(), of_other, taken_over},
       delete_bank,
       blocked_by({{kTrip, "Trip"}})},
      {"a contact person",
       {added(), anna()},
       delete_bank,
       refused(Reason::organisation_has_contacts)},
      {"gone already", {added(), deleted}, delete_bank, refused(Reason::not_found, "", kBank.uuid)},
      {"never there", {}, delete_bank, refused(Reason::not_found, "", kBank.uuid)},
      {"renaming what is gone",
       {added(), deleted},
       rename("Sol"),
       refused(Reason::not_found, "", kBank.uuid)},
  });
}

TEST(Organisation, has_the_version_of_its_last_own_change) {
  const History history{added(), ProjectCreated{id<ProjectId>(2), {}}, renamed("Nordlys")};
  EXPECT_EQ(state_of(history).version, 3u);
  EXPECT_EQ(state_of(history).name.str(), "Nordlys");
  EXPECT_EQ(state_of(history).kind, OrganisationKind::customer);
}

}  // namespace
}  // namespace rollcall::domain::given
