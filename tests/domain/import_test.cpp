// The import of participants: which row is whom, and all or nothing.
#include <chrono>
#include <cstring>
#include <random>

#include "domain/participant.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::import_test {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr auto kProject = id<ProjectId>(1);
constexpr auto kIda = id<ParticipantId>(3);
constexpr auto kOle = id<ParticipantId>(4);

ProjectCreated created() {
  return {kProject, {}};
}

ParticipantDetails person(std::string external_id, std::string email, std::string first_name,
                          Fields fields = {}) {
  ParticipantDetails details;
  details.at(StandardField::external_id) = std::move(external_id);
  details.at(StandardField::email) = std::move(email);
  details.at(StandardField::first_name) = std::move(first_name);
  details.fields = std::move(fields);
  return details;
}
ParticipantAdded added(ParticipantId participant, ParticipantDetails details) {
  return {participant, kProject, {person_of(participant), std::move(details)}};
}
ParticipantEdited edited(ParticipantId participant, ParticipantDetails details) {
  return {participant, kProject, {person_of(participant), std::move(details)}};
}
ParticipantsImported imported(std::uint32_t created_count, std::uint32_t updated,
                              std::uint32_t unchanged) {
  return {kProject, created_count, updated, unchanged};
}

using Given = std::optional<std::string>;
constexpr std::nullopt_t kNoColumn = std::nullopt;

