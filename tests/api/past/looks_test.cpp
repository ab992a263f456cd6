// A list's rows as of an earlier moment: looks like every other, on record with what they showed.
#include "api/past/past_views.hpp"
#include "domain/access.hpp"
#include "tests/api/past/past.hpp"

namespace rollcall::api::looks_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LooksBack : public ::testing::Test {
 protected:
  Sharing office;
  Api& api = office.api;
  const std::string list = "/v1/lists/" + office.list;
  const std::string rows = list + "/rows";
  const std::string changes = list + "/changes?since=";
  const std::string participants = "/v1/projects/" + office.project + "/participants/";
  const eventstore::Position then = api.position();
  const std::int64_t version = api.get(list).number("/version");

  LooksBack() {
    EXPECT_EQ(api.del(participants + office.participants[0]).status, 204u);
    const auto body = R"({"lastName":"Changed"})";
    EXPECT_EQ(api.patch(participants + office.participants[1], body).status, 200u);
    EXPECT_EQ(api.patch(list, R"({"columns":["lastName"]})").status, 200u);
  }

  // The newest event, which must be a look.
  domain::ListAccessed last_look() {
    const auto records = api.context().log.read(
        api.office().id, {}, {.limit = 1, .direction = eventstore::Direction::backward});
    const auto logged = api.context().codec.decode(api.office().id, records->front());
    const auto* event = std::get_if<domain::AccessEvent>(&logged->event.of);
    EXPECT_NE(event, nullptr);
    return event ? std::get<domain::ListAccessed>(*event) : domain::ListAccessed{};
  }
  // Makes a forgetful cache forget.
  void forget() {
    api.context().past_views.forget();
    EXPECT_EQ(api.get("/v1/lists/" + add_list(api, office.project) + "/rows").status, 200u);
  }
};

TEST_F(LooksBack, show_rows_and_columns_of_then) {
  const auto past = api.get(as_of(rows, then));
  EXPECT_EQ(past.status, 200u);
  EXPECT_EQ(past.header("Rollcall-Position"), std::to_string(then));
  EXPECT_EQ(past.size("/items"), 3u);
  EXPECT_EQ(past.json("/items/1/values"), R"(["Dahl","Ada","Single"])");
  EXPECT_EQ(past.number("/list/version"), version);
  const auto live = api.get(rows);
  EXPECT_EQ(live.json("/items/0/values"), R"(["Changed"])");
}

TEST_F(LooksBack, are_on_record_with_the_version_shown_before_a_row_leaves) {
  for (const auto* type : {"application/json", "text/csv",
                           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}) {
    SCOPED_TRACE(type);
    const auto before = api.position();
    const auto past = api.get(as_of(rows, then), {{"accept", type}});
    EXPECT_EQ(past.status, 200u);
    EXPECT_THAT(past.header("Content-Type"), StartsWith(type));
    EXPECT_EQ(past.header("Rollcall-Position"), std::to_string(then));
    EXPECT_EQ(api.position(), before + 1);
    const auto look = last_look();
    EXPECT_EQ(look.list_version, static_cast<std::uint64_t>(version));
    EXPECT_EQ(look.row_count, 3u);
    EXPECT_EQ(look.columns.size(), 3u);
  }
  const auto csv = api.get(as_of(rows, then), {{"accept", "text/csv"}});
  EXPECT_THAT(csv.body, HasSubstr("Dahl"));
  EXPECT_THAT(csv.body, Not(HasSubstr("Changed")));
}

TEST_F(LooksBack, leave_nothing_when_there_is_nothing_to_see) {
  const auto before = api.position();
  EXPECT_EQ(api.get(as_of(rows, 1)).status, 404u);
  EXPECT_EQ(api.get(as_of(rows, before + 1)).status, 409u);
  EXPECT_EQ(api.get(as_of(rows, "x")).status, 422u);
  EXPECT_EQ(api.position(), before);
}

TEST_F(LooksBack, see_a_list_that_is_deleted_now) {
  EXPECT_EQ(api.del(list).status, 204u);
  EXPECT_EQ(api.get(rows).status, 404u);
  const auto first = api.get(as_of(rows + "?limit=2", then));
  EXPECT_EQ(first.size("/items"), 2u);
  const auto second = api.get(rows + "?limit=2&cursor=" + first.text("/nextCursor"));
  EXPECT_EQ(second.json("/items/0/values"), R"(["Moen","Ada","Single"])");
}

