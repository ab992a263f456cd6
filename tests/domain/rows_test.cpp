// The rows of a list: which, in what order, and what touches them.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <random>
#include <thread>

#include "domain/list.hpp"
#include "tests/domain/given.hpp"

namespace rollcall::domain::given::rows_test {
namespace {

using Details = std::optional<ParticipantDetails>;
using Names = std::vector<std::string>;

Column column(std::string_view key) {
  return valid<Column>(key);
}
ListDefinition list(std::vector<FilterCondition> filter, std::vector<SortKey> sort = {}) {
  return {valid<Name>("List"), {column("firstName"), column("fields.Room")}, filter, sort};
}
ParticipantDetails named(std::string first_name, std::string last_name = "",
                         std::string room = "") {
  ParticipantDetails details;
  details.at(StandardField::first_name) = std::move(first_name);
  details.at(StandardField::last_name) = std::move(last_name);
  if (!room.empty()) details.fields["Room"] = std::move(room);
  return details;
}
bool holds(FilterOp op, std::vector<std::string> values, const std::string& room) {
  return matches(list({{column("fields.Room"), op, std::move(values)}}), named("Ida", "", room));
}

TEST(Filter, compares_without_regard_to_case) {
  struct {
    const char* name;
    FilterOp op;
    std::vector<std::string> values;
    const char* room;
    bool expected;
  } const rows[] = {
      {"eq", FilterOp::eq, {"double 101"}, "Double 101", true},
      {"eq other", FilterOp::eq, {"Double"}, "Double 101", false},
      {"eq sharp s", FilterOp::eq, {"STRASSE"}, "Straße", true},
      {"eq composed", FilterOp::eq, {"cafe\u0301"}, "CAFÉ", true},
      {"eq accent counts", FilterOp::eq, {"cafe"}, "café", false},
      {"eq none", FilterOp::eq, {""}, "", true},
      {"ne", FilterOp::ne, {"double 101"}, "Double 101", false},
      {"ne other", FilterOp::ne, {"Twin"}, "Double 101", true},
      {"ne none", FilterOp::ne, {"Twin"}, "", true},
      {"contains", FilterOp::contains, {"BLE 1"}, "Double 101", true},
      {"contains not", FilterOp::contains, {"twin"}, "Double 101", false},
      {"contains cjk", FilterOp::contains, {"橋"}, "大橋", true},
      {"contains arabic", FilterOp::contains, {"قلش"}, "القلشاني", true},
      {"starts", FilterOp::starts_with, {"DOUBLE "}, "Double 101", true},
      {"starts not", FilterOp::starts_with, {"101"}, "Double 101", false},
      {"starts longer", FilterOp::starts_with, {"Double 1012"}, "Double 101", false},
      {"in", FilterOp::in, {"twin", "DOUBLE 101", "x"}, "Double 101", true},
      {"in not", FilterOp::in, {"Twin", "Double"}, "Double 101", false},
      {"in nothing", FilterOp::in, {}, "Double 101", false},
      {"empty", FilterOp::is_empty, {}, "", true},
      {"empty not", FilterOp::is_empty, {}, "x", false},
      {"not empty", FilterOp::is_not_empty, {}, "x", true},
      {"not empty not", FilterOp::is_not_empty, {}, "", false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(holds(row.op, row.values, row.room), row.expected) << row.name;
}

TEST(Filter, wants_all_conditions) {
  const auto both = list({{column("firstName"), FilterOp::eq, {"ida"}},
                          {column("fields.Room"), FilterOp::is_not_empty, {}}});
  EXPECT_TRUE(matches(both, named("Ida", "", "101")));
  EXPECT_FALSE(matches(both, named("Ida")));
  EXPECT_FALSE(matches(both, named("Ole", "", "101")));
  EXPECT_TRUE(matches(list({}), named("Ole")));
}

TEST(Filter, never_matches_an_erased_row) {
  for (const FilterOp op : {FilterOp::eq, FilterOp::ne, FilterOp::contains, FilterOp::starts_with,
                            FilterOp::in, FilterOp::is_empty, FilterOp::is_not_empty}) {
    EXPECT_FALSE(matches(list({{column("firstName"), op, {""}}}), std::nullopt));
  }
  EXPECT_TRUE(matches(list({}), std::nullopt));
}

Names arranged(const ListDefinition& definition, const std::vector<Details>& people) {
  std::vector<ListRow> rows;
  for (std::size_t i = 0; i < people.size(); ++i) {
    rows.push_back({id<ParticipantId>(static_cast<std::uint16_t>(i + 1)), people[i]});
  }
  Names names;
  for (const ListRow& row : arrange(definition, std::move(rows))) {
    const std::string& name =
        row.details ? row.details->at(StandardField::first_name) : std::string("(erased)");
    names.push_back(name);
  }
  return names;
}
Names by_first_name(const Names& names, bool descending = false) {
  std::vector<Details> people;
  for (const std::string& name : names) people.push_back(named(name));
  return arranged(list({}, {{column("firstName"), descending}}), people);
}

TEST(Order, is_the_root_collation) {
  const Names ordered = {"álvaro", "Alvaroz", "Åse",   "baraktöre", "Emma", "émma",   "Ida",
                         "İmrem",  "Ole",     "Ørjan", "Zoé",       "مؤمن", "ひなた", "大橋"};
  Names shuffled = ordered;
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    EXPECT_EQ(by_first_name(shuffled), ordered);
  }
  EXPECT_EQ(by_first_name({"b", "B", "a", "A"}), (Names{"a", "A", "b", "B"}));
  EXPECT_EQ(by_first_name({"Room 10", "Room 9"}), (Names{"Room 10", "Room 9"}));
}

TEST(Order, has_the_empty_last_either_way) {
  EXPECT_EQ(by_first_name({"", "b", "a"}), (Names{"a", "b", ""}));
  EXPECT_EQ(by_first_name({"", "b", "a"}, true), (Names{"b", "a", ""}));
}

TEST(Order, is_by_last_then_first_name_if_not_said) {
  EXPECT_EQ(arranged(list({}), {named("Ole", "Berg"), named("Eva", "Aas"), named("Ida", "Berg"),
                                named("Ann"), std::nullopt}),
            (Names{"Eva", "Ida", "Ole", "Ann", "(erased)"}));
}

TEST(Order, goes_key_by_key_each_in_its_direction) {
  const std::vector<SortKey> sort = {{column("fields.Room"), true}, {column("firstName"), false}};
  EXPECT_EQ(arranged(list({}, sort), {named("Ole", "", "101"), named("Eva", "", "102"),
                                      named("Ida", "", "101"), named("Ann")}),
            (Names{"Eva", "Ida", "Ole", "Ann"}));
}

TEST(Order, of_equals_is_by_id) {
  std::vector<ListRow> rows;
  for (const ParticipantId participant :
       {id<ParticipantId>(3), id<ParticipantId>(1), id<ParticipantId>(2)})
    rows.push_back({participant, named("Ida")});
  for (const bool descending : {false, true}) {
    const auto sorted = arrange(list({}, {{column("firstName"), descending}}), rows);
    for (std::uint16_t i = 0; i < 3; ++i) {
      EXPECT_EQ(sorted[i].participant, id<ParticipantId>(static_cast<std::uint16_t>(i + 1)));
    }
  }
}

TEST(Order, keeps_only_what_matches) {
  EXPECT_EQ(
      arranged(list({{column("fields.Room"), FilterOp::is_not_empty, {}}}),
               {named("Ole", "B", "1"), named("Ann", "A"), std::nullopt, named("Ida", "A", "2")}),
      (Names{"Ida", "Ole"}));
}

TEST(Order, of_long_values_is_whole) {
  const std::string same(3'000, 'x');
  EXPECT_EQ(by_first_name({same + "b", same + "a"}), (Names{same + "a", same + "b"}));
}

std::vector<ListRow> many(std::size_t count) {
  static const Names kNames = {"Ida", "Åse", "真由", "مؤمن", "İmrem", "Zoé", "Ørjan"};
  std::vector<ListRow> rows;
  std::mt19937 random(11);
  for (std::size_t i = 0; i < count; ++i) {
    Uuid uuid;
    const std::uint64_t number = random();
    std::memcpy(uuid.bytes.data() + 8, &number, sizeof number);
    rows.push_back({ParticipantId{uuid}, named(kNames[random() % kNames.size()],
                                               "Halvorsen " + std::to_string(random() % 900))});
  }
  return rows;
}

TEST(Order, of_a_full_project_takes_no_time_to_speak_of) {
  const auto rows = many(kMaxParticipants);
  const auto start = std::chrono::steady_clock::now();
  const auto sorted = arrange(list({{column("firstName"), FilterOp::contains, {"i"}}}), rows);
  const auto whole = arrange(list({}), rows);
  // A fifth of a second in a release build; the limit leaves room for sanitizers.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(15));
  EXPECT_EQ(whole.size(), rows.size());
  EXPECT_LT(sorted.size(), rows.size());
}

TEST(Order, is_the_same_in_every_thread) {
  const auto rows = many(500);
  const auto ids = [&] {
    std::vector<ParticipantId> result;
    for (const ListRow& row : arrange(list({}), rows)) result.push_back(row.participant);
    return result;
  };
  const auto expected = ids();
  std::array<std::vector<ParticipantId>, 4> seen;
  std::vector<std::thread> threads;
  for (auto& mine : seen) threads.emplace_back([&mine, &ids] { mine = ids(); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& mine : seen) EXPECT_EQ(mine, expected);
}

TEST(Touching, is_by_what_is_shown_ordered_or_chosen) {
  const auto rooms = list({{column("status"), FilterOp::eq, {"attending"}}});
  const auto person = [](std::string status, std::string room, std::string last,
                         std::string phone) {
    ParticipantDetails details = named("Ida", std::move(last), std::move(room));
    details.at(StandardField::status) = std::move(status);
    details.at(StandardField::phone) = std::move(phone);
    return details;
  };
  const Details in = person("attending", "101", "Berg", "1");
  const Details out = person("invited", "101", "Berg", "1");
  struct {
    const char* name;
    Details before;
    Details after;
    bool expected;
  } const rows[] = {
      {"comes", std::nullopt, in, true},
      {"comes, unseen", std::nullopt, out, false},
      {"goes", in, std::nullopt, true},
      {"goes, unseen", out, std::nullopt, false},
      {"moves in", out, in, true},
      {"moves out", in, out, true},
      {"a shown value", in, person("attending", "102", "Berg", "1"), true},
      {"a value of the order", in, person("attending", "101", "Aas", "1"), true},
      {"a hidden value", in, person("attending", "101", "Berg", "2"), false},
      {"a filter's value, still in", in, person("ATTENDING", "101", "Berg", "1"), false},
      {"unseen before and after", out, person("no", "102", "Aas", "2"), false},
      {"nothing", in, in, false},
      {"nobody", std::nullopt, std::nullopt, false},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(touches(rooms, row.before, row.after), row.expected) << row.name;
  }
}

}  // namespace
}  // namespace rollcall::domain::given::rows_test
