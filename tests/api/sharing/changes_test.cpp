// What changed in a list: the list as it was then against now, recorded like every look.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::changes_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ChangesOfAList : public ::testing::Test {
 protected:
  Sharing office;
  Sharing::Shared share = office.share_with("bus@coach.example");
  std::string session = office.open(share.token).token;

  std::string participant(std::size_t index) {
    return "/v1/projects/" + office.project + "/participants/" + office.participants[index];
  }
  void edit(std::size_t index, const std::string& body) {
    EXPECT_EQ(office.api.patch(participant(index), body).status, 200u);
    office.api.clock().advance(std::chrono::milliseconds(1));
  }
  void edit_list(const std::string& body) {
    EXPECT_EQ(office.api.patch("/v1/lists/" + office.list, body).status, 200u);
  }
  void edit_share(const std::string& body) {
    EXPECT_EQ(office.api.patch("/v1/shares/" + share.id, body).status, 200u);
  }
  std::string open_again() {
    office.api.clock().advance(std::chrono::minutes(2));
    return office.open(share.token).token;
  }
  Answer seen(const std::string& who) {
    const auto answer = office.api.get("/v1/viewing/changes", as_receiver(who));
    EXPECT_EQ(answer.status, 200u) << answer.body;
    return answer;
  }
  Answer since(const std::string& moment) {
    return office.api.get("/v1/lists/" + office.list + "/changes?since=" + moment);
  }
  // "added/changed/removed" in numbers.
  static std::string counts(const Answer& answer) {
    return std::to_string(answer.size("/added")) + "/" + std::to_string(answer.size("/changed")) +
           "/" + std::to_string(answer.size("/removed"));
  }
};

TEST_F(ChangesOfAList, are_rows_that_came_went_and_differ_with_the_values_of_then_and_now) {
  office.look(session);
  edit(0, R"({"fields":{"Room":"Double"}})");
  EXPECT_EQ(office.api.del(participant(1)).status, 204u);
  const auto kim = add_participant(office.api, office.project, R"("lastName":"Aas")");
  const auto answer = seen(session);
  EXPECT_EQ(answer.json("/added"), R"([{"id":")" + kim + R"(","values":["Aas","",""]}])");
  EXPECT_EQ(answer.json("/changed"),
            R"([{"id":")" + office.participants[0] +
                R"(","values":["Berg","Ada","Double"],"before":["Berg","Ada","Single"],)"
                R"("changedColumns":["fields.Room"]}])");
  EXPECT_EQ(answer.json("/removed"),
            R"([{"id":")" + office.participants[1] + R"(","values":["Dahl","Ada","Single"]}])");
  EXPECT_EQ(answer.number("/list/rowCount"), 3);
  EXPECT_EQ(answer.json("/newColumns"), "[]");
}

TEST_F(ChangesOfAList, below_the_link_are_the_same) {
  const Headers who = as_receiver(session);
  office.look(session);
  edit(0, R"({"firstName":"Eva"})");
  const auto answer = office.api.get("/v1/shared/" + share.token + "/changes", who);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.json("/changed/0/values"), R"(["Berg","Eva","Single"])");
}

TEST_F(ChangesOfAList, are_all_rows_for_whoever_saw_nothing_before) {
  const auto answer = seen(session);
  EXPECT_EQ(counts(answer), "3/0/0");
  EXPECT_EQ(answer.json("/since"), "null");
}

TEST_F(ChangesOfAList, do_not_vanish_by_looking_twice) {
  office.look(session);
  edit(0, R"({"firstName":"Eva"})");
  office.look(session);
  EXPECT_EQ(counts(seen(session)), "0/1/0");
  EXPECT_EQ(counts(seen(session)), "0/1/0");
}

TEST_F(ChangesOfAList, are_since_the_version_seen_before_in_the_receivers_first_session) {
  office.look(session);
  edit(0, R"({"firstName":"Eva"})");
  office.look(session);
  edit(1, R"({"firstName":"Eva"})");
  const auto answer = seen(session);
  EXPECT_EQ(counts(answer), "0/1/0");
  EXPECT_EQ(answer.text("/changed/0/id"), office.participants[1]);
}

TEST_F(ChangesOfAList, are_since_the_last_look_before_a_later_session_began) {
  office.look(session);
  const auto last = office.api.clock().now().to_string();
  edit(0, R"({"firstName":"Eva"})");
  const auto later = open_again();
  office.look(later);
  edit(1, R"({"firstName":"Eva"})");
  office.look(later);
  const auto answer = seen(later);
  EXPECT_EQ(counts(answer), "0/2/0");
  EXPECT_EQ(answer.text("/since/at"), last);
}

