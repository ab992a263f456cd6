// Shares across lists, by what they are now.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::overview_test {
namespace {

using Texts = std::vector<std::string>;

class OverviewOfShares : public ::testing::Test {
 protected:
  Sharing office;
  std::string bus = office.share_with("bus@coach.example").id;
  std::string hotel = share_with(office.list, R"("contactId":")" + office.contact + '"');
  std::string other_list = add_list(office.api, office.project);
  std::string buss_other = share_with(other_list, R"("email":"Bus@coach.example")");

  std::string share_with(const std::string& list, const std::string& receiver) {
    const auto answer =
        office.api.post("/v1/lists/" + list + "/shares", R"({"receivers":[{)" + receiver + "}]}");
    EXPECT_EQ(answer.status, 201u) << answer.body;
    office.settle();
    return answer.text("/items/0/id");
  }
  Answer shares(const std::string& query) {
    const auto answer = office.api.get("/v1/shares" + query);
    EXPECT_EQ(answer.status, 200u) << answer.body;
    return answer;
  }
  Texts found(const std::string& query) { return shares(query).items("/id"); }
};

TEST_F(OverviewOfShares, is_newest_first_and_chosen_by_filters_together) {
  const struct {
    std::string query;
    Texts found;
  } rows[] = {
      {"", {buss_other, hotel, bus}},
      {"?listId=" + office.list, {hotel, bus}},
      {"?projectId=" + office.project, {buss_other, hotel, bus}},
      {"?projectId=" + office.list, {}},
      {"?receiver=" + office.contact, {hotel}},
      {"?receiver=BUS@coach.example", {buss_other, bus}},
      {"?receiver=bus@coach.example&listId=" + office.list, {bus}},
      {"?receiver=hotel@fjord.example", {hotel}},
      {"?state=active&listId=" + other_list, {buss_other}},
      {"?state=revoked", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(found(row.query), row.found) << row.query;
}

TEST_F(OverviewOfShares, tells_states_as_they_are_at_the_moment) {
  office.api.post("/v1/shares/" + bus + "/revoke");
  office.api.post("/v1/contacts/" + office.contact + "/deactivate");
  EXPECT_EQ(found("?state=revoked"), (Texts{bus}));
  EXPECT_EQ(found("?state=suspended"), (Texts{hotel}));
  EXPECT_EQ(found("?state=active"), (Texts{buss_other}));
  EXPECT_EQ(shares("?state=suspended").items("/state"), (Texts{"suspended"}));
  office.api.post("/v1/contacts/" + office.contact + "/reactivate");
  EXPECT_EQ(found("?state=active"), (Texts{buss_other, hotel}));
  office.api.clock().advance(std::chrono::hours(24 * 40));
  EXPECT_EQ(found("?state=expired"), (Texts{buss_other, hotel}));
  EXPECT_EQ(found("?state=active"), (Texts{}));
  office.api.patch("/v1/shares/" + hotel, R"({"validUntil":")" + office.day(1) + R"("})");
  EXPECT_EQ(found("?state=active"), (Texts{hotel}));
}

TEST_F(OverviewOfShares, comes_in_pages_of_what_is_chosen) {
  const auto first = shares("?limit=1&receiver=bus@coach.example");
  EXPECT_EQ(first.items("/id"), (Texts{buss_other}));
  const auto cursor = "&cursor=" + first.text("/nextCursor");
  const auto second = shares("?limit=1&receiver=bus@coach.example" + cursor);
  EXPECT_EQ(second.items("/id"), (Texts{bus}));
  EXPECT_EQ(second.json("/nextCursor"), "null");
  EXPECT_EQ(office.api.get("/v1/shares?limit=1" + cursor).status, 400u);
}

TEST_F(OverviewOfShares, refuses_a_bad_value_by_its_name) {
  const auto answer = office.api.get("/v1/shares?state=open&receiver=x&projectId=1&listId=2");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_EQ(answer.faults(), (Texts{"/query/listId malformed", "/query/projectId malformed",
                                    "/query/receiver malformed", "/query/state unknown_value"}));
  EXPECT_EQ(office.api.get("/v1/shares?colour=red").status, 400u);
}

TEST_F(OverviewOfShares, knows_no_share_of_another_office) {
  const auto other = office.api.add_office("Other", "other");
  const auto answer =
      office.api.get("/v1/shares?receiver=bus@coach.example", {Api::bearer(other.token)});
  EXPECT_EQ(answer.json("/items"), "[]");
}

}  // namespace
}  // namespace rollcall::api::overview_test
