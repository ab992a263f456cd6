// Who visits a project's customer web, and their looks at its lists.
#include "tests/domain/customer_web/web_given.hpp"

namespace rollcall::domain::given::visits_test {
namespace {

using namespace web_given;

const auto kSession = id<SessionId>(20);

Look look(const std::vector<std::string>& keys = {"lastName", "email"}) {
  return {id<AccessId>(21), AccessKind::json, 7, 2, columns(keys), {"192.0.2.1", "curl"}};
}
ListAccessed seen() {
  ListAccessed event{id<AccessId>(21),
                     kList,
                     kProject,
                     std::nullopt,
                     kSession,
                     AccessKind::json,
                     7,
                     2,
                     columns({"lastName", "email"}),
                     {person_of(kIda), ClientDetails{"192.0.2.1", "curl"}}};
  event.contact = kIda;
  return event;
}
When looks(ContactId contact = kIda, Look what = look()) {
  return [=](const History& history) {
    const auto web = web_facts(history);
    const auto person = history.fold<ContactState>(facts_of_contact(contact));
    return decide(VisitFacts{web.office, web.project, web.web, list_of(history), person.standing},
                  RecordVisitorLook{contact, kList, kSession, what});
  };
}

TEST(AVisitorsLook, is_for_the_customers_contact_persons_on_the_project) {
  const Then no = refused(Reason::not_found, "", kList.uuid);
  const ContactRemovedFromProject removed{kProject, kIda};
  const ContactAddedToProject back{kProject, kIda, kCustomer, OrganisationKind::customer};
  check({
      {"ticked", project_with(ticked()), looks(), events(seen())},
      {"not ticked", project_with(), looks(), no},
      {"unticked", project_with(ticked(), unticked()), looks(), no},
      {"a supplier's", project_with(ticked()), looks(kDesk), no},
      {"somebody who is not on it", project_with(ticked()), looks(id<ContactId>(99)), no},
      {"removed", project_with(ticked(), removed), looks(), no},
      {"back", project_with(ticked(), removed, back), looks(), events(seen())},
      {"deactivated", project_with(ticked(), ContactDeactivated{kIda}), looks(), no},
      {"reactivated", project_with(ticked(), ContactDeactivated{kIda}, ContactReactivated{kIda}),
       looks(), events(seen())},
      {"automatic login for offers", project_with(ticked(), automatic_login(true)), looks(), no},
      {"and off again", project_with(ticked(), automatic_login(true), automatic_login(false)),
       looks(), events(seen())},
      {"cancelled", project_with(ticked(), cancelled()), looks(), no},
      {"a deleted list", project_with(ticked(), ListDeleted{kList, kProject}), looks(), no},
      {"no project", {}, looks(), no},
  });
}

TEST(AVisitorsLook, shows_no_other_column_than_the_tick_carries) {
  const ListEdited wider{kList, kProject, definition({"lastName", "email", "phone"})};
  const ListEdited narrower{kList, kProject, definition({"lastName"})};
  const Look wide = look({"lastName", "phone"});
  const Then no = refused(Reason::column_not_in_list, "/columns/1");
  check({{"a column of the list since", project_with(ticked(), wider), looks(kIda, wide), no},
         {"one that the list lost", project_with(ticked(), narrower), looks(), no}});
}

// A member of the project as another customer's contact, should one ever be.
TEST(AVisit, is_as_contact_of_the_projects_customer) {
  const ContactAddedToProject other{kProject, kIda, id<OrganisationId>(50),
                                    OrganisationKind::customer};
  check({{"as another's", project_with(ticked(), other), looks(),
          refused(Reason::not_found, "", kList.uuid)}});
}

TEST(AVisitorsLook, keeps_their_key_when_they_are_deleted) {
  const auto is_forgotten = [](const History& history) {
    return history.fold<ContactTraces>(facts_of_traces(kIda)).are_to_be_forgotten();
  };
  EXPECT_TRUE(is_forgotten(project_with(ContactDeleted{kIda})));
  EXPECT_FALSE(is_forgotten(project_with(seen(), ContactDeleted{kIda})));
}

}  // namespace
}  // namespace rollcall::domain::given::visits_test