TEST_F(ChangesOfAList, are_none_while_nothing_changes) {
  office.look(session);
  const auto later = open_again();
  office.look(later);
  const auto answer = seen(later);
  EXPECT_EQ(counts(answer), "0/0/0");
  EXPECT_EQ(answer.number("/since/position"), answer.number("/list/version"));
}

TEST_F(ChangesOfAList, show_what_came_and_went_meanwhile_not_at_all) {
  office.look(session);
  const auto guest = add_participant(office.api, office.project, R"("lastName":"Guest")");
  office.api.del("/v1/projects/" + office.project + "/participants/" + guest);
  edit(0, R"({"firstName":"Eva"})");
  edit(0, R"({"firstName":"Ada"})");
  const auto answer = seen(session);
  EXPECT_EQ(counts(answer), "0/0/0");
  EXPECT_THAT(answer.body, Not(HasSubstr("Guest")));
}

TEST_F(ChangesOfAList, follow_the_filter_of_then_and_of_now) {
  edit(2, R"({"fields":{"Room":"Double"}})");
  office.look(session);
  edit_list(R"({"filter":[{"field":"fields.Room","op":"eq","value":"Single"}]})");
  const auto narrower = seen(session);
  EXPECT_EQ(counts(narrower), "0/0/1");
  EXPECT_EQ(narrower.json("/removed/0/values"), R"(["Moen","Ada","Double"])");
  edit(0, R"({"fields":{"Room":"Suite"}})");
  edit(2, R"({"fields":{"Room":"Single"}})");
  const auto moved = seen(session);
  EXPECT_EQ(moved.json("/added/0/values"), R"(["Moen","Ada","Single"])");
  EXPECT_EQ(moved.json("/removed/0/values"), R"(["Berg","Ada","Single"])");
  EXPECT_EQ(counts(moved), "1/0/1");
}

TEST_F(ChangesOfAList, never_show_more_than_the_shares_columns) {
  edit_share(R"({"columns":["firstName"]})");
  office.look(session);
  edit(0, R"({"lastName":"Secret","fields":{"Room":"Secret"}})");
  edit(1, R"({"firstName":"Eva","lastName":"Secret"})");
  office.api.del(participant(2));
  const auto answer = seen(session);
  EXPECT_EQ(counts(answer), "0/1/1");
  EXPECT_EQ(answer.json("/changed/0/before"), R"(["Ada"])");
  EXPECT_EQ(answer.json("/removed/0/values"), R"(["Ada"])");
  EXPECT_THAT(answer.body, Not(HasSubstr("Secret")));
  EXPECT_THAT(answer.body, Not(HasSubstr("Moen")));
}

TEST_F(ChangesOfAList, show_no_value_of_then_in_a_column_that_was_not_shown_then) {
  edit_share(R"({"columns":["firstName"]})");
  office.look(session);
  edit(0, R"({"firstName":"Eva","lastName":"New"})");
  edit_share(R"({"columns":["firstName","lastName"]})");
  const auto answer = seen(session);
  EXPECT_EQ(answer.json("/newColumns"), R"(["lastName"])");
  EXPECT_EQ(answer.json("/changed/0/values"), R"(["Eva","New"])");
  EXPECT_EQ(answer.json("/changed/0/before"), R"(["Ada",null])");
  EXPECT_THAT(answer.body, Not(HasSubstr("Berg")));
}

TEST_F(ChangesOfAList, are_a_look_on_record_with_what_it_was_compared_with) {
  office.look(session);
  edit(0, R"({"firstName":"Eva"})");
  const auto first = office.api.get("/v1/shares/" + share.id + "/accesses");
  const auto answer = seen(session);
  const auto head = office.api.head("/v1/shared/" + share.token + "/changes", as_receiver(session));
  EXPECT_EQ(head.status, 200u);
  const auto accesses = office.api.get("/v1/shares/" + share.id + "/accesses");
  ASSERT_EQ(accesses.size("/items"), 3u);
  for (const std::string item : {"/items/0", "/items/1"}) {
    EXPECT_EQ(accesses.text(item + "/kind"), "changes");
    EXPECT_EQ(accesses.number(item + "/rowCount"), 1);
    EXPECT_EQ(accesses.number(item + "/since"), first.number("/items/0/listVersion"));
    EXPECT_EQ(accesses.number(item + "/listVersion"), answer.number("/list/version"));
  }
  EXPECT_EQ(accesses.json("/items/2/since"), "null");
}

