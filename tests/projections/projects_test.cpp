#include "projections/projects.hpp"

#include "tests/projections/given.hpp"

namespace rollcall::projections::projects_test {
namespace {

using Kind = domain::OrganisationKind;
using Ids = std::vector<std::uint64_t>;

class ProjectsView : public ViewsTest {
 protected:
  ProjectsView() {
    views.record(contact_added(11, 1, "a@x.no", "Anna", "Olsen"));
    views.record(project_created(21, 1, "Summer trip"));
    views.record(project_created(22, 2, "Winter trip"));
    views.record(project_created(23, 1, "Gala"));
  }
  Ids found(const ProjectFilter& filter, const PageRequest& page = {}) {
    Ids ids;
    last = list_projects(views.now(), kLogOffice, filter, page);
    for (const ProjectRow& row : last.rows) ids.push_back(row.id.uuid.bytes[15]);
    return ids;
  }
  Page<ProjectRow> last;
};

TEST_P(ProjectsView, shows_members_oldest_first_and_the_last_change) {
  views.record(contact_added(12, 1, "b@x.no", "Bo", "Berg"));
  views.record(joined(21, 12, 1));
  views.record(joined(21, 11, 1));
  const auto position = views.record(joined(21, 12, 2));
  const auto row = find_project(views.now(), kLogOffice, id_of<domain::ProjectId>(21));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->details.name.str(), "Summer trip");
  ASSERT_EQ(row->members.size(), 2u);
  EXPECT_EQ(row->version, position);
  views.record(left(21, 12));
  EXPECT_EQ(find_project(views.now(), kLogOffice, row->id)->members.size(), 1u);
  EXPECT_FALSE(find_project(views.now(), kLogOffice, id_of<domain::ProjectId>(99)));
}

TEST_P(ProjectsView, lists_newest_first_what_fits) {
  views.record(joined(21, 11, 1));
  views.record(joined(22, 11, 1));
  views.record(left(22, 11));
  EXPECT_EQ(found({}), (Ids{23, 22, 21}));
  EXPECT_EQ(found({.query = "TRIP", .customer = {}, .contact = {}, .status = {}}), (Ids{22, 21}));
  EXPECT_EQ(found({"tr wint", {}, {}, {}}), (Ids{22}));
  EXPECT_EQ(found({"", id_of<domain::OrganisationId>(1), {}, {}}), (Ids{23, 21}));
  EXPECT_EQ(found({"trip", id_of<domain::OrganisationId>(1), {}, {}}), (Ids{21}));
  EXPECT_EQ(found({"", {}, id_of<domain::ContactId>(11), {}}), (Ids{21}));
  EXPECT_EQ(found({"", id_of<domain::OrganisationId>(2), id_of<domain::ContactId>(11), {}}), Ids{});
  EXPECT_EQ(found({"", {}, {}, domain::ProjectStatus::pending}), (Ids{23, 22, 21}));
  EXPECT_EQ(found({"", {}, {}, domain::ProjectStatus::cancelled}), Ids{});
}

TEST_P(ProjectsView, follows_a_project_that_is_edited) {
  views.record(contact_added(11, 1, "a@x.no", "Anna", "Olsen"));
  views.record(joined(21, 11, 1));
  views.record(project_edited(21, 2, "Winter gala"));
  const auto position =
      views.record(project_status_changed(21, domain::ProjectStatus::cancelled, "The storm"));
  const auto row = find_project(views.now(), kLogOffice, id_of<domain::ProjectId>(21));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->details.name.str(), "Winter gala");
  EXPECT_EQ(row->details.status, domain::ProjectStatus::cancelled);
  EXPECT_EQ(row->status_reason->str(), "The storm");
  EXPECT_EQ(row->members.size(), 1u);
  EXPECT_EQ(row->version, position);
  EXPECT_EQ(found({"summer", {}, {}, {}}), Ids{});
  EXPECT_EQ(found({"gala", {}, {}, {}}), (Ids{23, 21}));  // its place is the one it was made at
  EXPECT_EQ(found({"", id_of<domain::OrganisationId>(1), {}, {}}), (Ids{23}));
  EXPECT_EQ(found({"", id_of<domain::OrganisationId>(2), {}, {}}), (Ids{22, 21}));
  EXPECT_EQ(found({"", {}, {}, domain::ProjectStatus::cancelled}), (Ids{21}));
}

TEST_P(ProjectsView, goes_on_where_a_page_ended_though_projects_came_in_between) {
  EXPECT_EQ(found({}, {"", 2}), (Ids{23, 22}));
  views.record(project_created(24, 1, "New"));
  EXPECT_EQ(found({}, {last.next, 2}), (Ids{21}));
  EXPECT_EQ(last.next, "");
}

INSTANTIATE_TEST_SUITE_P(, ProjectsView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

}  // namespace
}  // namespace rollcall::projections::projects_test