TEST_F(LooksBack, go_on_as_the_same_access_in_the_same_moment) {
  const auto first = api.get(as_of(rows + "?limit=2", then));
  const auto accesses = api.position();
  const auto cursor = "&cursor=" + first.text("/nextCursor");
  for (const auto& target : {rows + "?limit=2" + cursor, as_of(rows + "?limit=2", then) + cursor}) {
    const auto second = api.get(target);
    EXPECT_EQ(second.size("/items"), 1u);
    EXPECT_EQ(second.json("/list"), first.json("/list"));
    EXPECT_EQ(second.header("Rollcall-Position"), std::to_string(then));
  }
  EXPECT_EQ(api.position(), accesses);
  EXPECT_EQ(api.get(as_of(rows + "?limit=2", then - 1) + cursor).code(), "invalid_cursor");
  const auto live = "&cursor=" + api.get(rows + "?limit=1").text("/nextCursor");
  EXPECT_EQ(api.get(as_of(rows + "?limit=1", then) + live).code(), "invalid_cursor");
  forget();
  EXPECT_EQ(api.get(rows + "?limit=2" + cursor).json("/list"), first.json("/list"));
}

TEST_F(LooksBack, at_now_show_what_a_look_shows) {
  const auto now = api.position();
  EXPECT_EQ(api.get(as_of(rows, now)).body, api.get(rows).body);
}

TEST_F(LooksBack, at_changes_compare_two_moments) {
  const auto head = api.position();
  const struct {
    eventstore::Position since, as_of;
    std::size_t added, changed, removed;
  } comparisons[] = {
      {0, then, 3, 0, 0},         // the list came
      {then, then, 0, 0, 0},      // nothing yet
      {then, then + 1, 0, 0, 1},  // one is removed
      {then, head, 0, 1, 1},      // another is changed
      {then + 1, head, 0, 1, 0},
  };
  for (const auto& row : comparisons) {
    SCOPED_TRACE(std::to_string(row.since) + " to " + std::to_string(row.as_of));
    const auto answer = api.get(as_of(changes + std::to_string(row.since), row.as_of));
    EXPECT_EQ(answer.status, 200u) << answer.body;
    EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(row.as_of));
    EXPECT_EQ(answer.number("/since/position"), static_cast<std::int64_t>(row.since));
    EXPECT_EQ(answer.size("/added"), row.added);
    EXPECT_EQ(answer.size("/changed"), row.changed);
    EXPECT_EQ(answer.size("/removed"), row.removed);
  }
  EXPECT_EQ(api.get(as_of(changes + std::to_string(then), head)).body,
            api.get(changes + std::to_string(then)).body);
}

TEST_F(LooksBack, at_changes_are_on_record_with_both_moments) {
  const auto before = api.position();
  EXPECT_EQ(api.get(as_of(changes + std::to_string(then), then + 1)).status, 200u);
  EXPECT_EQ(api.position(), before + 1);
  const auto look = last_look();
  EXPECT_EQ(look.kind, domain::AccessKind::changes);
  EXPECT_EQ(look.since, then);
  EXPECT_EQ(look.list_version, then + 1);
  EXPECT_EQ(look.row_count, 1u);
  EXPECT_EQ(look.columns.size(), 3u);
}

TEST_F(LooksBack, at_changes_know_nothing_later_than_their_moment) {
  const auto before = api.position();
  const auto refused = api.get(as_of(changes + std::to_string(then + 1), then));
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "position_unknown");
  EXPECT_EQ(api.get(as_of(changes + "0", 1)).status, 404u);
  EXPECT_EQ(api.get(as_of(changes + "0", "x")).status, 422u);
  EXPECT_EQ(api.get(as_of(changes + "x", then)).status, 400u);
  EXPECT_EQ(api.get(as_of(changes + "0", before + 1)).code(), "position_unknown");
  EXPECT_EQ(api.position(), before);
  const auto to_come = api.get(as_of(changes + "2099-01-01T00:00:00Z", then));
  EXPECT_EQ(to_come.number("/since/position"), static_cast<std::int64_t>(then));
}

TEST_F(LooksBack, see_how_a_list_changed_that_is_deleted_now) {
  EXPECT_EQ(api.del(list).status, 204u);
  EXPECT_EQ(api.get(changes + "0").status, 404u);
  EXPECT_EQ(api.get(as_of(changes + "0", then)).size("/added"), 3u);
}

}  // namespace
}  // namespace rollcall::api::looks_test