TEST_F(ChangesOfAList, stay_when_the_log_takes_no_record) {
  office.look(session);
  edit(0, R"({"firstName":"Eva"})");
  office.backing.takes_writes = false;
  for (const auto& answer :
       {office.api.get("/v1/viewing/changes", as_receiver(session)),
        office.api.get("/v1/shared/" + share.token + "/changes", as_receiver(session)),
        since("0")}) {
    EXPECT_EQ(answer.status, 503u);
    EXPECT_THAT(answer.body, Not(HasSubstr("Eva")));
  }
}

TEST_F(ChangesOfAList, end_with_the_share) {
  office.look(session);
  office.api.post("/v1/shares/" + share.id + "/revoke");
  const auto below = office.api.get("/v1/shared/" + share.token + "/changes", as_receiver(session));
  EXPECT_EQ(below.status, 404u);
  EXPECT_EQ(below.header("Rollcall-Position"), "");
  EXPECT_EQ(office.api.get("/v1/viewing/changes", as_receiver(session)).status, 401u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 1u);
}

TEST_F(ChangesOfAList, need_a_session_of_that_share) {
  const auto path = "/v1/shared/" + share.token + "/changes";
  EXPECT_EQ(office.api.get(path, kNobody).status, 401u);
  const auto other = office.share_with("other@coach.example");
  EXPECT_EQ(office.api.get(path, as_receiver(office.open(other.token).token)).status, 401u);
  EXPECT_EQ(office.count<domain::ListAccessed>(), 0u);
}

TEST_F(ChangesOfAList, for_staff_are_since_a_position_or_an_instant) {
  const auto position = office.api.position();
  const auto instant = office.api.clock().now().to_string();
  office.api.clock().advance(std::chrono::seconds(1));
  edit(0, R"({"firstName":"Eva"})");
  for (const auto& moment : {std::to_string(position), instant}) {
    const auto answer = since(moment);
    ASSERT_EQ(answer.status, 200u) << answer.body;
    EXPECT_EQ(counts(answer), "0/1/0");
    EXPECT_EQ(answer.number("/since/position"), static_cast<std::int64_t>(position));
    EXPECT_EQ(answer.json("/changed/0/before"), R"(["Berg","Ada","Single"])");
  }
  EXPECT_EQ(counts(since(std::to_string(office.api.position()))), "0/0/0");
  EXPECT_EQ(office.count<domain::ListAccessed>(), 3u);
}

TEST_F(ChangesOfAList, for_staff_since_before_the_list_was_are_all_its_rows) {
  const auto answer = since("0");
  EXPECT_EQ(counts(answer), "3/0/0");
  EXPECT_EQ(answer.json("/since"), R"({"position":0,"at":null})");
}

TEST_F(ChangesOfAList, for_staff_do_not_compare_columns_that_the_list_did_not_have) {
  const auto position = std::to_string(office.api.position());
  edit_list(R"({"columns":["email","lastName"]})");
  edit(0, R"({"email":"ada@berg.example","lastName":"Aas"})");
  const auto answer = since(position);
  EXPECT_EQ(answer.json("/newColumns"), R"(["email"])");
  EXPECT_EQ(answer.json("/changed/0/before"), R"([null,"Berg"])");
  EXPECT_EQ(counts(answer), "0/1/0");
}

TEST_F(ChangesOfAList, for_staff_need_a_moment_that_has_been) {
  const auto path = "/v1/lists/" + office.list + "/changes";
  EXPECT_EQ(office.api.get(path).faults(), std::vector<std::string>{"/query/since required"});
  EXPECT_EQ(since("yesterday").faults(), std::vector<std::string>{"/query/since malformed"});
  EXPECT_EQ(since("-1").status, 400u);
  const auto ahead = since("1000000");
  EXPECT_EQ(ahead.status, 409u);
  EXPECT_EQ(ahead.code(), "position_unknown");
  EXPECT_EQ(counts(since("2030-01-01T00:00:00Z")), "0/0/0");
  EXPECT_EQ(office.api.get("/v1/lists/" + office.participants[0] + "/changes?since=0").status,
            404u);
  const auto other = office.api.add_office("Other", "other");
  EXPECT_EQ(office.api.get(path + "?since=0", {Api::bearer(other.token)}).status, 404u);
}

}  // namespace
}  // namespace rollcall::api::changes_test
