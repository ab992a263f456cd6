#include "domain/organisation.hpp"

#include "domain/project.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::organisation_test {
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
      {"what is gone",
       {added(), OrganisationDeleted{kBank, OrganisationKind::customer}},
       rename("Sol"),
       refused(Reason::not_found, "", kBank.uuid)},
      {"what is not there", {}, rename("Nordlys"), refused(Reason::not_found, "", kBank.uuid)},
  });
}

TEST(Organisation, has_the_version_of_its_last_own_change) {
  const History history{added(), ProjectCreated{id<ProjectId>(2), {}}, renamed("Nordlys")};
  EXPECT_EQ(state_of(history).version, 3u);
  EXPECT_EQ(state_of(history).name.str(), "Nordlys");
  EXPECT_EQ(state_of(history).kind, OrganisationKind::customer);
}

}  // namespace
}  // namespace rollcall::domain::given::organisation_test
