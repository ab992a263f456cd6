#include "domain/project.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::project_creation_test {
namespace {

constexpr auto kOffice = id<OfficeId>(1);
constexpr auto kProject = id<ProjectId>(2);
constexpr auto kCustomer = id<OrganisationId>(3);
constexpr auto kOtherCustomer = id<OrganisationId>(4);
constexpr auto kHotel = id<OrganisationId>(5);
constexpr auto kCoaches = id<OrganisationId>(6);
constexpr auto kAnna = id<ContactId>(7);
constexpr auto kOle = id<ContactId>(8);
constexpr auto kAdmin = id<StaffId>(10);
constexpr auto kManager = id<StaffId>(11);
constexpr Deciding kByManager{kNow, {ActorKind::staff, kManager.uuid}};
constexpr Deciding kByToken{kNow, {ActorKind::api_token, uuid(12)}};

OrganisationKind kind_of(OrganisationId organisation) {
  const bool is_customer = organisation == kCustomer || organisation == kOtherCustomer;
  return is_customer ? OrganisationKind::customer : OrganisationKind::supplier;
}
ContactDetails details_of(std::string_view email) {
  return {valid<EmailAddress>(email), {}, {}, {}};
}
ContactAdded person(ContactId contact, OrganisationId organisation) {
  return {contact,
          organisation,
          kind_of(organisation),
          {person_of(contact), details_of("known@customer.example")}};
}
ContactAddedToProject on_project(ContactId contact, OrganisationId organisation) {
  return {kProject, contact, organisation, kind_of(organisation)};
}

// An office with an admin, a manager and the customer.
History office() {
  OfficeSettings settings;
  settings.retention_months = 24;
  return History{OfficeCreated{kOffice, settings},
                 StaffAdded{kOffice, kManager, StaffRole::project_manager, {}},
                 StaffAdded{kOffice, kAdmin, StaffRole::office_admin, {}},
                 OrganisationAdded{kCustomer, OrganisationKind::customer, {}},
                 OrganisationAdded{kHotel, OrganisationKind::supplier, {}}};
}

CreateProject command() {
  CreateProject create;
  create.project = kProject;
  create.name = valid<Name>("Kick-off");
  create.customer = kCustomer;
  create.start_date = day("2026-06-28");
  create.return_date = day("2026-06-30");
  create.managers = {kManager};
  return create;
}
CreateProject with(std::vector<NewProjectContact> contacts) {
  CreateProject create = command();
  create.contacts = std::move(contacts);
  return create;
}
NewProjectContact known(ContactId contact) {
  return {contact, std::nullopt, {}};
}
NewProjectContact fresh(ContactId contact, std::uint16_t email) {
  return {contact, details_of("new@customer.example"), email_key(email)};
}

ProjectCreated created() {
  ProjectDetails details;
  details.name = valid<Name>("Kick-off");
  details.customer = kCustomer;
  details.start_date = day("2026-06-28");
  details.return_date = day("2026-06-30");
  details.managers = {kManager};
  details.retention_months = 24;
  return {kProject, details};
}
ContactAdded joins(ContactId contact) {
  return {contact,
          kCustomer,
          OrganisationKind::customer,
          {person_of(contact), details_of("new@customer.example")}};
}

When create(CreateProject command, Deciding deciding = kByManager) {
  return [command, deciding](const History& history) {
    CreateProjectFacts facts;
    facts.office = history.fold<OfficeState>(facts_of_office(kOffice));
    facts.staff = history.fold<OfficeStaff>(facts_of_office_staff(kOffice));
    facts.customer = history.fold<OrganisationState>(facts_of_organisation(command.customer));
    for (StaffId manager : command.managers) {
      facts.managers.push_back(history.fold<StaffState>(facts_of_staff(manager)));
    }
    for (const NewProjectContact& contact : command.contacts) {
      facts.contacts.push_back(history.fold<ContactState>(facts_of_contact(contact.contact)));
      facts.holders.push_back(history.fold<EmailHolder>(facts_of_email(contact.email)));
    }
    return decide(facts, command, deciding);
  };
}
template <class Change>
CreateProject changed(Change change) {
  CreateProject create = command();
  change(create);
  return create;
}
template <class Change>
ProjectCreated expected(Change change) {
  ProjectCreated event = created();
  change(event.details);
  return event;
}

TEST(ProjectCreation, keeps_what_was_given) {
  check({
      {"all given", office(), create(command()), events(created())},
      {"without a return date", office(), create(changed([](auto& c) { c.return_date.reset(); })),
       events(expected([](auto& d) { d.return_date.reset(); }))},
      {"of one day", office(), create(changed([](auto& c) { c.return_date = c.start_date; })),
       events(expected([](auto& d) { d.return_date = d.start_date; }))},
      {"its own retention", office(), create(changed([](auto& c) { c.retention_months = 1'200; })),
       events(expected([](auto& d) { d.retention_months = 1'200; }))},
  });
}

TEST(ProjectCreation, finds_a_manager) {
  const auto without = changed([](auto& c) { c.managers.clear(); });
  check({
      {"the acting staff member", office(), create(without), events(created())},
      {"for a token the first admin", office(), create(without, kByToken),
       events(expected([](auto& d) { d.managers = {kAdmin}; }))},
      {"nobody at all",
       {OrganisationAdded{kCustomer, OrganisationKind::customer, {}}},
       create(without, kByToken),
       refused(Reason::required, "/projectManagerIds")},
      {"not an inactive one", office().add(StaffDeactivated{kOffice, kManager}), create(command()),
       refused(Reason::unknown_reference, "/projectManagerIds/0", kManager.uuid)},
      {"nor an inactive admin by default",
       office()
           .add(StaffDeactivated{kOffice, kAdmin})
           .add(StaffRoleChanged{kOffice, kManager, StaffRole::office_admin}),
       create(without, kByToken), events(expected([](auto& d) { d.managers = {kManager}; }))},
      {"several", office(), create(changed([](auto& c) { c.managers = {kAdmin, kManager}; })),
       events(expected([](auto& d) { d.managers = {kAdmin, kManager}; }))},
      {"unknown and twice", office(),
       create(changed([](auto& c) { c.managers = {kAdmin, id<StaffId>(99), kAdmin}; })),
       refused({{Reason::unknown_reference, "/projectManagerIds/1", uuid(99), "", 0},
                {Reason::duplicate, "/projectManagerIds/2", kAdmin.uuid, "", 0}})},
      {"too many", office(),
       create(changed([](auto& c) { c.managers.assign(kMaxProjectManagers + 1, kAdmin); })),
       refused(Reason::too_long, "/projectManagerIds")},
  });
}

TEST(ProjectCreation, tells_all_faults_together) {
  check({
      {"a supplier is no customer", office(), create(changed([](auto& c) { c.customer = kHotel; })),
       refused(Reason::unknown_reference, "/customerId", kHotel.uuid)},
      {"everything wrong", office(), create(changed([](auto& c) {
         c.customer = kOtherCustomer;
         c.return_date = day("2026-06-27");
         c.status = ProjectStatus::cancelled;
         c.retention_months = 0;
         c.managers = {id<StaffId>(99)};
         c.contacts = {known(kOle)};
       })),
       refused({{Reason::unknown_reference, "/customerId", kOtherCustomer.uuid, "", 0},
                {Reason::return_before_start, "/returnDate", {}, "", 0},
                {Reason::out_of_range, "/retentionMonths", {}, "", 0},
                {Reason::unknown_value, "/status", {}, "", 0},
                {Reason::unknown_reference, "/projectManagerIds/0", uuid(99), "", 0},
                {Reason::unknown_reference, "/contacts/0/contactId", kOle.uuid, "", 0}})},
      {"too long a retention", office(),
       create(changed([](auto& c) { c.retention_months = 1'201; })),
       refused(Reason::out_of_range, "/retentionMonths")},
  });
}

TEST(ProjectCreation, puts_people_on_it) {
  const auto link = ContactLinked{kAnna, kCustomer, OrganisationKind::customer};
  const auto two_suppliers =
      office().add(person(kAnna, kHotel)).add(ContactLinked{kAnna, kCoaches, kind_of(kCoaches)});
  check({
      {"the customer's person", office().add(person(kAnna, kCustomer)),
       create(with({known(kAnna)})), events(created(), on_project(kAnna, kCustomer))},
      {"a supplier's person", office().add(person(kAnna, kHotel)), create(with({known(kAnna)})),
       events(created(), on_project(kAnna, kHotel))},
      {"both: the customer's", office().add(person(kAnna, kHotel)).add(link),
       create(with({known(kAnna)})), events(created(), on_project(kAnna, kCustomer))},
      {"another customer's person joins the customer", office().add(person(kAnna, kOtherCustomer)),
       create(with({known(kAnna)})), events(created(), link, on_project(kAnna, kCustomer))},
      {"of two suppliers: which?", two_suppliers, create(with({known(kAnna)})),
       refused(Reason::organisation_needed, "/contacts/0")},
      {"a new person joins the customer", office(), create(with({fresh(kOle, 20)})),
       events(created(), joins(kOle), on_project(kOle, kCustomer))},
      {"known and new", office().add(person(kAnna, kCustomer)),
       create(with({known(kAnna), fresh(kOle, 20)})),
       events(created(), on_project(kAnna, kCustomer), joins(kOle), on_project(kOle, kCustomer))},
  });
}

TEST(ProjectCreation, refuses_people_by_their_place) {
  ContactAdded erased = person(kAnna, kCustomer);
  erased.details.known.reset();
  NewProjectContact talkative = fresh(kOle, 21);
  talkative.details->phones.resize(kMaxPhones + 1);
  check({
      {"twice the same known person", office().add(person(kAnna, kCustomer)),
       create(with({known(kAnna), known(kAnna)})),
       refused(Reason::duplicate, "/contacts/1/contactId", kAnna.uuid)},
      {"an erased person", office().add(erased), create(with({known(kAnna)})),
       refused(Reason::unknown_reference, "/contacts/0/contactId", kAnna.uuid)},
      {"an inactive person", office().add(person(kAnna, kCustomer)).add(ContactDeactivated{kAnna}),
       create(with({known(kAnna)})),
       refused(Reason::contact_inactive, "/contacts/0/contactId", kAnna.uuid)},
      {"twice the same new address", office(), create(with({fresh(kAnna, 20), fresh(kOle, 20)})),
       refused(Reason::duplicate, "/contacts/1/email")},
      {"addresses that are somebody's, and too many phones",
       office()
           .add(person(kAnna, kCustomer), email_key(20))
           .add(StaffAdded{kOffice, kAdmin, StaffRole::office_admin, {}}, email_key(21)),
       create(with({fresh(id<ContactId>(30), 20), talkative})),
       refused({{Reason::contact_exists, "/contacts/0/email", kAnna.uuid, "", 0},
                {Reason::email_in_use, "/contacts/1/email", kAdmin.uuid, "", 0},
                {Reason::too_long, "/contacts/1/phones", {}, "", 0}})},
      {"too many", office(),
       create(with(std::vector<NewProjectContact>(kMaxProjectContacts + 1, known(kAnna)))),
       refused(Reason::too_long, "/contacts")},
  });
}

TEST(ProjectCreation, claims_the_addresses_of_new_people) {
  const auto proposals = create(with({fresh(kOle, 20)}))(office());
  ASSERT_TRUE(proposals.has_value());
  ASSERT_EQ(proposals->size(), 3u);
  EXPECT_EQ((*proposals)[1].email, email_key(20));
  EXPECT_EQ((*proposals)[2].email, std::nullopt);
}

TEST(ProjectCreation, needs_facts_for_every_reference) {
  EXPECT_DEATH((void)decide(CreateProjectFacts{}, with({known(kAnna)}), kByManager), "");
}

}  // namespace
}  // namespace rollcall::domain::given::project_creation_test
