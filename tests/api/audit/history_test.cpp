// Who could see, who did, and that asking is itself on the record.
#include "api/app/route.hpp"
#include "domain/history.hpp"
#include "eventstore/rocksdb_log.hpp"
#include "tests/api/sharing/sharing.hpp"
#include "tests/eventstore/faulty_file_system.hpp"
#include "tests/files.hpp"

namespace rollcall::api::history_test {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class History : public testing::Test {
 protected:
  History() {
    shared = sharing.share_with("kitchen@hotel.example");
    session = sharing.open(shared.token).token;
    EXPECT_EQ(sharing.look(session).status, 200u);
    sharing.settle();
    auditor = {Api::bearer(api.add_token(domain::TokenRole::auditor))};
  }
  Answer ask(const std::string& target) { return api.get(target, auditor); }
  std::string of_list(const std::string& what) const {
    return "/v1/audit/lists/" + sharing.list + what;
  }
  std::string stale(const std::string& since) const {
    return "/v1/lists/" + sharing.list + "/stale-receivers?since=" + since;
  }
  void edit_participant() {
    const auto edited =
        api.patch("/v1/projects/" + sharing.project + "/participants/" + sharing.participants[0],
                  R"({"lastName":"Nyberg"})");
    EXPECT_EQ(edited.status, 200u) << edited.body;
  }
  std::size_t reads() { return sharing.count<domain::HistoryRead>(); }

