// The pages of one cursor are one access of one version, for whom it was recorded.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::look_pages_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The look cache so small that it forgets every table but the last.
constexpr std::size_t kForgetful = 1;

class PagesOfALook : public ::testing::TestWithParam<std::size_t> {
 protected:
  Sharing office{{.look_cache_bytes = GetParam()}};
  Sharing::Shared share = office.share_with("bus@coach.example");
  std::string session = office.open(share.token).token;

  Answer next(const Answer& page, const std::string& who) {
    return office.look(who, "?limit=1&cursor=" + page.text("/nextCursor"));
  }
  // Makes a forgetful cache forget.
  void forget() {
    const auto other = add_list(office.api, office.project);
    EXPECT_EQ(office.api.get("/v1/lists/" + other + "/rows").status, 200u);
  }
};

TEST_P(PagesOfALook, are_one_access_of_one_version_whatever_changes_in_between) {
  const auto first = office.look(session, "?limit=1");
  const auto accesses = office.count<domain::ListAccessed>();
  const auto participants = "/v1/projects/" + office.project + "/participants/";
  office.api.del(participants + office.participants[0]);
  office.api.patch(participants + office.participants[1], R"({"lastName":"Changed"})");
  add_participant(office.api, office.project, R"("lastName":"Aas")");
  const auto second = next(first, session);
  const auto third = next(second, session);
  EXPECT_EQ(first.json("/items/0/values"), R"(["Berg","Ada","Single"])");
  EXPECT_EQ(second.json("/items/0/values"), R"(["Dahl","Ada","Single"])");
  EXPECT_EQ(third.json("/items/0/values"), R"(["Moen","Ada","Single"])");
  EXPECT_EQ(third.json("/list"), first.json("/list"));
  EXPECT_EQ(third.json("/nextCursor"), "null");
  EXPECT_EQ(third.header("Rollcall-Position"), first.header("Rollcall-Position"));
  EXPECT_EQ(office.count<domain::ListAccessed>(), accesses);
}

TEST_P(PagesOfALook, come_from_the_log_when_the_table_is_forgotten) {
  const auto first = office.look(session, "?limit=1");
  office.api.patch("/v1/lists/" + office.list,
                   R"({"filter":[{"field":"lastName","op":"eq","value":"Moen"}],
                       "sort":[{"field":"lastName","direction":"desc"}]})");
  forget();
  const auto second = next(first, session);
  EXPECT_EQ(second.status, 200u);
  EXPECT_EQ(second.json("/items/0/values"), R"(["Dahl","Ada","Single"])");
  EXPECT_EQ(second.json("/list"), first.json("/list"));
}

TEST_P(PagesOfALook, lose_a_column_that_is_taken_away_in_between) {
  const auto first = office.look(session, "?limit=1");
  office.api.patch("/v1/shares/" + share.id, R"({"columns":["firstName"]})");
  forget();
  const auto second = next(first, session);
  EXPECT_EQ(second.json("/items/0/values"), R"(["Ada"])");
  EXPECT_THAT(second.body, Not(HasSubstr("Dahl")));
}

TEST_P(PagesOfALook, win_no_column_that_is_added_in_between) {
  office.api.patch("/v1/shares/" + share.id, R"({"columns":["firstName"]})");
  const auto first = office.look(session, "?limit=1");
  office.api.patch("/v1/shares/" + share.id, R"({"columns":["firstName","lastName"]})");
  const auto second = next(first, session);
  EXPECT_EQ(second.status, 200u);
  EXPECT_THAT(second.body, Not(HasSubstr("Dahl")));
}

TEST_P(PagesOfALook, are_nobody_elses) {
  const auto first = office.look(session, "?limit=1");
  const auto other = office.open(office.share_with("other@coach.example").token).token;
  office.api.clock().advance(std::chrono::minutes(2));
  const auto mine_later = office.open(share.token).token;
  EXPECT_EQ(next(first, other).status, 400u);
  EXPECT_EQ(next(first, mine_later).status, 400u);
  const auto rows = "/v1/lists/" + office.list + "/rows?limit=1";
  EXPECT_EQ(office.api.get(rows + "&cursor=" + first.text("/nextCursor")).status, 400u);
  const auto staffs = office.api.get(rows);
  EXPECT_EQ(next(staffs, session).status, 400u);
  const auto colleague = office.api.add_token(domain::TokenRole::project_manager);
  const auto cursor = rows + "&cursor=" + staffs.text("/nextCursor");
  EXPECT_EQ(office.api.get(cursor, {Api::bearer(colleague)}).status, 400u);
  EXPECT_EQ(office.api.get(cursor).status, 200u);
}

TEST_P(PagesOfALook, of_staff_are_of_one_version_too) {
  const auto rows = "/v1/lists/" + office.list + "/rows?limit=1";
  const auto first = office.api.get(rows);
  office.api.patch("/v1/lists/" + office.list, R"({"columns":["lastName","email"]})");
  office.api.del("/v1/projects/" + office.project + "/participants/" + office.participants[1]);
  forget();
  const auto second = office.api.get(rows + "&cursor=" + first.text("/nextCursor"));
  EXPECT_EQ(second.json("/items/0/values"), R"(["Dahl","Ada","Single"])");
  EXPECT_EQ(second.json("/list"), first.json("/list"));
}

INSTANTIATE_TEST_SUITE_P(Caches, PagesOfALook,
                         ::testing::Values(kForgetful, std::size_t{64} << 20));

// A snapshot of the views may be older than what is decided on: never more shows than is allowed,
// and never a fault for a request that is right.
TEST(ALook, waits_for_views_that_are_behind_a_change_of_columns) {
  Sharing office({.settings = {.view_wait = std::chrono::milliseconds(50)}});
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  office.backing.projected.shut();
  const auto edited = office.api.patch("/v1/lists/" + office.list, R"({"columns":["firstName"]})");
  EXPECT_EQ(edited.status, 200u);
  const auto stale = office.look(session);
  EXPECT_EQ(stale.status, 503u) << stale.body;
  office.backing.projected.open();
  const auto fresh = office.look(session);
  EXPECT_EQ(fresh.json("/items/0/values"), R"(["Ada"])");
  EXPECT_EQ(office.count<domain::ListAccessed>(), 1u);
}

}  // namespace
}  // namespace rollcall::api::look_pages_test