// The id a row of that line gets if it is nobody's.
ParticipantId new_id(std::size_t line) {
  return id<ParticipantId>(static_cast<std::uint16_t>(1'000 + line));
}
ImportRow row(std::size_t line, Given external_id, Given email, Given first_name,
              Fields fields = {}) {
  ImportRow result{line, new_id(line), {}, std::move(fields)};
  result.standard[static_cast<std::size_t>(StandardField::external_id)] = std::move(external_id);
  result.standard[static_cast<std::size_t>(StandardField::email)] = std::move(email);
  result.standard[static_cast<std::size_t>(StandardField::first_name)] = std::move(first_name);
  return result;
}
When import(std::vector<ImportRow> rows) {
  return [rows](const History& history) {
    return decide(history.fold<ProjectState>(facts_of_project(kProject)),
                  history.fold<RosterState>(facts_of_roster(kProject)),
                  ImportParticipants{kProject, rows});
  };
}
Refusal fault(Reason reason, std::string field, Uuid subject = {}) {
  return {reason, std::move(field), subject, "", 0};
}

TEST(Import, creates_updates_and_counts) {
  const History ida{created(), added(kIda, person("P-1", "ida@x.example", "Ida"))};
  check({
      {"no rows", {created()}, import({}), events(imported(0, 0, 0))},
      {"no project", {}, import({}), refused(Reason::not_found, "", kProject.uuid)},
      {"a new one",
       {created()},
       import({row(2, "P-1", "ida@x.example", "Ida", {{"Room", "101"}})}),
       events(added(new_id(2), person("P-1", "ida@x.example", "Ida", {{"Room", "101"}})),
              imported(1, 0, 0))},
      {"by external id", ida, import({row(2, "P-1", "new@x.example", "Ida Marie")}),
       events(edited(kIda, person("P-1", "new@x.example", "Ida Marie")), imported(0, 1, 0))},
      {"by e-mail, whatever its case", ida,
       import({row(2, kNoColumn, " IDA@X.example", "Ida Marie")}),
       events(edited(kIda, person("P-1", "IDA@X.example", "Ida Marie")), imported(0, 1, 0))},
      {"as it is", ida, import({row(2, "P-1", "ida@x.example", "Ida"), row(3, "P-2", "", "Ole")}),
       events(added(new_id(3), person("P-2", "", "Ole")), imported(1, 0, 1))},
      {"neither key: always new",
       {created(), added(kIda, person("", "", "Ida"))},
       import({row(2, kNoColumn, kNoColumn, "Ida"), row(3, "", "", "Ida")}),
       events(added(new_id(2), person("", "", "Ida")), added(new_id(3), person("", "", "Ida")),
              imported(2, 0, 0))},
  });
}

TEST(Import, changes_only_the_columns_of_the_file) {
  const History ida{created(), added(kIda, person("P-1", "ida@x.example", "Ida",
                                                  {{"Room", "101"}, {"Diet", "Vegan"}}))};
  check({
      {"absent columns stay", ida, import({row(2, "P-1", kNoColumn, kNoColumn, {{"Room", "102"}})}),
       events(edited(kIda,
                     person("P-1", "ida@x.example", "Ida", {{"Room", "102"}, {"Diet", "Vegan"}})),
              imported(0, 1, 0))},
      {"empty cells take away", ida, import({row(2, "P-1", "", kNoColumn, {{"Room", " "}})}),
       events(edited(kIda, person("P-1", "", "Ida", {{"Diet", "Vegan"}})), imported(0, 1, 0))},
      {"but never the external id", ida, import({row(2, " ", "ida@x.example", kNoColumn)}),
       events(imported(0, 0, 1))},
      {"a decomposed column is the composed field",
       {created(), added(kIda, person("P-1", "", "Ida", {{"Café", "yes"}}))},
       import({row(2, "P-1", kNoColumn, kNoColumn, {{"Cafe\u0301", "no"}})}),
       events(edited(kIda, person("P-1", "", "Ida", {{"Café", "no"}})), imported(0, 1, 0))},
  });
}

TEST(Import, gives_an_external_id_to_who_has_none) {
  const auto nameless = person("", "family@x.example", "Ida");
  check({
      {"found by e-mail",
       {created(), added(kIda, nameless)},
       import({row(2, "P-1", "family@x.example", "Ida")}),
       events(edited(kIda, person("P-1", "family@x.example", "Ida")), imported(0, 1, 0))},
      {"two people, one address: two external ids are two people",
       {created(), added(kIda, person("P-1", "family@x.example", "Ida"))},
       import({row(2, "P-2", "family@x.example", "Ole")}),
       events(added(new_id(2), person("P-2", "family@x.example", "Ole")), imported(1, 0, 0))},
      {"the first row takes the one without",
       {created(), added(kIda, nameless)},
       import({row(2, "P-1", "family@x.example", "Ida"), row(3, "P-2", "family@x.example", "Ole")}),
       events(edited(kIda, person("P-1", "family@x.example", "Ida")),
              added(new_id(3), person("P-2", "family@x.example", "Ole")), imported(1, 1, 0))},
      {"each takes one in the order they came",
       {created(), added(kIda, nameless), added(kOle, nameless)},
       import({row(2, "P-1", "family@x.example", "Ida"), row(3, "P-2", "family@x.example", "Ole")}),
       events(edited(kIda, person("P-1", "family@x.example", "Ida")),
              edited(kOle, person("P-2", "family@x.example", "Ole")), imported(0, 2, 0))},
      {"an address alone is the first one's",
       {created(), added(kIda, nameless), added(kOle, nameless)},
       import({row(2, kNoColumn, "family@x.example", "Eva")}),
       events(edited(kIda, person("", "family@x.example", "Eva")), imported(0, 1, 0))},
  });
}

TEST(Import, refuses_two_rows_for_one_participant) {
  const History ida{created(), added(kIda, person("P-1", "ida@x.example", "Ida"))};
  check({
      {"known, by external id", ida,
       import({row(2, "P-1", kNoColumn, "Ida"), row(3, "P-1", kNoColumn, "Ole")}),
       refused({fault(Reason::duplicate, "/line/3/externalId", kIda.uuid)})},
      {"known, by either key", ida,
       import({row(2, "P-1", kNoColumn, "Ida"), row(3, "", "ida@x.example", "Ole")}),
       refused({fault(Reason::duplicate, "/line/3/email", kIda.uuid)})},
      {"new, by external id",
       {created()},
       import({row(2, "P-1", "", "Ida"), row(3, " P-1", "", "Ole")}),
       refused({fault(Reason::duplicate, "/line/3/externalId", new_id(2).uuid)})},
      {"new, by e-mail",
       {created()},
       import({row(2, "", "a@x.example", "Ida"), row(3, "", "A@x.example", "Ole")}),
       refused({fault(Reason::duplicate, "/line/3/email", new_id(2).uuid)})},
      {"numbered, then not",
       {created()},
       import({row(2, "P-1", "a@x.example", "Ida"), row(3, "", "a@x.example", "Ida")}),
       refused({fault(Reason::duplicate, "/line/3/email", new_id(2).uuid)})},
      {"not numbered, then so",
       {created()},
       import({row(2, "", "a@x.example", "Ida"), row(3, "P-1", "a@x.example", "Ida")}),
       refused({fault(Reason::duplicate, "/line/3/email", new_id(2).uuid)})},
      {"an address that an earlier row brought", ida,
       import({row(2, "P-1", "new@x.example", "Ida"), row(3, "", "new@x.example", "Ida")}),
       refused({fault(Reason::duplicate, "/line/3/email", kIda.uuid)})},
  });
}

TEST(Import, names_every_bad_line) {
  check({{"all kinds at once",
          {created(), added(kIda, person("P-1", "ida@x.example", "Ida"))},
          import({row(2, "P-1", kNoColumn, "Ida"), row(3, "P-2", "ole", "O\tle"),
                  row(5, "", " ", "", {{"Room", ""}}),
                  row(6, "P-3", "", "Eva", {{"Diet/Drink", "\x1b"}, {std::string(101, 'n'), "x"}}),
                  row(7, "P-1", "ida", "Ida"), row(8, "P-4", "ok@x.example", "Ok")}),
          refused({fault(Reason::malformed, "/line/3/firstName"),
                   fault(Reason::malformed, "/line/3/email"), fault(Reason::required, "/line/5"),
                   fault(Reason::malformed, "/line/6/Diet~1Drink"),
                   fault(Reason::too_long, "/line/6/" + std::string(101, 'n')),
                   fault(Reason::duplicate, "/line/7/externalId", kIda.uuid),
                   fault(Reason::malformed, "/line/7/email")})},
         {"two columns that are one field",
          {created()},
          import({row(2, "P-1", "", "Eva", {{"Café", "a"}, {"Cafe\u0301", "b"}})}),
          refused({fault(Reason::duplicate, "/line/2/Café")})}});
}

TEST(Import, leaves_erased_participants_alone) {
  const ParticipantAdded erased{kIda, kProject, {person_of(kIda), std::nullopt}};
  check({{"their keys are free",
          {created(), erased},
          import({row(2, "P-1", "ida@x.example", "Ida")}),
          events(added(new_id(2), person("P-1", "ida@x.example", "Ida")), imported(1, 0, 0))}});
}

ParticipantId numbered_id(std::size_t number) {
  Uuid uuid;
  uuid.bytes[0] = 1;
  std::memcpy(uuid.bytes.data() + 8, &number, sizeof number);  // where ids differ
  return ParticipantId{uuid};
}
std::vector<ImportRow> many_rows(std::size_t count, bool same_email) {
  std::vector<ImportRow> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    rows.push_back(row(i + 2, "P-" + number, same_email ? "all@x.example" : number + "@x.example",
                       "Åse " + number, {{"Room", number}, {"Note", "大橋"}}));
    rows.back().new_id = numbered_id(i);
  }
  return rows;
}

TEST(Import, takes_as_many_as_a_project_may_have) {
  for (const bool same_email : {false, true}) {
    const History project{created()};
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = import(many_rows(kMaxParticipants, same_email))(project);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->size(), kMaxParticipants + 1);
    // A third of a second in a release build; anything quadratic takes a minute or more.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
  }
  const auto too_many = import(many_rows(kMaxParticipants + 1, false))(History{created()});
  ASSERT_FALSE(too_many.has_value());
  EXPECT_EQ(too_many.error(), (Refusals{{Reason::too_long, "", {}, "50000", 0}}));
}