  Sharing sharing;
  Api& api = sharing.api;
  Sharing::Shared shared;
  std::string session;
  Headers auditor;
};

TEST_F(History, names_who_can_see_a_list_and_why) {
  const auto answer = ask(of_list("/audience"));
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_THAT(answer.items("/route"), Contains("share"));
  EXPECT_THAT(answer.items("/route"), Contains("staffRole"));
  EXPECT_THAT(answer.body, HasSubstr(R"("email":"kitchen@hotel.example")"));
  EXPECT_THAT(answer.body, HasSubstr("\"type\":\"ShareEmailAttempted\""));
  EXPECT_THAT(answer.body, HasSubstr("\"linkHash\":\""));
  EXPECT_EQ(reads(), 1u);
}

TEST_F(History, has_who_could_see_a_list_at_a_moment_and_over_a_span) {
  const auto before = std::to_string(api.position());
  EXPECT_EQ(api.post("/v1/shares/" + shared.id + "/revoke").status, 200u);
  const auto mail = "kitchen@hotel.example";
  EXPECT_THAT(ask(of_list("/audience")).body, Not(HasSubstr(mail)));
  EXPECT_THAT(ask(of_list("/audience?at=" + before)).body, HasSubstr(mail));
  const auto span = ask(of_list("/audience?from=" + before));
  EXPECT_THAT(span.body, HasSubstr(mail));
  EXPECT_THAT(span.body, HasSubstr(R"("reason":"share_revoked","byClock":false)"));
  const auto now = std::to_string(api.position());
  EXPECT_THAT(ask(of_list("/audience?from=" + now)).body, Not(HasSubstr(mail)));
}

TEST_F(History, has_who_did_see_a_list) {
  const auto answer = ask(of_list("/disclosures"));
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_THAT(answer.items("/viewer/email"), ElementsAre("kitchen@hotel.example"));
  EXPECT_THAT(answer.items("/kind"), ElementsAre("json"));
  EXPECT_EQ(answer.number("/items/0/rowCount"), 3);
  EXPECT_EQ(answer.json("/items/0/columns"), R"(["lastName","firstName","fields.Room"])");
  const auto look = static_cast<std::uint64_t>(answer.number("/items/0/position"));
  EXPECT_EQ(ask(of_list("/disclosures?from=" + std::to_string(look))).size("/items"), 1u);
  EXPECT_EQ(ask(of_list("/disclosures?from=" + std::to_string(look + 1))).size("/items"), 0u);
  EXPECT_EQ(ask(of_list("/disclosures?to=" + std::to_string(look - 1))).size("/items"), 0u);
}

TEST_F(History, has_whom_a_participant_was_shown_to) {
  const auto at = "/v1/audit/participants/" + sharing.participants[0] + "/disclosures";
  const auto answer = ask(at);
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_THAT(answer.items("/viewer/email"), ElementsAre("kitchen@hotel.example"));
  EXPECT_TRUE(answer.flag("/items/0/certain"));
  // Who came later was not in what was shown before.
  const auto late = add_participant(api, sharing.project, R"("lastName":"Zander")");
  EXPECT_EQ(ask("/v1/audit/participants/" + late + "/disclosures").size("/items"), 0u);
  // Who is removed was.
  api.del("/v1/projects/" + sharing.project + "/participants/" + sharing.participants[0]);
  EXPECT_EQ(ask(at).size("/items"), 1u);
}

TEST_F(History, has_all_about_one_person) {
  const auto by_email = ask("/v1/audit/people?email=Kitchen@hotel.example");
  ASSERT_EQ(by_email.status, 200u) << by_email.body;
  EXPECT_EQ(by_email.json("/shareIds"), "[\"" + shared.id + "\"]");
  EXPECT_THAT(by_email.items("/type"), Contains("ListShared"));
  EXPECT_THAT(by_email.items("/type"), Contains("ListAccessed"));
  const auto contact = ask("/v1/audit/people?contactId=" + sharing.contact);
  ASSERT_EQ(contact.status, 200u) << contact.body;
  EXPECT_THAT(contact.items("/type"), Contains("ContactAdded"));
  // They are told of this very read the next time.
  EXPECT_THAT(ask("/v1/audit/people?contactId=" + sharing.contact).items("/type"),
              Contains("HistoryRead"));
}

TEST_F(History, has_who_saw_only_what_a_list_was_before_a_change) {
  const auto nothing_changed = api.get(stale(std::to_string(api.position() + 0)));
  ASSERT_EQ(nothing_changed.status, 200u) << nothing_changed.body;
  EXPECT_EQ(nothing_changed.size("/items"), 0u);
  edit_participant();
  const auto change = std::to_string(api.position());
  const auto answer = api.get(stale(change));
  EXPECT_THAT(answer.items("/viewer/email"), ElementsAre("kitchen@hotel.example"));
  EXPECT_EQ(answer.number("/items/0/looks"), 1);
  EXPECT_EQ(sharing.look(session).status, 200u);
  EXPECT_EQ(api.get(stale(change)).size("/items"), 0u);
  EXPECT_EQ(api.get(stale("")).status, 400u);
  EXPECT_EQ(reads(), 3u);
}

TEST_F(History, answers_for_what_is_deleted) {
  EXPECT_EQ(api.del("/v1/lists/" + sharing.list).status, 204u);
  // Nobody but staff, who look back at what it was.
  EXPECT_THAT(ask(of_list("/audience")).items("/route"), Each("staffRole"));
  EXPECT_THAT(ask(of_list("/audience?from=1")).body, HasSubstr("kitchen@hotel.example"));
  EXPECT_EQ(ask(of_list("/disclosures")).size("/items"), 1u);
  EXPECT_EQ(api.get(stale(std::to_string(api.position()))).size("/items"), 1u);
}

TEST_F(History, of_what_never_was_is_not_found_and_no_read) {
  const std::string unknown = "00000000-0000-7000-8000-000000000009";
  for (const auto& path :
       {"/v1/audit/lists/" + unknown + "/audience", "/v1/audit/lists/" + unknown + "/disclosures",
        "/v1/audit/participants/" + unknown + "/disclosures",
        "/v1/audit/people?contactId=" + unknown, std::string("/v1/audit/people?email=a@b.example"),
        "/v1/lists/" + unknown + "/stale-receivers?since=1"}) {
    EXPECT_EQ(api.get(path).status, 404u) << path;
  }
  EXPECT_EQ(reads(), 0u);
}

TEST_F(History, refuses_a_question_that_is_none) {
  EXPECT_EQ(ask(of_list("/audience?at=1&from=1")).status, 400u);
  EXPECT_EQ(ask(of_list("/audience?at=yesterday")).status, 400u);
  EXPECT_EQ(ask(of_list("/audience?at=999999")).code(), "position_unknown");
  EXPECT_EQ(ask(of_list("/disclosures?until=1")).status, 400u);
  EXPECT_EQ(ask("/v1/audit/people").status, 400u);
  EXPECT_EQ(ask("/v1/audit/people?email=x@y.example&contactId=" + sharing.contact).status, 400u);
  EXPECT_EQ(reads(), 0u);
}

TEST_F(History, comes_in_pages_as_of_one_moment) {
  for (int n = 0; n < 3; ++n) EXPECT_EQ(sharing.look(session).status, 200u);
  std::string cursor;
  std::vector<std::string> seen;
  for (int page = 0; page < 4; ++page) {
    const auto answer = ask(of_list("/disclosures?limit=1" + cursor));
    ASSERT_EQ(answer.status, 200u) << answer.body;
    for (auto& id : answer.items("/accessId")) seen.push_back(id);
    EXPECT_EQ(sharing.look(session).status, 200u);  // later than the first page
    if (page < 3) cursor = "&cursor=" + answer.text("/nextCursor");
    if (page == 3) EXPECT_EQ(answer.json("/nextCursor"), "null");
  }
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 4u);
  const auto first = ask(of_list("/audience?limit=1"));
  EXPECT_EQ(first.size("/items"), 1u);
  const auto next = ask(of_list("/audience?limit=1&cursor=" + first.text("/nextCursor")));
  EXPECT_EQ(next.number("/position"), first.number("/position"));
}

