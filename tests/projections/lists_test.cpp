#include "projections/lists.hpp"

#include "tests/projections/given.hpp"

namespace rollcall::projections::lists_test {
namespace {

class ListsView : public ViewsTest {
 protected:
  ListsView() {
    views.record(project_created(21, 1, "Trip"));
    views.record(list_created(51, 21, definition("All", {"firstName", "lastName"})));
    views.record(list_created(52, 21, definition("Acme", {"lastName"}, "Acme")));
  }
  ListRecord list(std::uint64_t number) {
    const auto found = find_list(views.now(), kLogOffice, id_of<domain::ListId>(number));
    EXPECT_TRUE(found);
    return found.value_or(ListRecord());
  }
  std::string names(std::uint64_t number) {
    std::string names;
    for (const auto& row : rows_of_list(views.now(), kLogOffice, list(number))) {
      names += row.details ? row.details->at(domain::StandardField::first_name) : "erased";
      names += ' ';
    }
    return names;
  }
  Page<ListRecord> lists(const PageRequest& page = {}) {
    return lists_of_project(views.now(), kLogOffice, id_of<domain::ProjectId>(21), page);
  }
};

TEST_P(ListsView, has_rows_as_they_are_filtered_and_sorted) {
  views.record(participant_added(61, 21, participant("Per", "B", "Acme")));
  views.record(participant_added(62, 21, participant("Ada", "C", "Other")));
  views.record(participant_added(63, 21, participant("Kim", "A", "acme")));
  views.record(participant_added(64, 22, participant("Elsewhere", "A", "Acme")));
  EXPECT_EQ(names(51), "Kim Per Ada ");
  EXPECT_EQ(names(52), "Kim Per ");
  views.record(participant_edited(62, 21, participant("Ada", "C", "Acme")));
  views.record(participant_removed(63, 21));
  EXPECT_EQ(names(51), "Per Ada ");
  EXPECT_EQ(names(52), "Per Ada ");
}

// The version tells whether what is shown changed: which events touch which list.
TEST_P(ListsView, has_a_version_that_only_what_touches_its_rows_changes) {
  using Versions = std::pair<Position, Position>;
  Versions versions{2, 3};
  const struct {
    domain::Event event;
    bool touches_all, touches_acme;
  } rows[] = {
      {participant_added(61, 21, participant("Per", "B", "Other")), true, false},
      {participant_edited(61, 21, participant("Per", "B", "Acme")), false, true},
      {participant_edited(61, 21, participant("Pia", "B", "Acme")), true, true},
      {participant_added(62, 22, participant("Bo", "B", "Acme")), false, false},
      {list_edited(52, 21, definition("Renamed", {"lastName"}, "Acme")), false, false},
      {list_edited(52, 21, definition("Renamed", {"company"}, "Acme")), false, true},
      {list_edited(52, 21, definition("Renamed", {"company"}, "Other")), false, true},
      {participant_removed(61, 21), true, false},
  };
  Position row = 0;
  for (const auto& [event, touches_all, touches_acme] : rows) {
    const bool is_sorted_by_first_name = row == 2;  // the default sort has it as its second key
    ++row;
    const Position position = views.record(event);
    if (touches_all) versions.first = position;
    if (touches_acme) versions.second = position;
    EXPECT_EQ((Versions{list(51).version, list(52).version}), versions) << "row " << row;
    EXPECT_EQ(list(51).changed_at, time_of(versions.first)) << "row " << row;
    EXPECT_TRUE(!is_sorted_by_first_name || touches_acme);
  }
}

TEST_P(ListsView, has_a_version_of_its_own_for_every_edit) {
  EXPECT_EQ(list(51).own_version, 2u);
  const auto renamed =
      views.record(list_edited(51, 21, definition("New", {"firstName", "lastName"})));
  EXPECT_EQ(list(51).own_version, renamed);
  EXPECT_EQ(list(51).version, 2u);
  EXPECT_EQ(list(51).definition.name.str(), "New");
  views.record(participant_added(61, 21, participant("Per", "B")));
  EXPECT_EQ(list(51).own_version, renamed);
}

TEST_P(ListsView, is_gone_once_deleted) {
  views.record(list_deleted(51, 21));
  EXPECT_FALSE(find_list(views.now(), kLogOffice, id_of<domain::ListId>(51)));
  EXPECT_EQ(lists().rows.size(), 1u);
  views.record(participant_added(61, 21, participant("Per", "B", "Acme")));
  EXPECT_EQ(list(52).version, 5u);
}

TEST_P(ListsView, pages_a_projects_lists_in_order_of_creation) {
  views.record(list_created(53, 21, definition("Third", {"lastName"})));
  views.record(list_created(54, 22, definition("Elsewhere", {"lastName"})));
  const auto first = lists({"", 2});
  ASSERT_EQ(first.rows.size(), 2u);
  EXPECT_EQ(first.rows[0].id, id_of<domain::ListId>(51));
  views.record(list_deleted(52, 21));
  const auto second = lists({first.next, 2});
  ASSERT_EQ(second.rows.size(), 1u);
  EXPECT_EQ(second.rows[0].id, id_of<domain::ListId>(53));
  EXPECT_EQ(second.next, "");
}

TEST_P(ListsView, shows_participants_and_their_versions) {
  views.record(participant_added(61, 21, participant("Per", "B")));
  const auto edited = views.record(participant_edited(61, 21, participant("Pia", "B")));
  views.record(participant_added(62, 21, participant("Ada", "C")));
  const auto find = [&](std::uint64_t id) {
    return find_participant(views.now(), kLogOffice, id_of<domain::ProjectId>(21),
                            id_of<domain::ParticipantId>(id));
  };
  EXPECT_EQ(find(61)->version, edited);
  EXPECT_EQ(find(61)->details, participant("Pia", "B"));
  EXPECT_FALSE(find(63));
  const auto page =
      list_participants(views.now(), kLogOffice, id_of<domain::ProjectId>(21), {"", 1});
  EXPECT_EQ(page.rows.at(0).id, id_of<domain::ParticipantId>(61));
  const auto rest =
      list_participants(views.now(), kLogOffice, id_of<domain::ProjectId>(21), {page.next, 5});
  EXPECT_EQ(rest.rows.at(0).id, id_of<domain::ParticipantId>(62));
}

TEST_P(ListsView, counts_an_erased_participant_where_nothing_filters) {
  auto erased = participant_added(61, 21, {});
  auto& event = std::get<domain::ParticipantEvent>(erased.of);
  std::get<domain::ParticipantAdded>(event).details.known.reset();
  const auto added = views.record(std::move(erased));
  EXPECT_EQ(list(51).version, added);
  EXPECT_EQ(list(52).version, 3u);
  EXPECT_EQ(names(51), "erased ");
  EXPECT_EQ(names(52), "");
}

INSTANTIATE_TEST_SUITE_P(, ListsView, testing::Values(StoreKind::memory, StoreKind::rocksdb),
                         name_of_store);

}  // namespace
}  // namespace rollcall::projections::lists_test
