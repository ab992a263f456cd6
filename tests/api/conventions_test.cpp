// What api.md promises of every route, tried on some of each kind.

#include <thread>

#include "tests/api/made.hpp"

namespace rollcall::api::conventions_test {
namespace {

using testing::ElementsAre;

class Conventions : public testing::Test {
 protected:
  Api api;
};

TEST_F(Conventions, head_answers_as_get_does) {
  const auto id = add_customer(api);
  const auto got = api.get("/v1/customers/" + id);
  const auto head = api.head("/v1/customers/" + id);
  EXPECT_EQ(head.status, 200u);
  EXPECT_EQ(head.header("ETag"), got.header("ETag"));
}

TEST_F(Conventions, what_has_not_changed_is_not_sent_again) {
  const auto id = add_customer(api);
  const auto got = api.get("/v1/customers/" + id);
  const auto tag = got.header("ETag");
  for (const auto& path : {"/v1/customers/" + id, std::string("/v1/office")}) {
    const auto first = api.get(path).header("ETag");
    const auto again = api.get(path, {{"if-none-match", first}});
    EXPECT_EQ(again.status, 304u);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(again.header("ETag"), first);
    EXPECT_EQ(api.get(path, {{"if-none-match", "\"1.abc\""}}).status, 200u);
  }
}

TEST_F(Conventions, the_offices_settings_are_shown) {
  const auto answer = api.get("/v1/office");
  ASSERT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.text("/name"), "Fjord & Fest");
  EXPECT_EQ(answer.text("/slug"), "fjord-fest");
  EXPECT_EQ(answer.text("/timeZone"), "UTC");
  EXPECT_EQ(answer.text("/defaultLanguage"), "en");
  EXPECT_FALSE(answer.flag("/automaticOfferLogin"));
  EXPECT_TRUE(answer.flag("/receiversMayDownload"));
  EXPECT_EQ(answer.number("/retentionMonths"), 120);
  EXPECT_EQ(answer.number("/expiryReminderDays"), 3);
}

TEST_F(Conventions, methods_a_path_does_not_have_are_refused) {
  const auto office = api.post("/v1/office", "{}");
  EXPECT_EQ(office.status, 405u);
  EXPECT_EQ(office.header("Allow"), "GET, HEAD, PATCH");
  EXPECT_EQ(api.del("/v1/customers").header("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(api.get("/v1/sessions").header("Allow"), "POST, DELETE");
  EXPECT_EQ(api.get("/v1/nothing").status, 404u);
}

struct Credential {
  std::string what;
  std::string header;
  unsigned status;
};

TEST_F(Conventions, credentials_decide_who_may_do_what) {
  const auto role = [&](domain::TokenRole each) { return "Bearer " + api.add_token(each); };
  const std::vector<Credential> cases = {
      {"none", "", 401},
      {"another scheme", "Basic YTpi", 401},
      {"no token of ours", "Bearer x", 401},
      {"a changed token", "Bearer " + api.office().token + "A", 401},
      {"an officeAdmin's", role(domain::TokenRole::office_admin), 200},
      {"a projectManager's", role(domain::TokenRole::project_manager), 200},
      {"an auditor's", role(domain::TokenRole::auditor), 403},
      {"an analyst's", role(domain::TokenRole::analyst), 403},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.what);
    for (const auto* path : {"/v1/office", "/v1/customers", "/v1/contacts", "/v1/projects"}) {
      const auto answer = api.get(path, {{"authorization", each.header}});
      EXPECT_EQ(answer.status, each.status);
      EXPECT_EQ(answer.header("WWW-Authenticate").empty(), each.status != 401);
    }
  }
}

TEST_F(Conventions, a_body_must_be_of_the_routes_type) {
  EXPECT_EQ(api.post("/v1/customers", R"({"name":"x"})", {{"content-type", "text/plain"}}).status,
            415u);
  EXPECT_EQ(api.post("/v1/customers", R"({"name":"x"})",
                     {{"content-type", "application/json; charset=utf-8"}})
                .status,
            201u);
}

TEST_F(Conventions, reads_wait_for_a_position) {
  add_customer(api);
  const auto position = std::to_string(api.position());
  const auto answer = api.get("/v1/customers", {{"rollcall-min-position", position}});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.header("Rollcall-Position"), position);
  EXPECT_EQ(api.get("/v1/customers", {{"rollcall-min-position", "x"}}).code(), "invalid_position");
}

TEST_F(Conventions, reads_do_not_wait_for_ever) {
  Api::Options options;
  options.settings.view_wait = std::chrono::milliseconds(20);
  Api hasty(options);
  const auto answer = hasty.get("/v1/customers", {{"rollcall-min-position", "1000000"}});
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(answer.code(), "position_not_reached");
  EXPECT_EQ(answer.header("Retry-After"), "1");
}

// ---- Idempotency ---------------------------------------------------------------------------

TEST_F(Conventions, a_repeat_is_answered_byte_for_byte_whatever_came_between) {
  const Headers key = {{"idempotency-key", "k1"}};
  const auto bank = add_customer(api);
  const std::string body = R"({"email":"ida@firma.example","firstName":"Ida"})";
  const auto path = "/v1/customers/" + bank + "/contacts";
  const auto first = api.post(path, body, key);
  ASSERT_EQ(first.status, 201u) << first.body;
  add_project(api, bank, R"(,"contacts":[{"contactId":")" + first.text("/id") + R"("}])");
  const auto position = api.position();
  const auto again = api.post(path, body, key);
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(again.body, first.body);
  for (const auto* header : {"ETag", "Location", "Rollcall-Position"}) {
    EXPECT_EQ(again.header(header), first.header(header)) << header;
  }
  EXPECT_EQ(api.position(), position);
  const auto other_body = api.post(path, R"({"email":"ida@firma.example"})", key);
  EXPECT_EQ(other_body.status, 422u);
  EXPECT_EQ(other_body.code(), "idempotency_key_reused");
}

TEST_F(Conventions, every_creating_route_answers_a_repeat_alike) {
  const auto bank = add_customer(api);
  const auto project = add_project(api, bank);
  const std::vector<std::pair<std::string, std::string>> requests = {
      {"/v1/customers", R"({"name":"Shop"})"},
      {"/v1/suppliers", R"({"name":"Hotel"})"},
      {"/v1/suppliers/" + add_supplier(api) + "/contacts", R"({"email":"tom@hotel.example"})"},
      {"/v1/projects", R"({"name":"P","customerId":")" + bank +
                           R"(","startDate":"2026-06-10","contacts":[{"email":"a@b.example"}]})"},
      {"/v1/projects/" + project + "/participants", R"({"firstName":"Ida"})"},
      {"/v1/projects/" + project + "/lists", R"({"name":"L","columns":["email"]})"},
  };
  for (const auto& [path, body] : requests) {
    SCOPED_TRACE(path);
    const Headers key = {{"idempotency-key", "k"}};
    const auto first = api.post(path, body, key);
    const auto position = api.position();
    const auto again = api.post(path, body, key);
    EXPECT_EQ(first.status, 201u) << first.body;
    EXPECT_EQ(again.status, 201u);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("ETag"), first.header("ETag"));
    EXPECT_EQ(api.position(), position);
    EXPECT_EQ(api.get(first.header("Location")).text("/id"), first.text("/id"));
  }
}

