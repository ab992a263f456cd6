// Reads as of an earlier moment: history, moment and route give the answer.
#include "tests/api/past/past.hpp"

namespace rollcall::api::as_of_test {
namespace {

using ::testing::ElementsAre;
using Texts = std::vector<std::string>;

class AsOfReads : public ::testing::Test {
 protected:
  Sharing office;
  Api& api = office.api;
  const std::string customer = api.get("/v1/customers").text("/items/0/id");
  const std::string hotel = "/v1/suppliers/" + office.supplier;
  const std::string contact = "/v1/contacts/" + office.contact;
  const std::string project = "/v1/projects/" + office.project;
  const std::string ada = project + "/participants/" + office.participants[0];
  const std::string list = "/v1/lists/" + office.list;
  const std::string share = "/v1/shares/" + share_with_contact();
  const std::string item =
      project + "/customer-web/items/" +
      made(api, api.post(project + "/customer-web/items",
                         R"({"kind":"page","title":"Programme","body":"Old"})"));

  std::string share_with_contact() {
    const auto answer =
        office.share(R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
    EXPECT_EQ(answer.status, 201u) << answer.body;
    office.settle();
    return answer.text("/items/0/id");
  }
  void patch(const std::string& path, const std::string& body) {
    api.clock().advance(std::chrono::milliseconds(1));
    EXPECT_EQ(api.patch(path, body).status, 200u) << path;
  }
  void post(const std::string& path) {
    api.clock().advance(std::chrono::milliseconds(1));
    EXPECT_LT(api.post(path).status, 300u) << path;
  }
  void del(const std::string& path) {
    api.clock().advance(std::chrono::milliseconds(1));
    EXPECT_EQ(api.del(path).status, 204u) << path;
  }
  void change_everything() {
    patch("/v1/customers/" + customer, R"({"name":"New Bank"})");
    patch(hotel, R"({"name":"New Hotel"})");
    patch(contact, R"({"firstName":"New"})");
    patch(project, R"({"name":"New meeting","status":"confirmed"})");
    patch(ada, R"({"lastName":"New"})");
    patch(list, R"({"name":"New rooms"})");
    patch(share, R"({"mayDownload":false})");
    patch(item, R"({"title":"New programme","body":"New"})");
    EXPECT_LT(api.put(project + "/customer-web/lists/" + office.list).status, 300u);
    post(contact + "/deactivate");
  }
  eventstore::Position position() {
    office.settle();
    return api.position();
  }
  std::string now() { return api.clock().now().to_string(); }
};

TEST_F(AsOfReads, answer_as_things_were) {
  const auto then = position();
  const auto instant_then = now();
  change_everything();
  const struct {
    std::string path, pointer, before, after;
  } rows[] = {
      {"/v1/customers/" + customer, "/name", R"("Nordlys Bank")", R"("New Bank")"},
      {"/v1/customers", "/items/0/name", R"("Nordlys Bank")", R"("New Bank")"},
      {"/v1/customers?query=nordlys", "/items/0/id", '"' + customer + '"', ""},
      {hotel, "/name", R"("Hotel Fjord")", R"("New Hotel")"},
      {"/v1/suppliers?query=ida", "/items/0/matchedContacts/0/displayName", R"("Ida Halvorsen")",
       ""},
      {hotel + "/contacts", "/items/0/firstName", R"("Ida")", R"("New")"},
      {hotel + "/contacts", "/items/0/organisations/0/name", R"("Hotel Fjord")", R"("New Hotel")"},
      {hotel + "/contacts", "/items/0/projectCount", "1", "1"},
      {contact, "/displayName", R"("Ida Halvorsen")", R"("New Halvorsen")"},
      {contact, "/projects/0/name", R"("Summer meeting")", R"("New meeting")"},
      {contact, "/allowedActions", R"(["deactivate"])", R"(["reactivate"])"},
      {"/v1/contacts?email=hotel", "/items/0/active", "true", "false"},
      {"/v1/contacts?query=ida", "/items/0/lastName", R"("Halvorsen")", ""},
      {"/v1/contacts?active=false", "/items/0/active", "", "false"},
      {project, "/status", R"("pending")", R"("confirmed")"},
      {project, "/contacts/0/displayName", R"("Ida Halvorsen")", R"("New Halvorsen [inactive]")"},
      {project, "/customer/name", R"("Nordlys Bank")", R"("New Bank")"},
      {project, "/projectManagers/0/displayName", R"("Ada Admin")", R"("Ada Admin")"},
      {"/v1/projects?query=summer", "/items/0/contactCount", "1", ""},
      {"/v1/projects?status=confirmed", "/items/0/name", "", R"("New meeting")"},
      {project + "/contacts", "/items/0/active", "true", "false"},
      {project + "/participants", "/items/0/lastName", R"("Berg")", R"("New")"},
      {ada, "/lastName", R"("Berg")", R"("New")"},
      {project + "/lists", "/items/0/name", R"("Rooms")", R"("New rooms")"},
      {project + "/lists", "/items/0/customerWeb/shared", "false", "true"},
      {list, "/name", R"("Rooms")", R"("New rooms")"},
      {list, "/customerWeb/shared", "false", "true"},
      {list + "/shares", "/items/0/mayDownload", "true", "false"},
      {list + "/shares", "/items/0/state", R"("active")", R"("suspended")"},
      {share, "/mayDownload", "true", "false"},
      {share, "/state", R"("active")", R"("suspended")"},
      {"/v1/shares", "/items/0/mayDownload", "true", "false"},
      {"/v1/shares?state=suspended", "/items/0/state", "", R"("suspended")"},
      {"/v1/shares?listId=" + office.list, "/items/0/mayDownload", "true", "false"},
      {"/v1/shares?projectId=" + office.project, "/items/0/mayDownload", "true", "false"},
      {"/v1/shares?receiver=" + office.contact, "/items/0/mayDownload", "true", "false"},
      {"/v1/shares?receiver=hotel@fjord.example", "/items/0/mayDownload", "true", "false"},
      {project + "/customer-web/items", "/items/0/title", R"("Programme")", R"("New programme")"},
      {item, "/title", R"("Programme")", R"("New programme")"},
      {item, "/body", R"("Old")", R"("New")"},
      {project + "/customer-web/lists/" + office.list, "/shared", "false", "true"},
      {project + "/customer-web/lists/" + office.list + "/accesses", "/items", "[]", "[]"},
      {list + "/rows", "/items/0/values/0", R"("Berg")", R"("Dahl")"},
      {list + "/changes?since=0", "/added/0/values/0", R"("Berg")", R"("Dahl")"},
      {list + "/receivers", "/items/0/displayName", R"("Ida Halvorsen")", ""},
      {list + "/receivers", "/items/0/organisation/name", R"("Hotel Fjord")", ""},
  };
  const auto after = position();
  for (const auto& row : rows) {
    SCOPED_TRACE(row.path + " " + row.pointer);
    for (const auto& moment : {std::to_string(then), instant_then}) {
      const auto past = api.get(as_of(row.path, moment));
      EXPECT_EQ(past.status, 200u) << past.body;
      EXPECT_EQ(past.json(row.pointer), row.before) << past.body;
      EXPECT_EQ(past.header("Rollcall-Position"), std::to_string(then));
    }
    const auto live = api.get(row.path);
    EXPECT_EQ(live.json(row.pointer), row.after) << live.body;
    EXPECT_EQ(api.get(as_of(row.path, after)).json(row.pointer), row.after);
  }
}

TEST_F(AsOfReads, find_only_what_was_there) {
  const auto before = position();
  const auto other = "/v1/lists/" + add_list(api, office.project);
  const auto late =
      project + "/participants/" + add_participant(api, office.project, R"("lastName":"Late")");
  const auto supplier = "/v1/suppliers/" + add_supplier(api);
  const auto there = position();
  del(other);
  del(late);
  del(supplier);
  const auto gone = position();
  for (const auto& path : {other, other + "/rows", other + "/changes?since=0", other + "/shares",
                           other + "/receivers", late, supplier, supplier + "/contacts"}) {
    SCOPED_TRACE(path);
    EXPECT_EQ(api.get(as_of(path, 0)).status, 404u);
    EXPECT_EQ(api.get(as_of(path, before)).status, 404u);
    EXPECT_EQ(api.get(as_of(path, there)).status, 200u);
    EXPECT_EQ(api.get(as_of(path, gone)).status, 404u);
    EXPECT_EQ(api.get(path).status, 404u);
    EXPECT_EQ(api.get(as_of(path, "1970-01-01T00:00:00Z")).header("Rollcall-Position"), "0");
  }
  EXPECT_EQ(api.get(as_of("/v1/customers", 0)).size("/items"), 0u);
  EXPECT_EQ(api.get(as_of("/v1/shares", 0)).size("/items"), 0u);
}

TEST_F(AsOfReads, judge_time_by_the_moment_asked_for) {
  EXPECT_EQ(api.patch(share, R"({"validUntil":"2026-06-01"})").status, 200u);
  const auto then = position();
  api.clock().advance(std::chrono::hours(24 * 30));
  EXPECT_EQ(api.get(share).text("/state"), "expired");
  EXPECT_EQ(api.get(as_of(share, then)).text("/state"), "active");
  EXPECT_EQ(api.get(as_of(share, "2026-06-01T23:59:59Z")).text("/state"), "active");
  const auto expired = api.get(as_of(share, "2026-06-02T00:00:00Z"));
  EXPECT_EQ(expired.text("/state"), "expired");
  EXPECT_EQ(expired.header("Rollcall-Position"), std::to_string(then));
  EXPECT_EQ(api.get(as_of("/v1/shares?state=expired", "2026-06-02T00:00:00Z")).size("/items"), 1u);
}

TEST_F(AsOfReads, refuse_moments_that_are_none) {
  const auto head = position();
  for (const auto* moment : {"", "x", "-1", "1.5", "2026-06-01", "99999999999999999999"}) {
    for (const auto& path : {list, list + "/rows", std::string("/v1/shares")}) {
      const auto answer = api.get(as_of(path, moment));
      EXPECT_EQ(answer.status, 422u) << path << ' ' << moment;
      EXPECT_THAT(answer.faults(), ElementsAre("/query/asOf malformed"));
    }
  }
  api.clock().advance(std::chrono::seconds(1));
  const auto to_come = api.clock().now().plus(std::chrono::milliseconds(1)).to_string();
  for (const auto& moment : {std::to_string(head + 1), to_come}) {
    for (const auto& path : {list, list + "/rows", std::string("/v1/contacts")}) {
      const auto answer = api.get(as_of(path, moment));
      EXPECT_EQ(answer.status, 409u) << path;
      EXPECT_EQ(answer.code(), "position_unknown");
    }
  }
  EXPECT_EQ(api.get(as_of(list, now())).status, 200u);
  EXPECT_EQ(api.get(list + "?asOf=1&asOf=1").status, 400u);
  const auto both = api.get(list + "?asOf=x&at=1");
  EXPECT_EQ(both.status, 400u);
  EXPECT_THAT(both.faults(), ElementsAre("/query/asOf malformed", "/query/at unknown_parameter"));
}

TEST_F(AsOfReads, are_of_reads_that_take_it) {
  for (const std::string path : {"/v1/office", "/v1/staff", "/v1/api-tokens"}) {
    const auto answer = api.get(as_of(path, 1));
    EXPECT_EQ(answer.status, 400u) << path;
    EXPECT_THAT(answer.faults(), ElementsAre("/query/asOf unknown_parameter"));
  }
  const auto before = position();
  for (const auto& answer :
       {api.patch(list + "?asOf=1", R"({"name":"x"})"), api.post(share + "/revoke?asOf=1"),
        api.del(list + "?asOf=1"), api.post("/v1/customers?asOf=1", R"({"name":"x"})")}) {
    EXPECT_EQ(answer.status, 400u);
    EXPECT_THAT(answer.faults(), ElementsAre("/query/asOf unknown_parameter"));
  }
  EXPECT_EQ(position(), before);
  EXPECT_EQ(api.get(list + "/rows?asof=1").status, 400u);
}

TEST_F(AsOfReads, go_on_in_their_moment) {
  for (const auto* name : {"Alfa", "Bravo", "Delta"}) add_customer(api, name);
  const auto then = position();
  add_customer(api, "Charlie");
  const auto path = as_of("/v1/customers?limit=2", then);
  const auto first = api.get(path);
  EXPECT_EQ(first.items("/name"), (Texts{"Alfa", "Bravo"}));
  const auto cursor = "&cursor=" + first.text("/nextCursor");
  for (const auto& target : {path + cursor, "/v1/customers?limit=2" + cursor}) {
    const auto second = api.get(target);
    EXPECT_EQ(second.items("/name"), (Texts{"Delta", "Nordlys Bank"}));
    EXPECT_EQ(second.header("Rollcall-Position"), std::to_string(then));
    EXPECT_EQ(second.json("/nextCursor"), "null");
  }
  const auto live = "&cursor=" + api.get("/v1/customers?limit=2").text("/nextCursor");
  for (const auto& target : {as_of("/v1/customers?limit=2", then - 1) + cursor,
                             as_of("/v1/customers?limit=2", now()) + cursor, path + live,
                             "/v1/suppliers?limit=2" + cursor}) {
    const auto answer = api.get(target);
    EXPECT_EQ(answer.status, 400u) << target;
    EXPECT_EQ(answer.code(), "invalid_cursor");
  }
}

TEST_F(AsOfReads, go_on_at_the_position_that_an_instant_had) {
  for (const auto* name : {"Alfa", "Bravo"}) add_customer(api, name);
  const auto path = as_of("/v1/customers?limit=1", now());
  const auto first = api.get(path);
  EXPECT_EQ(api.post("/v1/customers", R"({"name":"In the same millisecond"})").status, 201u);
  const auto second = api.get(path + "&cursor=" + first.text("/nextCursor"));
  EXPECT_EQ(second.items("/name"), (Texts{"Bravo"}));
  EXPECT_EQ(second.header("Rollcall-Position"), first.header("Rollcall-Position"));
}

TEST_F(AsOfReads, have_tags_that_are_no_condition_of_a_write) {
  const auto past = api.get(as_of(list, position()));
  const auto live = api.get(list);
  EXPECT_EQ(past.body, live.body);
  EXPECT_NE(past.header("ETag"), live.header("ETag"));
  const auto path = as_of(list, position());
  EXPECT_EQ(api.get(path, {{"if-none-match", past.header("ETag")}}).status, 304u);
  EXPECT_EQ(api.get(path, {{"if-none-match", live.header("ETag")}}).status, 200u);
  EXPECT_EQ(api.get(list, {{"if-none-match", past.header("ETag")}}).status, 200u);
  const Headers only_if_past = {{"if-match", past.header("ETag")}};
  EXPECT_EQ(api.patch(list, R"({"name":"x"})", only_if_past).status, 412u);
  const auto of_share = api.get(as_of(share, position())).header("ETag");
  EXPECT_EQ(api.get(as_of(share, position()), {{"if-none-match", of_share}}).status, 200u);
  EXPECT_EQ(api.patch(share, R"({"mayDownload":false})", {{"if-match", of_share}}).status, 412u);
  EXPECT_EQ(api.head(path).header("Rollcall-Position"), std::to_string(position()));
}

// What can't be read, and is none of theirs, is in nobody's way.
TEST_F(AsOfReads, read_only_what_they_are_made_from) {
  eventstore::Append append;
  append.office = api.office().id;
  append.events.push_back({{1}, 65'000, {}, "what is this"});
  ASSERT_TRUE(eventstore::append_and_wait(*office.backing.log, std::move(append)).has_value());
  const auto head = api.position();
  for (const auto& path :
       {"/v1/customers/" + customer, hotel + "/contacts", contact, project, project + "/contacts",
        project + "/participants", ada, project + "/lists", list, list + "/shares",
        list + "/receivers", list + "/changes?since=1", share, item, std::string("/v1/contacts"),
        std::string("/v1/shares"), "/v1/shares?listId=" + office.list}) {
    const auto answer = api.get(as_of(path, head));
    EXPECT_EQ(answer.status, 200u) << path;
    EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(head));
  }
}

TEST_F(AsOfReads, show_nobody_who_is_erased) {
  const auto person = "/v1/contacts/" + add_contact(api, "suppliers/" + office.supplier, "o@x.no");
  const auto then = position();
  EXPECT_EQ(api.get(as_of(person, then)).text("/firstName"), "Ida");
  del(person);
  EXPECT_EQ(api.get(person).status, 404u);
  const auto past = api.get(as_of(person, then));
  EXPECT_EQ(past.status, 200u);
  EXPECT_EQ(past.json("/displayName"), "null");
  EXPECT_TRUE(past.flag("/erased"));
}

}  // namespace
}  // namespace rollcall::api::as_of_test
