#include "domain/office/staff.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::staff_test {
namespace {

constexpr auto kOffice = id<OfficeId>(1);
constexpr auto kOtherOffice = id<OfficeId>(2);
constexpr auto kKari = id<StaffId>(3);
constexpr auto kOle = id<StaffId>(4);
constexpr auto kKaris = uuid(7);  // address
constexpr auto kOles = uuid(8);
constexpr auto kNew = uuid(9);

StaffDetails details(const std::string& email = "kari@office.example") {
  return {valid<EmailAddress>(email), valid<PersonName>("Kari"), {}};
}
StaffAdded added(StaffId staff, StaffRole role, OfficeId office = kOffice) {
  return {office, staff, role, {person_of(staff), details()}};
}
StaffEdited edited(StaffId staff, const std::string& email) {
  return {kOffice, staff, {person_of(staff), details(email)}};
}

// Kari is an officeAdmin, Ole a project manager.
History office() {
  return History{}
      .add(added(kKari, StaffRole::office_admin), EmailKey{kKaris})
      .add(added(kOle, StaffRole::project_manager), EmailKey{kOles});
}
History two_admins() {
  return office().add(StaffRoleChanged{kOffice, kOle, StaffRole::office_admin});
}

ChangeStaff of(StaffId staff, StaffRole role, bool active) {
  return {kOffice, staff, details(), role, active, EmailKey{kKaris}, EmailKey{kKaris}};
}
ChangeStaff as_admin(StaffId staff) {
  return of(staff, StaffRole::office_admin, true);
}
ChangeStaff with_address(ChangeStaff command, const std::string& email, Uuid key) {
  command.details = details(email);
  command.email = EmailKey{key};
  return command;
}

When change(ChangeStaff command) {
  return [command](const History& history) {
    return decide({history.fold<StaffState>(facts_of_staff(command.staff)),
                   history.fold<OfficeStaff>(facts_of_office_staff(command.office)),
                   history.fold<EmailHolder>(facts_of_email(command.email))},
                  command);
  };
}

When add() {
  return [](const History& history) {
    return decide(history.fold<EmailHolder>(facts_of_email({kNew})),
                  AddStaff{kOffice, kOle, StaffRole::project_manager, details(), {kNew}});
  };
}

EmailHolder holder(const History& history, Uuid address) {
  return history.fold<EmailHolder>(facts_of_email({address}));
}
EmailHolder staff(StaffId id) {
  return {EmailHolder::Kind::staff, id.uuid};
}

TEST(Staff, are_added_unless_their_address_is_somebodys) {
  const ContactAdded contact{
      id<ContactId>(9), id<OrganisationId>(8), OrganisationKind::customer, {}};
  const auto kari = added(kKari, StaffRole::office_admin);
  check({
      {"a new address", {}, add(), events(added(kOle, StaffRole::project_manager))},
      {"another member's address", History{}.add(kari, EmailKey{kNew}), add(),
       refused(Reason::email_in_use, "/email", kKari.uuid)},
      {"a contact person's address", History{}.add(contact, EmailKey{kNew}), add(),
       refused(Reason::contact_exists, "/email", contact.contact.uuid)},
      {"somebody who has another address", History{}.add(kari, EmailKey{kKaris}), add(),
       events(added(kOle, StaffRole::project_manager))},
  });
}

TEST(Staff, are_changed_part_by_part) {
  const StaffDeactivated left{kOffice, kOle};
  ChangeStaff renamed = as_admin(kKari);
  renamed.details.last_name = valid<PersonName>("Nilsen");
  StaffEdited has_new_name = edited(kKari, "kari@office.example");
  has_new_name.details.known->last_name = renamed.details.last_name;
  check({
      {"not at all", office(), change(as_admin(kKari)), events()},
      {"their name", office(), change(renamed), events(has_new_name)},
      {"the role", office(), change(as_admin(kOle)),
       events(StaffRoleChanged{kOffice, kOle, StaffRole::office_admin})},
      {"off", office(), change(of(kOle, StaffRole::project_manager, false)), events(left)},
      {"on", office().add(left), change(of(kOle, StaffRole::project_manager, true)),
       events(StaffReactivated{kOffice, kOle})},
      {"all at once", two_admins(),
       change(with_address(of(kKari, StaffRole::project_manager, false), "k@new.example", kNew)),
       events(edited(kKari, "k@new.example"),
              StaffRoleChanged{kOffice, kKari, StaffRole::project_manager},
              StaffDeactivated{kOffice, kKari})},
  });
}

TEST(Staff, that_are_not_there_are_not_changed) {
  StaffAdded erased = added(kKari, StaffRole::office_admin);
  erased.details.known.reset();
  const auto not_found = refused(Reason::not_found, "", kKari.uuid);
  check({
      {"nobody", {}, change(as_admin(kKari)), not_found},
      {"somebody erased", {erased}, change(as_admin(kKari)), not_found},
  });
}

TEST(Staff, keep_an_active_admin) {
  const auto demoted = StaffRoleChanged{kOffice, kKari, StaffRole::project_manager};
  const auto role = refused(Reason::last_office_admin, "/role", kKari.uuid);
  const auto active = refused(Reason::last_office_admin, "/active", kKari.uuid);
  const auto demote = change(of(kKari, StaffRole::project_manager, true));
  const auto deactivate = change(of(kKari, StaffRole::office_admin, false));
  check({
      {"the only admin stays one", office(), demote, role},
      {"the only admin stays active", office(), deactivate, active},
      {"one of two can go", two_admins(), demote, events(demoted)},
      {"one of two can leave", two_admins(), deactivate, events(StaffDeactivated{kOffice, kKari})},
      {"an inactive admin does not count", two_admins().add(StaffDeactivated{kOffice, kOle}),
       deactivate, active},
      {"one who is back does",
       two_admins().add(StaffDeactivated{kOffice, kOle}).add(StaffReactivated{kOffice, kOle}),
       deactivate, events(StaffDeactivated{kOffice, kKari})},
      {"another office's admin does not count",
       office().add(added(id<StaffId>(5), StaffRole::office_admin, kOtherOffice)), demote, role},
  });
}

TEST(Staff, take_only_free_addresses) {
  const auto to = [](Uuid address) {
    return change(with_address(as_admin(kKari), "k@new.example", address));
  };
  check({
      {"a free one", office(), to(kNew), events(edited(kKari, "k@new.example"))},
      {"another member's", office(), to(kOles), refused(Reason::email_in_use, "/email", kOle.uuid)},
      {"the same mailbox, written otherwise", office(), to(kKaris),
       events(edited(kKari, "k@new.example"))},
      {"with all that is wrong", office(),
       change(with_address(of(kKari, StaffRole::project_manager, true), "k@new.example", kOles)),
       refused({{Reason::email_in_use, "/email", kOle.uuid, "", 0},
                {Reason::last_office_admin, "/role", kKari.uuid, "", 0}})},
  });
}

TEST(Staff, give_up_their_old_address) {
  auto history = office();
  history.add(change(with_address(as_admin(kKari), "k@new.example", kNew))(history));
  EXPECT_EQ(holder(history, kKaris), EmailHolder{});
  EXPECT_EQ(holder(history, kNew), staff(kKari));
  auto back = as_admin(kKari);
  back.former_email = EmailKey{kNew};
  history.add(change(back)(history));
  EXPECT_EQ(holder(history, kKaris), staff(kKari));
  EXPECT_EQ(holder(history, kNew), EmailHolder{});
}

TEST(Staff, keep_their_address_while_only_other_things_change) {
  auto history = two_admins();
  auto command = of(kKari, StaffRole::project_manager, false);
  command.details.first_name = valid<PersonName>("Karin");
  history.add(change(command)(history));
  EXPECT_EQ(holder(history, kKaris), staff(kKari));
}

TEST(Staff, have_a_state) {
  auto history = office();
  const auto state = [&] { return history.fold<StaffState>(facts_of_staff(kOle)); };
  EXPECT_FALSE(History{}.fold<StaffState>(facts_of_staff(kOle)).exists);
  EXPECT_TRUE(state().exists);
  EXPECT_TRUE(state().active);
  EXPECT_EQ(state().role, StaffRole::project_manager);
  EXPECT_EQ(state().details, details());
  EXPECT_EQ(state().version, 2u);
  history.add(StaffDeactivated{kOffice, kOle});
  history.add(edited(kOle, "ole@new.example"));
  history.add(StaffRoleChanged{kOffice, kKari, StaffRole::project_manager});
  EXPECT_FALSE(state().active);
  EXPECT_TRUE(state().is_known());
  EXPECT_EQ(state().details, details("ole@new.example"));
  EXPECT_EQ(state().version, 4u);
}

TEST(OfficeStaff, knows_the_first_admin_who_is_one) {
  auto history = two_admins();
  const auto first = [&] {
    return history.fold<OfficeStaff>(facts_of_office_staff(kOffice)).first_admin();
  };
  EXPECT_EQ(History{}.fold<OfficeStaff>(facts_of_office_staff(kOffice)).first_admin(),
            std::nullopt);
  EXPECT_EQ(first(), kKari);
  history.add(StaffDeactivated{kOffice, kKari});
  EXPECT_EQ(first(), kOle);
  history.add(StaffReactivated{kOffice, kKari});
  EXPECT_EQ(first(), kKari);
}

}  // namespace
}  // namespace rollcall::domain::given::staff_test
