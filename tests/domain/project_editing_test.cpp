// How a project that is there changes: details, status, customer.
#include <functional>

#include "domain/share.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::project_editing_test {
namespace {

constexpr auto kProject = id<ProjectId>(1);
constexpr auto kCustomer = id<OrganisationId>(2);
constexpr auto kOtherCustomer = id<OrganisationId>(3);
constexpr auto kHotel = id<OrganisationId>(4);
constexpr auto kAnna = id<ContactId>(5);
constexpr auto kManager = id<StaffId>(6);
constexpr auto kOtherManager = id<StaffId>(7);

ProjectDetails details(ProjectStatus status = ProjectStatus::pending) {
  ProjectDetails details;
  details.name = valid<Name>("Kick-off");
  details.customer = kCustomer;
  details.start_date = day("2026-06-28");
  details.return_date = day("2026-06-30");
  details.managers = {kManager};
  details.status = status;
  return details;
}
using Change = std::function<void(ProjectDetails&)>;
ProjectDetails changed(const Change& change) {
  ProjectDetails edited = details();
  change(edited);
  return edited;
}
ProjectCreated created(ProjectStatus status = ProjectStatus::pending) {
  return {kProject, details(status)};
}
ContactAddedToProject on_project(OrganisationId organisation, OrganisationKind kind) {
  return {kProject, kAnna, organisation, kind};
}
StatusReason because(std::string_view text) {
  return valid<StatusReason>(text);
}

// An office with two customers, a hotel and one manager.
History office() {
  return History{OrganisationAdded{kCustomer, OrganisationKind::customer, {}},
                 OrganisationAdded{kOtherCustomer, OrganisationKind::customer, {}},
                 OrganisationAdded{kHotel, OrganisationKind::supplier, {}},
                 StaffAdded{id<OfficeId>(8), kOtherManager, StaffRole::project_manager, {}}};
}
template <class... E>
History office_with(E... events) {
  History history = office();
  (history.add(std::move(events)), ...);
  return history;
}

When edit_to(ProjectDetails wanted, std::optional<StatusReason> reason = std::nullopt,
             std::vector<ShareState> shares = {}) {
  return [wanted, reason, shares](const History& history) {
    EditProjectFacts facts;
    facts.project = history.fold<ProjectState>(facts_of_project(kProject));
    facts.customer = history.fold<OrganisationState>(facts_of_organisation(wanted.customer));
    for (const StaffId manager : wanted.managers) {
      facts.managers.push_back(history.fold<StaffState>(facts_of_staff(manager)));
    }
    facts.shares = shares;
    return decide(facts, EditProject{kProject, wanted, reason});
  };
}
When edit(const Change& change) {
  return edit_to(changed(change));
}

TEST(ProjectEditing, records_what_is_other_than_before) {
  const auto name = [](ProjectDetails& d) { d.name = valid<Name>("Summer"); };
  const auto open = [](ProjectDetails& d) { d.return_date.reset(); };
  const auto several = [](ProjectDetails& d) {
    d.start_date = day("2026-07-01");
    d.return_date = day("2026-07-01");
    d.managers = {kOtherManager, kManager};
    d.retention_months = 1;
  };
  check({
      {"nothing", office_with(created()), edit_to(details()), nothing()},
      {"the name", office_with(created()), edit(name),
       events(ProjectEdited{kProject, changed(name)})},
      {"no return date any more", office_with(created()), edit(open),
       events(ProjectEdited{kProject, changed(open)})},
      {"several, a manager who has gone among them", office_with(created()), edit(several),
       events(ProjectEdited{kProject, changed(several)})},
      {"the same again", office_with(created(), ProjectEdited{kProject, changed(name)}), edit(name),
       nothing()},
      {"no such project", office(), edit_to(details()),
       refused(Reason::not_found, "", kProject.uuid)},
  });
}

TEST(ProjectEditing, tells_every_fault) {
  const auto many = [](ProjectDetails& d) {
    d.customer = kHotel;
    d.return_date = day("2026-06-27");
    d.retention_months = 0;
    d.managers = {kManager, kOtherManager, id<StaffId>(9), kManager};
    d.status = ProjectStatus::cancelled;
  };
  const auto nobody = [](ProjectDetails& d) { d.managers.clear(); };
  const auto crowd = [](ProjectDetails& d) {
    d.managers.assign(kMaxProjectManagers + 1, kManager);
  };
  const auto long_kept = [](ProjectDetails& d) { d.retention_months = kMaxRetentionMonths + 1; };
  check({
      {"all of them", office_with(created()), edit(many),
       refused({{Reason::unknown_reference, "/customerId", kHotel.uuid, "", 0},
                {Reason::return_before_start, "/returnDate", {}, "", 0},
                {Reason::out_of_range, "/retentionMonths", {}, "", 0},
                {Reason::unknown_reference, "/projectManagerIds/2", uuid(9), "", 0},
                {Reason::duplicate, "/projectManagerIds/3", kManager.uuid, "", 0},
                {Reason::required, "/statusReason", {}, "", 0}})},
      {"no manager", office_with(created()), edit(nobody),
       refused(Reason::required, "/projectManagerIds")},
      {"too many managers", office_with(created()), edit(crowd),
       refused(Reason::too_long, "/projectManagerIds")},
      {"kept too long", office_with(created()), edit(long_kept),
       refused(Reason::out_of_range, "/retentionMonths")},
  });
}

TEST(ProjectEditing, leaves_the_customer_while_its_contacts_are_on_the_project) {
  const auto other = [](ProjectDetails& d) { d.customer = kOtherCustomer; };
  const ProjectEdited edited{kProject, changed(other)};
  const auto as_customers = on_project(kCustomer, OrganisationKind::customer);
  const auto as_hotels = on_project(kHotel, OrganisationKind::supplier);
  const ContactRemovedFromProject removed{kProject, kAnna};
  check({
      {"nobody is on it", office_with(created()), edit(other), events(edited)},
      {"a supplier's are", office_with(created(), as_hotels), edit(other), events(edited)},
      {"the customer's are", office_with(created(), as_customers), edit(other),
       refused(Reason::customer_contacts_on_project, "/customerId")},
      {"they were", office_with(created(), as_customers, removed), edit(other), events(edited)},
      {"another change", office_with(created(), as_customers),
       edit([](ProjectDetails& d) { d.retention_months = 12; }),
       events(
           ProjectEdited{kProject, changed([](ProjectDetails& d) { d.retention_months = 12; })})},
  });
}

// The table of project.hpp, row by row.
TEST(ProjectStatus, follows_the_table) {
  using enum ProjectStatus;
  struct Step {
    ProjectStatus from;
    ProjectStatus to;
    bool allowed;
  };
  const std::vector<Step> table = {
      {pending, confirmed, true}, {pending, finished, true},     {pending, cancelled, true},
      {confirmed, pending, true}, {confirmed, finished, true},   {confirmed, cancelled, true},
      {finished, pending, false}, {finished, confirmed, true},   {finished, cancelled, false},
      {cancelled, pending, true}, {cancelled, confirmed, false}, {cancelled, finished, false},
  };
  const auto reason = because("The storm");
  for (const Step& step : table) {
    const auto outcome = step.allowed ? events(ProjectStatusChanged{kProject, step.to, reason})
                                      : refused(Reason::status_out_of_reach, "/status");
    check({{std::to_string(static_cast<int>(step.from)) + " to " +
                std::to_string(static_cast<int>(step.to)),
            office_with(created(step.from)), edit_to(details(step.to), reason), outcome}});
  }
}

TEST(ProjectStatus, has_a_reason_that_can_be_mended) {
  using enum ProjectStatus;
  const auto storm = because("The storm"), ferry = because("No ferry");
  const ProjectStatusChanged to_cancelled{kProject, cancelled, storm};
  check({
      {"cancelling needs one", office_with(created()), edit_to(details(cancelled)),
       refused(Reason::required, "/statusReason")},
      {"others may have one", office_with(created()), edit_to(details(confirmed), storm),
       events(ProjectStatusChanged{kProject, confirmed, storm})},
      {"others need none", office_with(created()), edit_to(details(confirmed)),
       events(ProjectStatusChanged{kProject, confirmed, std::nullopt})},
      {"the same", office_with(created(), to_cancelled), edit_to(details(cancelled), storm),
       nothing()},
      {"another reason", office_with(created(), to_cancelled), edit_to(details(cancelled), ferry),
       events(ProjectStatusChanged{kProject, cancelled, ferry})},
      {"none any more", office_with(created(), to_cancelled), edit_to(details(cancelled)),
       refused(Reason::required, "/statusReason")},
      {"planned anew", office_with(created(), to_cancelled), edit_to(details(pending)),
       events(ProjectStatusChanged{kProject, pending, std::nullopt})},
  });
}

TEST(ProjectStatus, and_details_change_together) {
  const auto wanted = changed([](ProjectDetails& d) {
    d.name = valid<Name>("Summer");
    d.status = ProjectStatus::confirmed;
  });
  ProjectDetails edited = wanted;
  edited.status = ProjectStatus::pending;
  check({{"both", office_with(created()), edit_to(wanted),
          events(ProjectEdited{kProject, edited},
                 ProjectStatusChanged{kProject, ProjectStatus::confirmed, std::nullopt})}});
}

TEST(ProjectStatus, ends_the_shares_when_it_becomes_cancelled) {
  ShareState standing, revoked;
  standing.id = id<ShareId>(20);
  revoked.id = id<ShareId>(21);
  revoked.revocation = Revocation{};
  const std::vector<ShareState> shares = {standing, revoked, ShareState{}};
  const auto reason = because("The storm"), other = because("No ferry");
  const ProjectStatusChanged cancelled{kProject, ProjectStatus::cancelled, reason};
  check({
      {"cancelled", office_with(created()),
       edit_to(details(ProjectStatus::cancelled), reason, shares),
       events(cancelled, ShareRevoked{standing.id, RevocationCause::project_cancelled})},
      {"finished", office_with(created()), edit_to(details(ProjectStatus::finished), {}, shares),
       events(ProjectStatusChanged{kProject, ProjectStatus::finished, std::nullopt})},
      {"another reason", office_with(created(), cancelled),
       edit_to(details(ProjectStatus::cancelled), other, shares),
       events(ProjectStatusChanged{kProject, ProjectStatus::cancelled, other})},
  });
}

TEST(ProjectState, shows_what_its_events_made_of_it) {
  const auto other = changed([](ProjectDetails& d) { d.customer = kOtherCustomer; });
  const History history{created(), ProjectEdited{kProject, other},
                        ProjectStatusChanged{kProject, ProjectStatus::cancelled, because("x")},
                        ListCreated{id<ListId>(30), kProject, {}}};
  const auto state = history.fold<ProjectState>(facts_of_project(kProject));
  EXPECT_EQ(state.details->customer, kOtherCustomer);
  EXPECT_EQ(state.details->status, ProjectStatus::cancelled);
  EXPECT_EQ(state.status_reason, because("x"));
  EXPECT_EQ(state.version, 3u);
}

}  // namespace
}  // namespace rollcall::domain::given::project_editing_test