TEST_F(Conventions, a_refused_request_may_be_sent_again_under_its_key) {
  const Headers key = {{"idempotency-key", "k"}};
  EXPECT_EQ(api.post("/v1/customers", R"({"name":""})", key).status, 422u);
  EXPECT_EQ(api.post("/v1/customers", R"({"name":"x"})", key).status, 201u);
}

TEST_F(Conventions, keys_are_their_clients_own_and_end_after_a_day) {
  const Headers key = {{"idempotency-key", "k"}};
  const auto first = api.post("/v1/customers", R"({"name":"x"})", key);
  auto of_another = key;
  of_another.push_back(Api::bearer(api.add_token(domain::TokenRole::project_manager)));
  EXPECT_NE(api.post("/v1/customers", R"({"name":"x"})", of_another).text("/id"),
            first.text("/id"));
  api.clock().advance(std::chrono::hours(25));
  EXPECT_NE(api.post("/v1/customers", R"({"name":"x"})", key).text("/id"), first.text("/id"));
}

// ---- Pages ---------------------------------------------------------------------------------

TEST_F(Conventions, pages_neither_repeat_nor_lose_what_stays) {
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) {
    names.push_back("Customer " + std::string(1, static_cast<char>('a' + i)));
    add_customer(api, names.back());
  }
  std::vector<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 7; ++page) {
    const auto answer =
        api.get("/v1/customers?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (const auto& name : answer.items("/name")) seen.push_back(name);
    add_customer(api, "A new one before all " + std::to_string(page));
    if (answer.json("/nextCursor") == "null") break;
    cursor = answer.text("/nextCursor");
  }
  EXPECT_EQ(seen, names);
}

