// Who is on a project, and how they come and go. How it is made: project_creation_test.cpp.
#include "domain/project.hpp"

#include "domain/share.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::project_test {
namespace {

constexpr auto kProject = id<ProjectId>(1);
constexpr auto kCustomer = id<OrganisationId>(2);
constexpr auto kOtherCustomer = id<OrganisationId>(3);
constexpr auto kHotel = id<OrganisationId>(4);
constexpr auto kCoaches = id<OrganisationId>(5);
constexpr auto kAnna = id<ContactId>(6);
constexpr auto kOle = id<ContactId>(7);

ProjectCreated created() {
  ProjectDetails details;
  details.name = valid<Name>("Kick-off");
  details.customer = kCustomer;
  details.start_date = day("2026-06-28");
  return {kProject, details};
}
OrganisationKind kind_of(OrganisationId organisation) {
  const bool is_customer = organisation == kCustomer || organisation == kOtherCustomer;
  return is_customer ? OrganisationKind::customer : OrganisationKind::supplier;
}
ContactAdded anna_at(OrganisationId organisation) {
  return {kAnna, organisation, kind_of(organisation), {person_of(kAnna), ContactDetails{}}};
}
ContactLinked also_at(OrganisationId organisation) {
  return {kAnna, organisation, kind_of(organisation)};
}
ContactAddedToProject on_project(OrganisationId organisation, ContactId contact = kAnna) {
  return {kProject, contact, organisation, kind_of(organisation)};
}

When put(std::optional<OrganisationId> organisation = std::nullopt) {
  return [organisation](const History& history) {
    return decide(AddContactToProjectFacts{history.fold<ProjectState>(facts_of_project(kProject)),
                                           history.fold<ContactState>(facts_of_contact(kAnna))},
                  AddContactToProject{kProject, kAnna, organisation});
  };
}

TEST(Membership, is_not_for_who_is_inactive) {
  const ContactDeactivated deactivated{kAnna};
  check({
      {"inactive",
       {created(), anna_at(kCustomer), deactivated},
       put(),
       refused(Reason::contact_inactive, "", kAnna.uuid)},
      {"active again",
       {created(), anna_at(kCustomer), deactivated, ContactReactivated{kAnna}},
       put(),
       events(on_project(kCustomer))},
      {"on it already",
       {created(), anna_at(kCustomer), on_project(kCustomer), deactivated},
       put(),
       nothing()},
      {"deleted",
       {created(), anna_at(kCustomer), ContactDeleted{kAnna}},
       put(),
       refused(Reason::not_found, "", kAnna.uuid)},
  });
}

TEST(Membership, is_as_contact_of_an_organisation_that_fits) {
  check({
      {"the customer's", {created(), anna_at(kCustomer)}, put(), events(on_project(kCustomer))},
      {"a supplier's", {created(), anna_at(kHotel)}, put(), events(on_project(kHotel))},
      {"the only one that fits",
       {created(), anna_at(kOtherCustomer), also_at(kHotel)},
       put(),
       events(on_project(kHotel))},
      {"the one named of several",
       {created(), anna_at(kCustomer), also_at(kHotel)},
       put(kHotel),
       events(on_project(kHotel))},
      {"several fit",
       {created(), anna_at(kHotel), also_at(kCoaches)},
       put(),
       refused(Reason::organisation_needed, "/organisationId")},
      {"customer and supplier fit",
       {created(), anna_at(kCustomer), also_at(kHotel)},
       put(),
       refused(Reason::organisation_needed, "/organisationId")},
      {"another customer's",
       {created(), anna_at(kOtherCustomer)},
       put(),
       refused(Reason::not_of_project)},
      {"named: another customer",
       {created(), anna_at(kOtherCustomer), also_at(kCustomer)},
       put(kOtherCustomer),
       refused(Reason::not_of_project, "/organisationId", kOtherCustomer.uuid)},
      {"named: where the person is not",
       {created(), anna_at(kCustomer)},
       put(kHotel),
       refused(Reason::not_of_project, "/organisationId", kHotel.uuid)},
  });
}

TEST(Membership, needs_project_and_person) {
  ContactAdded erased = anna_at(kCustomer);
  erased.details.known.reset();
  check({
      {"no project", {anna_at(kCustomer)}, put(), refused(Reason::not_found, "", kProject.uuid)},
      {"nobody", {created()}, put(), refused(Reason::not_found, "", kAnna.uuid)},
      {"an erased person", {created(), erased}, put(), refused(Reason::not_found, "", kAnna.uuid)},
  });
}

TEST(Membership, is_one_for_a_person) {
  const History as_hotel{created(), anna_at(kCustomer), also_at(kHotel), on_project(kHotel)};
  check({
      {"again, none named", as_hotel, put(), nothing()},
      {"again, the same", as_hotel, put(kHotel), nothing()},
      {"as another's", as_hotel, put(kCustomer), events(on_project(kCustomer))},
  });
  const History changed = History{as_hotel}.add(on_project(kCustomer));
  const auto project = changed.fold<ProjectState>(facts_of_project(kProject));
  EXPECT_EQ(project.members,
            (std::vector<Membership>{{kAnna, kCustomer, OrganisationKind::customer}}));
}

ShareState share(std::uint16_t number, bool revoked = false) {
  ShareState share;
  share.id = id<ShareId>(number);
  if (revoked) share.revocation = Revocation{};
  return share;
}
When remove(std::vector<ShareState> shares = {}) {
  return [shares](const History& history) {
    return decide(
        RemoveContactFromProjectFacts{history.fold<ProjectState>(facts_of_project(kProject)),
                                      shares},
        RemoveContactFromProject{kProject, kAnna});
  };
}
ShareRevoked revoked(std::uint16_t number) {
  return {id<ShareId>(number), RevocationCause::contact_removed_from_project};
}

TEST(Membership, ends_with_the_persons_shares) {
  const ContactRemovedFromProject removed{kProject, kAnna};
  const History there{created(), on_project(kCustomer), on_project(kHotel, kOle)};
  check({
      {"without shares", there, remove(), events(removed)},
      {"with standing shares", there, remove({share(20), share(21)}),
       events(removed, revoked(20), revoked(21))},
      {"revoked and missing shares are left alone", there,
       remove({share(20, true), ShareState{}, share(22)}), events(removed, revoked(22))},
      {"who is not on it",
       {created(), on_project(kHotel, kOle)},
       remove({share(20)}),
       refused(Reason::not_found, "", kAnna.uuid)},
      {"who was removed",
       {created(), on_project(kCustomer), removed},
       remove(),
       refused(Reason::not_found, "", kAnna.uuid)},
      {"no project", {}, remove(), refused(Reason::not_found, "", kAnna.uuid)},
  });
}

TEST(Membership, can_begin_again) {
  check({{"added, removed, added",
          {created(), anna_at(kCustomer), on_project(kCustomer),
           ContactRemovedFromProject{kProject, kAnna}},
          put(),
          events(on_project(kCustomer))}});
}

// Lists and shares of a project carry its tag, participants do not: a roster of thousands and a
// thousand shares cost a membership nothing.
TEST(Project, facts_are_its_own_events_only) {
  const FactQueries queries = facts_of_project(kProject);
  ASSERT_EQ(queries.size(), 1u);
  EXPECT_EQ(queries[0].types,
            (types_of<ProjectCreated, ContactAddedToProject, ContactRemovedFromProject,
                      ProjectEdited, ProjectStatusChanged>()));
  const Event participant{ParticipantEvent{ParticipantAdded{id<ParticipantId>(9), kProject, {}}}};
  const auto tags = tags_of(participant);
  EXPECT_EQ(std::count(tags.begin(), tags.end(), Tag{TagKind::project, kProject.uuid}), 0);
  EXPECT_EQ(std::count(tags.begin(), tags.end(), Tag{TagKind::roster, kProject.uuid}), 1);
}

}  // namespace
}  // namespace rollcall::domain::given::project_test
