#include "domain/participant.hpp"

#include <cstring>

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::participant_test {
namespace {

constexpr auto kProject = id<ProjectId>(1);
constexpr auto kOtherProject = id<ProjectId>(2);
constexpr auto kIda = id<ParticipantId>(3);
constexpr auto kMayu = id<ParticipantId>(4);

ProjectCreated created() {
  return {kProject, {}};
}

ParticipantDetails ida() {
  ParticipantDetails details;
  details.standard = {"P-0001",      "Ida",     "Halvorsen", "ida@firma.example",
                      "+4707352547", "Goyette", "attending"};
  details.fields = {{"Room", "Double 101"}, {"Note", "Arrives late;\nkeep the key"}};
  return details;
}
ParticipantDetails mayu() {
  ParticipantDetails details;
  details.standard = {"P-0019", "真由", "大橋", "", "", "", ""};
  return details;
}
template <class Change>
ParticipantDetails ida_but(Change change) {
  ParticipantDetails details = ida();
  change(details);
  return details;
}
ParticipantAdded added(ParticipantId participant, ParticipantDetails details) {
  return {participant, kProject, {person_of(participant), std::move(details)}};
}
ParticipantEdited edited(ParticipantId participant, ParticipantDetails details) {
  return {participant, kProject, {person_of(participant), std::move(details)}};
}
ParticipantAdded erased(ParticipantId participant) {
  return {participant, kProject, {person_of(participant), std::nullopt}};
}

RosterState roster(const History& history) {
  return history.fold<RosterState>(facts_of_roster(kProject));
}
When add(ParticipantDetails details) {
  return [details](const History& history) {
    return decide(history.fold<ProjectState>(facts_of_project(kProject)), roster(history),
                  AddParticipant{kIda, kProject, details});
  };
}
When edit(ParticipantDetails details) {
  return [details](const History& history) {
    return decide(roster(history), EditParticipant{kIda, kProject, details});
  };
}
When remove() {
  return [](const History& history) {
    return decide(roster(history), RemoveParticipant{kIda, kProject});
  };
}

TEST(Participant, values_are_trimmed_and_empty_fields_dropped) {
  const auto checked = check_participant(ida_but([](auto& d) {
    d.at(StandardField::first_name) = " Ida\u00a0";
    d.at(StandardField::email) = "ida@firma.example ";
    d.fields["Dietary"] = " \n ";
    d.fields.erase("Room");
    d.fields[" Room "] = "Double 101\n";
  }));
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(*checked, ida());
}

TEST(Participant, field_names_are_composed_and_values_left_as_written) {
  ParticipantDetails details = mayu();
  details.fields["Cafe\u0301"] = "cafe\u0301";
  const auto checked = check_participant(details);
  ASSERT_TRUE(checked.has_value());
  EXPECT_EQ(checked->fields, (std::map<std::string, std::string>{{"Café", "cafe\u0301"}}));
}

TEST(Participant, faults_are_told_together) {
  const auto checked = check_participant(ida_but([](auto& d) {
    d.at(StandardField::external_id) = std::string(201, 'x');
    d.at(StandardField::first_name) = "I\nda";
    d.at(StandardField::email) = "ida";
    d.fields["A/B"] = std::string("nul\0", 4);
    d.fields[std::string(101, 'n')] = "x";
    d.fields[" Room"] = "Double 102";
    d.fields["Note"] = std::string(4'001, 'x');
  }));
  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(checked.error(),
            (Refusals{{Reason::too_long, "/externalId", {}, "", 0},
                      {Reason::malformed, "/firstName", {}, "", 0},
                      {Reason::malformed, "/email", {}, "", 0},
                      {Reason::malformed, "/fields/A~1B", {}, "", 0},
                      {Reason::too_long, "/fields/Note", {}, "", 0},
                      {Reason::duplicate, "/fields/Room", {}, "", 0},
                      {Reason::too_long, "/fields/" + std::string(101, 'n'), {}, "", 0}}));
}

TEST(Participant, has_limits_as_a_whole) {
  EXPECT_EQ(check_participant({}).error(), (Refusals{{Reason::required, "", {}, "", 0}}));
  const auto with_fields = [](std::size_t count, std::size_t size) {
    ParticipantDetails details = mayu();
    for (std::size_t i = 0; i < count; ++i) {
      details.fields["f" + std::to_string(i)] = std::string(size, 'x');
    }
    return check_participant(details);
  };
  EXPECT_TRUE(with_fields(kMaxCustomFields, 1).has_value());
  EXPECT_EQ(with_fields(kMaxCustomFields + 1, 1).error().front().field, "/fields");
  EXPECT_TRUE(with_fields(9, 4'000).has_value());
  EXPECT_EQ(with_fields(10, 4'000).error(), (Refusals{{Reason::too_long, "", {}, "", 0}}));
}

TEST(Participant, standard_fields_have_names) {
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    const auto field = static_cast<StandardField>(i);
    EXPECT_EQ(standard_field(name_of(field)), field);
  }
  EXPECT_EQ(name_of(StandardField::external_id), "externalId");
  EXPECT_EQ(name_of(StandardField::status), "status");
  EXPECT_EQ(standard_field("Room"), std::nullopt);
  EXPECT_EQ(standard_field("firstname"), std::nullopt);
}

TEST(Participant, is_added_to_a_project) {
  check({
      {"a new one", {created()}, add(ida()), events(added(kIda, ida()))},
      {"with nothing but a name", {created()}, add(mayu()), events(added(kIda, mayu()))},
      {"no project", {}, add(ida()), refused(Reason::not_found, "", kProject.uuid)},
      {"an external id that another has, and a bad e-mail",
       {created(), added(kMayu, mayu())},
       add(ida_but([](auto& d) {
         d.at(StandardField::external_id) = " P-0019 ";
         d.at(StandardField::email) = "ida";
       })),
       refused({{Reason::participant_exists, "/externalId", kMayu.uuid, "", 0},
                {Reason::malformed, "/email", {}, "", 0}})},
      {"an external id that differs in case",
       {created(), added(kMayu, mayu())},
       add(ida_but([](auto& d) { d.at(StandardField::external_id) = "p-0019"; })),
       events(added(kIda, ida_but([](auto& d) { d.at(StandardField::external_id) = "p-0019"; })))},
      {"an external id of another project",
       {created(), ParticipantAdded{kMayu, kOtherProject, {person_of(kMayu), ida()}}},
       add(ida()),
       events(added(kIda, ida()))},
      {"an e-mail that another has",
       {created(), added(kMayu, ida_but([](auto& d) { d.at(StandardField::external_id) = ""; }))},
       add(ida()),
       events(added(kIda, ida()))},
      {"an external id that is free again",
       {created(), added(kMayu, ida()), ParticipantRemoved{kMayu, kProject}},
       add(ida()),
       events(added(kIda, ida()))},
  });
}

TEST(Participant, is_edited_to_details_as_a_whole) {
  check({
      {"other values", {added(kIda, ida())}, edit(mayu()), events(edited(kIda, mayu()))},
      {"the same values", {added(kIda, ida())}, edit(ida()), nothing()},
      {"the same but for white space",
       {added(kIda, ida())},
       edit(ida_but([](auto& d) { d.at(StandardField::company) = " Goyette "; })),
       nothing()},
      {"back to the first values",
       {added(kIda, ida()), edited(kIda, mayu())},
       edit(ida()),
       events(edited(kIda, ida()))},
      {"to nothing", {added(kIda, ida())}, edit({}), refused(Reason::required)},
      {"to another's external id",
       {added(kIda, ida()), added(kMayu, mayu())},
       edit(mayu()),
       refused(Reason::participant_exists, "/externalId", kMayu.uuid)},
      {"nobody", {added(kMayu, mayu())}, edit(ida()), refused(Reason::not_found, "", kIda.uuid)},
      {"an erased one", {erased(kIda)}, edit(ida()), refused(Reason::not_found, "", kIda.uuid)},
  });
}

TEST(Participant, is_removed_once) {
  const ParticipantRemoved removed{kIda, kProject};
  check({
      {"one who is there", {added(kIda, ida())}, remove(), events(removed)},
      {"an erased one", {erased(kIda)}, remove(), events(removed)},
      {"nobody", {}, remove(), refused(Reason::not_found, "", kIda.uuid)},
      {"again", {added(kIda, ida()), removed}, remove(), refused(Reason::not_found, "", kIda.uuid)},
  });
}

TEST(Roster, finds_by_the_keys_participants_have_now) {
  const auto without_id = ida_but([](auto& d) {
    d.at(StandardField::external_id) = "";
    d.at(StandardField::email) = "IDA@firma.example";
  });
  History history{added(kIda, ida()), added(kMayu, without_id)};
  auto state = roster(history);
  EXPECT_EQ(state.by_external_id,
            (std::unordered_map<std::string, ParticipantId>{{"P-0001", kIda}}));
  EXPECT_EQ(state.by_email.at("ida@firma.example"), (std::vector{kIda, kMayu}));
  EXPECT_EQ(state.participants.at(kMayu).version, 2u);

  history.add(edited(kIda, ida_but([](auto& d) { d.at(StandardField::external_id) = "P-2"; })));
  state = roster(history);
  EXPECT_EQ(state.by_external_id, (std::unordered_map<std::string, ParticipantId>{{"P-2", kIda}}));
  EXPECT_EQ(state.by_email.at("ida@firma.example"), (std::vector{kIda, kMayu}));
  EXPECT_EQ(state.participants.at(kIda).version, 3u);

  history.add(edited(kIda, mayu()));
  history.add(ParticipantRemoved{kMayu, kProject});
  state = roster(history);
  EXPECT_EQ(state.by_external_id,
            (std::unordered_map<std::string, ParticipantId>{{"P-0019", kIda}}));
  EXPECT_TRUE(state.by_email.empty());
  EXPECT_EQ(state.participants.size(), 1u);
}

TEST(Roster, of_erased_participants_has_no_keys) {
  const auto state = roster(History{erased(kIda), erased(kMayu)});
  EXPECT_EQ(state.participants.size(), 2u);
  EXPECT_TRUE(state.by_external_id.empty());
  EXPECT_TRUE(state.by_email.empty());
}

TEST(Roster, has_a_limit) {
  RosterState full;
  for (std::size_t i = 0; i < kMaxParticipants; ++i) {
    Uuid uuid{};
    uuid.bytes[0] = 2;
    std::memcpy(uuid.bytes.data() + 8, &i, sizeof i);  // where ids differ
    full.participants[ParticipantId{uuid}];
  }
  ProjectState project;
  project.details.emplace();
  const auto outcome = decide(project, full, AddParticipant{kIda, kProject, ida()});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error(), (Refusals{{Reason::too_long, "", {}, "50000", 0}}));
}

}  // namespace
}  // namespace rollcall::domain::given::participant_test