TEST_F(Conventions, a_cursor_opens_its_own_collection_only) {
  add_customer(api, "A");
  add_customer(api, "B");
  add_supplier(api, "A");
  const auto cursor = api.get("/v1/customers?limit=1").text("/nextCursor");
  EXPECT_EQ(api.get("/v1/customers?limit=500&cursor=" + cursor).size("/items"), 1u);
  const auto as_other = Api::bearer(api.add_office("Another", "another").token);
  for (const auto& answer :
       {api.get("/v1/suppliers?cursor=" + cursor), api.get("/v1/projects?cursor=" + cursor),
        api.get("/v1/customers?query=a&cursor=" + cursor), api.get("/v1/customers?cursor=x"),
        api.get("/v1/customers?cursor=" + cursor + "A"), api.get("/v1/customers?cursor="),
        api.get("/v1/customers?cursor=" + cursor, {as_other})}) {
    EXPECT_EQ(answer.status, 400u);
    EXPECT_EQ(answer.code(), "invalid_cursor");
    EXPECT_THAT(answer.faults(), ElementsAre("/query/cursor invalid_cursor"));
  }
}

TEST_F(Conventions, limits_are_from_1_to_500) {
  for (const auto* limit : {"0", "501", "-1", "x", "", "1.5", "99999999999999999999"}) {
    EXPECT_EQ(api.get(std::string("/v1/contacts?limit=") + limit).status, 400u) << limit;
  }
  EXPECT_EQ(api.get("/v1/contacts?limit=500").status, 200u);
}

TEST_F(Conventions, unknown_parameters_are_refused) {
  const auto id = add_customer(api);
  for (const auto& path : {"/v1/customers?at=1", "/v1/office?asOf=1", "/v1/contacts?name=Ida"}) {
    const auto answer = api.get(path);
    EXPECT_EQ(answer.status, 400u) << path;
    EXPECT_EQ(answer.code(), "invalid_query");
  }
  EXPECT_THAT(api.get("/v1/customers/" + id + "?at=1").faults(),
              ElementsAre("/query/at unknown_parameter"));
  EXPECT_THAT(api.get("/v1/contacts?query=%ff").faults(), ElementsAre("/query/query not_utf8"));
}

// ---- Writers at once -----------------------------------------------------------------------

TEST_F(Conventions, if_match_lets_one_of_many_writers_through) {
  const auto project = add_project(api, add_customer(api));
  const auto path = "/v1/lists/" + add_list(api, project);
  const auto tag = api.get(path).header("ETag");
  std::atomic<int> through = 0;
  std::atomic<int> stale = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 16; ++i) {
    writers.emplace_back([&, i] {
      const auto body = R"({"name":"by )" + std::to_string(i) + R"("})";
      const auto status = api.patch(path, body, {{"if-match", tag}}).status;
      through += status == 200;
      stale += status == 412;
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(through, 1);
  EXPECT_EQ(stale, 15);
}

}  // namespace
}  // namespace rollcall::api::conventions_test
