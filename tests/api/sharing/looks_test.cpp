// Looks: the record first, then the rows; and only the columns of the share.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::looks_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Headers kCsv = {{"accept", "text/csv"}};

TEST(ALook, is_in_the_log_before_the_rows_leave) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  const auto answer = office.look(session);
  ASSERT_EQ(answer.status, 200u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 1u);
  EXPECT_EQ(answer.size("/items"), 3u);
  EXPECT_EQ(answer.json("/items/0/values"), R"(["Berg","Ada","Single"])");
  EXPECT_EQ(answer.text("/list/name"), "Rooms");
  EXPECT_EQ(answer.json("/list/columns/2"), R"({"key":"fields.Room","title":"Room"})");
  EXPECT_EQ(answer.json("/nextCursor"), "null");
  const auto access = office.api.get("/v1/shares/" + share.id + "/accesses");
  EXPECT_EQ(access.number("/items/0/listVersion"), answer.number("/list/version"));
  EXPECT_EQ(access.number("/items/0/rowCount"), 3);
}

TEST(ALook, hands_out_no_rows_when_the_log_takes_no_record) {
  Sharing office;
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  const auto first = office.look(session, "?limit=1");
  ASSERT_EQ(first.status, 200u);
  office.backing.takes_writes = false;
  for (const auto& answer : {office.look(session), office.look(session, "", kCsv),
                             office.look(session, "?limit=1&cursor=" + first.text("/nextCursor")),
                             office.api.get("/v1/lists/" + office.list + "/rows")}) {
    EXPECT_EQ(answer.status, 503u);
    EXPECT_FALSE(answer.header("Retry-After").empty());
    EXPECT_THAT(answer.body, Not(HasSubstr("Berg")));
  }
}

TEST(ALook, shows_the_participants_as_they_are_now) {
  Sharing office;
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  office.look(session);
  office.api.patch("/v1/projects/" + office.project + "/participants/" + office.participants[0],
                   R"({"lastName":"Aas"})");
  EXPECT_EQ(office.look(session).json("/items/0/values"), R"(["Aas","Ada","Single"])");
}

TEST(ALook, as_a_file_is_an_access_of_its_own_kind) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  const auto file = office.look(session, "", kCsv);
  EXPECT_EQ(file.status, 200u);
  EXPECT_THAT(file.header("Content-Type"), HasSubstr("text/csv"));
  EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("attachment"));
  EXPECT_THAT(file.body, HasSubstr("Berg,Ada,Single\r\n"));
  EXPECT_EQ(office.api.get("/v1/shares/" + share.id + "/accesses").text("/items/0/kind"), "csv");
}

TEST(ALook, as_a_file_is_refused_where_the_share_does_not_allow_it) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example", R"(,"mayDownload":false)");
  const auto session = office.open(share.token);
  const auto file = office.look(session.token, "", kCsv);
  EXPECT_EQ(file.status, 403u);
  EXPECT_EQ(file.code(), "download_not_allowed");
  const auto page = office.api.get("/l/" + share.id + "?format=csv",
                                   {{"authorization", ""}, {"cookie", session.cookie}});
  EXPECT_EQ(page.status, 403u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 0u);
  EXPECT_EQ(office.look(session.token).status, 200u);
}

TEST(ALook, in_a_form_that_is_not_served_is_406) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  for (const std::string accept : {"image/png", "application/json;q=0, text/csv;q=0"}) {
    EXPECT_EQ(office.look(session, "", {{"accept", accept}}).status, 406u) << accept;
    EXPECT_EQ(office.api.get("/v1/lists/" + office.list + "/rows", {{"accept", accept}}).status,
              406u);
  }
  EXPECT_EQ(office.count<domain::ListAccessed>(), 0u);
  EXPECT_THAT(office.look(session, "", {{"accept", "text/csv;q=0.5, */*;q=0.1"}}).body,
              HasSubstr("lastName,firstName,Room"));
}

TEST(ALook, never_starts_a_formula_in_a_spreadsheet) {
  Sharing office;
  add_participant(office.api, office.project,
                  R"x("lastName":"=cmd|' /C calc'!A0","firstName":"+47 900 00 000",)x"
                  R"x("fields":{"Room":"@SUM(A1)"})x");
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  EXPECT_THAT(office.look(session, "", kCsv).body,
              HasSubstr("'=cmd|' /C calc'!A0,+47 900 00 000,'@SUM(A1)"));
}

TEST(ALook, shows_no_column_that_the_share_lacks_in_any_form) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example", R"(,"columns":["firstName"])");
  const auto session = office.open(share.token);
  const Headers cookie = {{"authorization", ""}, {"cookie", session.cookie}};
  for (const auto& answer : {office.look(session.token), office.look(session.token, "", kCsv),
                             office.api.get("/l/" + share.id, cookie)}) {
    EXPECT_EQ(answer.status, 200u);
    EXPECT_THAT(answer.body, Not(HasSubstr("Berg")));
    EXPECT_THAT(answer.body, Not(HasSubstr("Single")));
    EXPECT_THAT(answer.body, Not(HasSubstr("Room\"")));
  }
}

TEST(ALook, does_not_widen_when_the_list_does) {
  Sharing office;
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  office.api.patch("/v1/lists/" + office.list, R"({"columns":["lastName","email","firstName"]})");
  EXPECT_EQ(office.look(session).json("/items/0/values"), R"(["Berg","Ada"])");
}

TEST(ALook, records_the_client_cut_between_characters) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  const auto agent = std::string(299, 'a') + "\u00e9" + "rest";
  office.look(session, "", {{"user-agent", agent}});
  const auto accesses = office.api.get("/v1/shares/" + share.id + "/accesses");
  EXPECT_EQ(accesses.text("/items/0/client/userAgent"), std::string(299, 'a'));
  office.look(session, "", {{"user-agent", "\xff bytes"}});
  EXPECT_EQ(
      office.api.get("/v1/shares/" + share.id + "/accesses").text("/items/0/client/userAgent"),
      "? bytes");
}

TEST(ALookByStaff, is_recorded_too) {
  Sharing office;
  const auto rows = office.api.get("/v1/lists/" + office.list + "/rows");
  EXPECT_EQ(rows.status, 200u);
  EXPECT_EQ(rows.size("/items"), 3u);
  EXPECT_EQ(office.api.get("/v1/lists/" + office.list + "/rows", kCsv).status, 200u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 2u);
}

TEST(ALookByStaff, at_another_offices_list_is_404_and_leaves_no_trace) {
  Sharing office;
  const auto other = office.api.add_office("Other", "other");
  const auto answer =
      office.api.get("/v1/lists/" + office.list + "/rows", {Api::bearer(other.token)});
  EXPECT_EQ(answer.status, 404u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 0u);
}

TEST(ALook, takes_no_limit_or_cursor_that_is_none) {
  Sharing office;
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  for (const std::string query : {"?limit=0", "?limit=501", "?limit=x", "?cursor=forged"}) {
    EXPECT_EQ(office.look(session, query).status, 400u) << query;
    EXPECT_EQ(office.api.get("/v1/lists/" + office.list + "/rows" + query).status, 400u);
  }
  EXPECT_EQ(office.count<domain::ListAccessed>(), 0u);
}

}  // namespace
}  // namespace rollcall::api::looks_test