TEST_F(History, never_says_what_participants_values_are) {
  for (const auto& path : {of_list("/audience"), of_list("/disclosures"),
                           "/v1/audit/participants/" + sharing.participants[0] + "/disclosures",
                           std::string("/v1/audit/people?email=kitchen@hotel.example")}) {
    const auto body = ask(path).body;
    for (const auto* value : {"Berg", "Dahl", "Moen"}) EXPECT_THAT(body, Not(HasSubstr(value)));
  }
}

TEST_F(History, is_of_the_own_office_alone) {
  const auto other = api.add_office("Other", "other");
  EXPECT_EQ(api.get(of_list("/audience"), {Api::bearer(other.token)}).status, 404u);
  EXPECT_EQ(reads(), 0u);
}

// The log's disk fails: whoever asks is told nothing.
TEST(HistoryWithoutADisk, is_not_told) {
  eventstore::FaultyMachine machine;
  const tests::ScratchFolder folder;
  auto log = eventstore::open_rocksdb_log(folder.path() / "log", {.env = machine.env.get()});
  ASSERT_TRUE(log.has_value());
  Sharing sharing({.log = std::move(*log)});
  sharing.share_with("kitchen@hotel.example");
  sharing.settle();
  machine.power->plan({.at_sync = 1});
  for (const auto& path : {"/v1/audit/lists/" + sharing.list + "/audience",
                           "/v1/audit/lists/" + sharing.list + "/disclosures",
                           "/v1/audit/participants/" + sharing.participants[0] + "/disclosures",
                           std::string("/v1/audit/people?email=kitchen@hotel.example"),
                           "/v1/lists/" + sharing.list + "/stale-receivers?since=1"}) {
    const auto answer = sharing.api.get(path);
    EXPECT_EQ(answer.status, 503u) << path;
    EXPECT_THAT(answer.body, Not(HasSubstr("kitchen")));
  }
}

// Who looks at lists is said twice: to the router, and to whoever asks who could.
TEST(RolesThatLookAtLists, are_those_that_the_router_lets_at_rows) {
  Who may{};
  for (const auto& table : route_tables()) {
    for (const auto& route : table) {
      if (route.pattern == "/v1/lists/{listId}/rows") may = route.who;
    }
  }
  EXPECT_EQ(domain::looks_at_lists(domain::TokenRole::office_admin),
            includes(may, Who::office_admin));
  EXPECT_EQ(domain::looks_at_lists(domain::TokenRole::project_manager),
            includes(may, Who::project_manager));
  EXPECT_EQ(domain::looks_at_lists(domain::TokenRole::auditor), includes(may, Who::auditor));
  EXPECT_EQ(domain::looks_at_lists(domain::TokenRole::analyst), includes(may, Who::analyst));
}

}  // namespace
}  // namespace rollcall::api::history_test