// Random files over a random roster: a second import of the same file changes nothing, and the
// counts always add up.
TEST(Import, of_the_same_file_again_changes_nothing) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
    const auto some_rows = [&](std::size_t first_line) {
      std::vector<ImportRow> rows;
      for (unsigned i = 0, count = 1 + pick(8); i < count; ++i) {
        const std::string number = std::to_string(pick(12));
        rows.push_back(row(first_line + i, pick(3) ? "P-" + number : "",
                           pick(2) ? std::to_string(pick(6)) + "@x.example" : "",
                           "Name " + std::to_string(pick(3))));
      }
      return rows;
    };
    History history{created()};
    for (std::size_t file = 0; file < 4; ++file) {
      const auto rows = some_rows(file * 100);
      const auto first = import(rows)(history);
      if (!first) continue;
      history.add(first);
      const auto& counts =
          std::get<ParticipantsImported>(std::get<ParticipantEvent>(first->back().event->of));
      ASSERT_EQ(counts.created + counts.updated + counts.unchanged, rows.size()) << seed;
      ASSERT_EQ(counts.created + counts.updated + 1, first->size()) << seed;
      if (std::any_of(rows.begin(), rows.end(), [](const ImportRow& r) {
            return r.standard[0]->empty() && r.standard[3]->empty();
          })) {
        continue;  // rows without a key are new each time
      }
      const auto again = import(rows)(history);
      ASSERT_TRUE(again.has_value()) << seed << testing::PrintToString(again.error());
      EXPECT_EQ(again->size(), 1u) << seed;
    }
  }
}

}  // namespace
}  // namespace rollcall::domain::given::import_test
