#include "domain/organisations/deletion.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::deletion_test {
namespace {

constexpr auto kBank = id<OrganisationId>(1);
constexpr auto kOther = id<OrganisationId>(2);
constexpr auto kAnna = id<ContactId>(3);
constexpr auto kOle = id<ContactId>(4);
constexpr auto kGala = id<ProjectId>(5);
constexpr auto kTrip = id<ProjectId>(6);
constexpr auto kFair = id<ProjectId>(7);
constexpr auto kCustomer = OrganisationKind::customer;

OrganisationAdded added() {
  return {kBank, kCustomer, valid<Name>("Nordlys Bank")};
}
const OrganisationDeleted kDeleted{kBank, kCustomer};

ProjectCreated project(ProjectId id, std::string_view name, OrganisationId customer = kBank) {
  ProjectDetails details;
  details.name = valid<Name>(name);
  details.customer = customer;
  details.status = ProjectStatus::finished;
  return {id, details};
}
ContactAdded person(ContactId contact, OrganisationId organisation = kBank) {
  return {contact, organisation, kCustomer, {person_of(contact), ContactDetails{}}};
}
ContactLinked elsewhere(ContactId contact) {
  return {contact, kOther, kCustomer};
}
ContactAddedToProject joined(ContactId contact, ProjectId project, OrganisationId through = kBank) {
  return {project, contact, through, kCustomer};
}
Then blocked_by(std::vector<std::pair<ProjectId, std::string>> projects) {
  Refusals refusals;
  for (const auto& [project, name] : projects) {
    refusals.push_back({Reason::organisation_has_projects, "", project.uuid, "", 0, name});
  }
  return refusals;
}

EmailKey key_of(ContactId contact) {
  return {contact.uuid};
}
ContactLeaveFacts leave_facts(const History& history, ContactId id) {
  const std::map<ProjectId, Name> names{
      {kGala, valid<Name>("Gala")}, {kTrip, valid<Name>("Trip")}, {kFair, valid<Name>("Fair")}};
  return {history.fold<ContactState>(facts_of_contact(id)), key_of(id), names};
}
Result<Proposals> delete_bank(const History& history) {
  DeleteOrganisationFacts facts{
      history.fold<OrganisationState>(facts_of_organisation(kBank)), {}, {}};
  const auto ties = history.fold<OrganisationTies>(facts_of_ties(kBank));
  for (const auto contact : ties.contacts)
    facts.contacts.emplace(contact, leave_facts(history, contact));
  for (const auto project : ties.projects)
    facts.projects.emplace(project, history.fold<ProjectState>(facts_of_project(project)));
  return decide(facts, DeleteOrganisation{kBank});
}

TEST(DeletingAnOrganisation, is_refused_while_it_is_the_customer_of_projects) {
  const auto gala = project(kGala, "Gala"), trip = project(kTrip, "Trip");
  const auto of_other = project(kTrip, "Trip", kOther);
  const ProjectEdited given_away{kGala, project(kGala, "Gala", kOther).details};
  const ProjectEdited taken_over{kTrip, trip.details};
  const ProjectStatusChanged cancelled{kGala, ProjectStatus::cancelled, valid<StatusReason>("x")};
  const auto not_found = refused(Reason::not_found, "", kBank.uuid);
  check({
      {"nothing hangs on it", {added()}, delete_bank, events(kDeleted)},
      {"finished projects",
       {added(), gala, trip},
       delete_bank,
       blocked_by({{kGala, "Gala"}, {kTrip, "Trip"}})},
      {"a cancelled one", {added(), gala, cancelled}, delete_bank, blocked_by({{kGala, "Gala"}})},
      {"another's project", {added(), of_other}, delete_bank, events(kDeleted)},
      {"one it had once", {added(), gala, given_away}, delete_bank, events(kDeleted)},
      {"one it took over",
       {added(), of_other, taken_over},
       delete_bank,
       blocked_by({{kTrip, "Trip"}})},
      {"gone already", {added(), kDeleted}, delete_bank, not_found},
      {"never there", {}, delete_bank, not_found},
  });
}

TEST(DeletingAnOrganisation, takes_along_who_has_no_other) {
  const ContactUnlinked left{kAnna, kBank};
  const ContactDeleted deleted{kAnna};
  check({
      {"their only one", {added(), person(kAnna)}, delete_bank, events(deleted, kDeleted)},
      {"one of two",
       {added(), person(kAnna), elsewhere(kAnna)},
       delete_bank,
       events(left, kDeleted)},
      {"one each",
       {added(), person(kAnna), person(kOle), elsewhere(kOle)},
       delete_bank,
       events(deleted, ContactUnlinked{kOle, kBank}, kDeleted)},
      {"on a project through the other",
       {added(), person(kAnna), elsewhere(kAnna), joined(kAnna, kFair, kOther)},
       delete_bank,
       events(left, kDeleted)},
      {"deleted before", {added(), person(kAnna), deleted}, delete_bank, events(kDeleted)},
      {"unlinked before",
       {added(), person(kAnna), elsewhere(kAnna), left},
       delete_bank,
       events(kDeleted)},
      {"linked again",
       {added(), person(kAnna), elsewhere(kAnna), left, ContactLinked{kAnna, kBank, kCustomer}},
       delete_bank,
       events(left, kDeleted)},
      {"inactive",
       {added(), person(kAnna), ContactDeactivated{kAnna}},
       delete_bank,
       events(deleted, kDeleted)},
  });
}

TEST(DeletingAnOrganisation, is_refused_while_somebody_is_on_a_project_through_it) {
  const ContactRemovedFromProject off{kFair, kAnna};
  check({
      {"one",
       {added(), person(kAnna), joined(kAnna, kFair)},
       delete_bank,
       blocked_by({{kFair, "Fair"}})},
      {"who has another organisation",
       {added(), person(kAnna), elsewhere(kAnna), joined(kAnna, kFair)},
       delete_bank,
       blocked_by({{kFair, "Fair"}})},
      {"each project is named once",
       {added(), person(kAnna), person(kOle), project(kGala, "Gala"), joined(kAnna, kGala),
        joined(kOle, kGala), joined(kOle, kFair)},
       delete_bank,
       blocked_by({{kGala, "Gala"}, {kFair, "Fair"}})},
      {"not when they are off it",
       {added(), person(kAnna), joined(kAnna, kFair), off},
       delete_bank,
       events(ContactDeleted{kAnna}, kDeleted)},
  });
}

TEST(DeletingAnOrganisation, frees_addresses_and_keys_as_deleting_a_person_does) {
  const auto proposals = delete_bank({added(), person(kAnna), person(kOle)});
  ASSERT_TRUE(proposals);
  ASSERT_EQ(proposals->size(), 3u);
  EXPECT_EQ((*proposals)[0].former_email, key_of(kAnna));
  EXPECT_EQ((*proposals)[0].forgets, person_of(kAnna));
  EXPECT_EQ((*proposals)[1].former_email, key_of(kOle));
  EXPECT_EQ((*proposals)[1].forgets, person_of(kOle));
}

TEST(DeletingAnOrganisation, unlinks_so_many_and_no_more) {
  History history{added()};
  for (std::uint16_t i = 0; i < kMaxUnlinkedAtOnce; ++i)
    history.add(person(id<ContactId>(static_cast<std::uint16_t>(1'000 + i))));
  EXPECT_EQ(delete_bank(history)->size(), kMaxUnlinkedAtOnce + 1);
  check_outcome(delete_bank(history.add(person(kAnna))),
                refused(Reason::organisation_has_contacts));
  history.add(ContactDeleted{kAnna});
  EXPECT_TRUE(delete_bank(history));
}

}  // namespace
}  // namespace rollcall::domain::given::deletion_test
