#include "replay/list_at.hpp"

#include <algorithm>

#include "replay/as_of.hpp"
#include "replay/position_at.hpp"
#include "tests/projections/logged_office.hpp"

namespace rollcall::replay::list_at_test {
namespace {

using namespace projections;
using domain::TagKind;

constexpr std::uint64_t kProject = 21, kList = 51, kAda = 31, kBo = 32;
const auto kRooms = id_of<domain::ListId>(kList);

class ListAt : public testing::Test {
 protected:
  Position record(domain::Event event) { return office.append({std::move(event)}); }
  Moment at(Position position) { return {office.log(), office.codec(), kLogOffice, position}; }

  std::string name_at(Position position) {
    const auto found = definition_at(at(position), kRooms);
    EXPECT_TRUE(found.has_value());
    return found && *found ? (*found)->name.str() : "";
  }
  std::string last_names_at(Position position) {
    const auto rows = participants_at(
        at(position), {id_of<domain::ParticipantId>(kBo), id_of<domain::ParticipantId>(kAda)});
    EXPECT_TRUE(rows.has_value());
    std::string names;
    for (const auto& row : *rows) names += row.details->at(domain::StandardField::last_name) + " ";
    return names;
  }

  LoggedOffice office;
};

TEST_F(ListAt, has_the_definition_of_then) {
  const auto first = record(list_created(kList, kProject, definition("Rooms", {"lastName"})));
  record(list_shared(71, kList, kProject, {}, "a@x.no"));
  const auto renamed = record(list_edited(kList, kProject, definition("Beds", {"lastName"})));
  const auto deleted = record(list_deleted(kList, kProject));
  EXPECT_EQ(name_at(first - 1), "");
  EXPECT_EQ(name_at(first), "Rooms");
  EXPECT_EQ(name_at(renamed - 1), "Rooms");
  EXPECT_EQ(name_at(renamed), "Beds");
  EXPECT_EQ(name_at(deleted), "");
}

TEST_F(ListAt, has_the_participants_of_then_in_the_order_asked_for) {
  const auto ada = record(participant_added(kAda, kProject, participant("Ada", "Berg")));
  const auto bo = record(participant_added(kBo, kProject, participant("Bo", "Dahl")));
  const auto edited = record(participant_edited(kAda, kProject, participant("Ada", "Moen")));
  const auto removed = record(participant_removed(kBo, kProject));
  EXPECT_EQ(last_names_at(0), "");
  EXPECT_EQ(last_names_at(ada), "Berg ");
  EXPECT_EQ(last_names_at(bo), "Dahl Berg ");
  EXPECT_EQ(last_names_at(edited), "Dahl Moen ");
  EXPECT_EQ(last_names_at(removed), "Moen ");
}

TEST_F(ListAt, knows_who_was_removed_since) {
  for (const auto id : {kAda, kBo}) {
    record(participant_added(id, kProject, participant("A", "B")));
  }
  const auto first = record(participant_removed(kAda, kProject));
  record(participant_added(33, kProject + 1, participant("A", "B")));
  record(participant_removed(33, kProject + 1));
  const auto second = record(participant_removed(kBo, kProject));
  const auto removed = [&](Position since, Position up_to) {
    return removed_since(at(since), id_of<domain::ProjectId>(kProject), up_to)->size();
  };
  EXPECT_EQ(removed(0, second), 2u);
  EXPECT_EQ(removed(first - 1, second - 1), 1u);
  EXPECT_EQ(removed(first, second), 1u);
  EXPECT_EQ(removed(second, second), 0u);
}

// One look-up each says what all events together make.
TEST_F(ListAt, says_what_the_views_said_then) {
  RandomHistory history(7);
  std::vector<domain::ParticipantId> everybody;
  std::vector<domain::ListEvent> lists;
  for (int n = 0; n < 60; ++n) {
    for (auto& event : history.batch()) {
      if (const auto* of = std::get_if<domain::ParticipantEvent>(&event.of)) {
        const auto* added = std::get_if<domain::ParticipantAdded>(of);
        if (added) everybody.push_back(added->participant);
      }
      if (const auto* of = std::get_if<domain::ListEvent>(&event.of)) lists.push_back(*of);
      record(std::move(event));
    }
  }
  const auto head = office.log().head(kLogOffice);
  for (Position position = 1; position <= head; position += head / 6) {
    for (const auto& event : lists) {
      const auto [id, project] =
          std::visit([](const auto& of) { return std::pair(of.list, of.project); }, event);
      const auto view =
          view_as_of(office.log(), office.codec(), kLogOffice,
                     {{TagKind::list, id.uuid}, {TagKind::roster, project.uuid}}, position);
      const auto shown = find_list(**view, kLogOffice, id);
      const auto definition = definition_at(at(position), id);
      EXPECT_EQ(shown ? std::optional(shown->definition) : std::nullopt, *definition);
      std::size_t there = 0;
      const auto rows = participants_at(at(position), everybody);
      for (const auto& row : *rows) {
        const auto same = find_participant(**view, kLogOffice, project, row.participant);
        if (!same) continue;  // of another project
        ++there;
        EXPECT_EQ(same->details, row.details);
      }
      EXPECT_EQ(there, list_participants(**view, kLogOffice, project, {"", 1'000}).rows.size());
    }
  }
}

TEST_F(ListAt, finds_the_position_of_a_time) {
  for (const auto id : {kAda, kBo}) {
    record(participant_added(id, kProject, participant("A", "B")));
  }
  const auto position = [&](domain::Instant instant) {
    return position_at(office.log(), kLogOffice, instant).value();
  };
  const auto time = [&](Position of) { return recorded_at(office.log(), kLogOffice, of).value(); };
  EXPECT_EQ(position({time(1)->ms - 1}), 0u);
  EXPECT_EQ(position(*time(2)), 2u);
  EXPECT_EQ(position({time(2)->ms + 1'000'000}), 2u);
  EXPECT_EQ(time(0), std::nullopt);
  EXPECT_EQ(time(3), std::nullopt);
}

}  // namespace
}  // namespace rollcall::replay::list_at_test
