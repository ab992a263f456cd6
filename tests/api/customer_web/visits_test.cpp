// What a signed-in contact person sees of customer web, from when and until when.
#include "tests/api/customer_web/web.hpp"

namespace rollcall::api::visits_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Headers kCsv = {{"accept", "text/csv"}};

class Visits : public testing::Test {
 protected:
  Web web;
  Api& api = web.api;
  const std::string member =
      "/v1/projects/" + web.accounts.project + "/contacts/" + web.accounts.per;
};

TEST_F(Visits, begin_with_the_projects_one_is_on) {
  const auto projects = web.visit("/v1/customer-web/projects");
  ASSERT_EQ(projects.status, 200u) << projects.body;
  EXPECT_THAT(projects.items("/id"), ElementsAre(web.accounts.project));
  EXPECT_EQ(projects.text("/items/0/name"), "Summer meeting");
  EXPECT_EQ(projects.text("/items/0/startDate"), "2026-06-10");
  EXPECT_FALSE(projects.header("Rollcall-Position").empty());
  const auto second = add_project(api, web.accounts.customer,
                                  R"(,"contacts":[{"contactId":")" + web.accounts.per + R"("}])");
  const auto page = web.visit("/v1/customer-web/projects?limit=1");
  EXPECT_THAT(page.items("/id"), ElementsAre(web.accounts.project));
  EXPECT_THAT(web.visit("/v1/customer-web/projects?limit=1&cursor=" + page.text("/nextCursor"))
                  .items("/id"),
              ElementsAre(second));
}

TEST_F(Visits, see_the_menu_in_order) {
  web.tick();
  const auto page = web.add_item(R"("kind":"page","title":"Programme","body":"# Day 1")");
  web.add_item(R"("kind":"page","title":"Draft","body":"","published":false)");
  web.add_item(R"("kind":"file","title":"Map")");
  const auto link =
      web.add_item(R"("kind":"link","title":"Weather","url":"https://yr.example/","order":1)");
  const auto menu = web.visit(web.mine());
  ASSERT_EQ(menu.status, 200u) << menu.body;
  EXPECT_EQ(menu.text("/name"), "Summer meeting");
  EXPECT_THAT(menu.items("/id"), ElementsAre(link, web.list, page));
  EXPECT_THAT(menu.items("/kind"), ElementsAre("link", "list", "page"));
  EXPECT_THAT(menu.items("/title"), ElementsAre("Weather", "Rooms", "Programme"));
  EXPECT_EQ(menu.text("/items/0/url"), "https://yr.example/");
  api.put(web.at("/lists/" + web.list), R"({"title":"Who sleeps where","order":99})");
  EXPECT_THAT(web.visit(web.mine()).items("/title"),
              ElementsAre("Weather", "Programme", "Who sleeps where"));
}

TEST_F(Visits, show_a_lists_rows_and_leave_a_record) {
  web.tick();
  const auto rows = web.visit(web.rows());
  ASSERT_EQ(rows.status, 200u) << rows.body;
  EXPECT_EQ(rows.json("/items/0/values"), R"(["Berg","Ada","12"])");
  EXPECT_EQ(rows.size("/items"), 3u);
  EXPECT_EQ(web.accounts.count<domain::ListAccessed>(), 1u);
  EXPECT_THAT(web.visit(web.rows(), kCsv).body, HasSubstr("Berg,Ada,12\r\n"));
  const auto xlsx =
      web.visit(web.rows(),
                {{"accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}});
  EXPECT_EQ(xlsx.body.substr(0, 2), "PK");
  EXPECT_EQ(api.head(web.rows(), {Api::bearer(web.per)}).status, 200u);
  const auto accesses = api.get(web.at("/lists/" + web.list + "/accesses"));
  EXPECT_THAT(accesses.items("/kind"), ElementsAre("json", "xlsx", "csv", "json"));
  EXPECT_EQ(accesses.json("/items/3/by"),
            R"({"kind":"contact","id":")" + web.accounts.per + R"("})");
  EXPECT_EQ(accesses.number("/items/3/rowCount"), 3);
  EXPECT_EQ(web.visit(web.rows(), {{"accept", "image/png"}}).status, 406u);
}

TEST_F(Visits, go_on_by_cursor_in_one_access) {
  web.tick();
  const auto first = web.visit(web.rows() + "?limit=2");
  EXPECT_EQ(first.size("/items"), 2u);
  const auto rest = web.rows() + "?limit=2&cursor=" + first.text("/nextCursor");
  add_participant(api, web.accounts.project, R"("lastName":"Aas")");
  const auto second = web.visit(rest);
  ASSERT_EQ(second.status, 200u) << second.body;
  EXPECT_EQ(second.json("/items/0/values"), R"(["Moen","Ada","12"])");
  EXPECT_EQ(second.json("/nextCursor"), "null");
  EXPECT_EQ(web.accounts.count<domain::ListAccessed>(), 1u);
  EXPECT_EQ(web.visit_as(web.accounts.session_of(kPer), rest).status, 400u);
  EXPECT_EQ(api.get("/v1/lists/" + web.list + "/rows?cursor=" + first.text("/nextCursor")).status,
            400u);
  web.untick();
  EXPECT_EQ(web.visit(rest).status, 404u);
}

TEST_F(Visits, show_no_column_that_the_list_won_since) {
  web.tick();
  api.patch("/v1/lists/" + web.list, R"({"columns":["lastName","email","fields.Room"]})");
  EXPECT_EQ(web.visit(web.rows()).json("/items/0/values"), R"(["Berg","12"])");
}

// Compared with what this person saw before, as for receivers; a look of its own kind.
TEST_F(Visits, show_what_changed_since_the_previous_one) {
  web.tick();
  const auto changes = web.rows() + "/changes";
  const auto first = web.visit(changes);
  ASSERT_EQ(first.status, 200u) << first.body;
  EXPECT_EQ(first.json("/since"), "null");
  EXPECT_EQ(first.size("/added"), 3u);
  add_participant(api, web.accounts.project, R"("lastName":"Aas")");
  EXPECT_EQ(web.visit(web.rows()).status, 200u);
  const auto second = web.visit(changes);
  ASSERT_EQ(second.status, 200u) << second.body;
  ASSERT_EQ(second.size("/added"), 1u) << second.body;
  EXPECT_THAT(second.json("/added/0"), HasSubstr("Aas"));
  EXPECT_EQ(second.size("/changed"), 0u);
  EXPECT_EQ(second.size("/removed"), 0u);
  // In a new session all that was seen before is what one saw.
  const auto later = web.visit_as(web.accounts.session_of(kPer), changes);
  EXPECT_EQ(later.size("/added"), 0u);
  EXPECT_THAT(api.get(web.at("/lists/" + web.list + "/accesses")).items("/kind"),
              ElementsAre("changes", "changes", "json", "changes"));
  web.untick();
  EXPECT_EQ(web.visit(changes).status, 404u);
}

// Each of these ends it at the very next request, and undoing it brings it back.
TEST_F(Visits, end_at_the_next_request) {
  web.tick();
  const auto page = web.add_item(R"("kind":"page","title":"Programme","body":"x")");
  const auto item = web.mine("/items/" + page);
  const auto expect = [&](unsigned on_list, unsigned on_item, unsigned on_menu) {
    EXPECT_EQ(web.visit(web.rows()).status, on_list);
    EXPECT_EQ(web.visit(web.rows(), kCsv).status, on_list);
    EXPECT_EQ(web.visit(item).status, on_item);
    EXPECT_EQ(web.visit(web.mine()).status, on_menu);
  };
  expect(200, 200, 200);
  web.untick();
  expect(404, 200, 200);
  EXPECT_THAT(web.visit(web.mine()).items("/id"), ElementsAre(page));
  web.tick();
  web.log_in_automatically(true);
  expect(404, 200, 200);
  EXPECT_THAT(web.visit(web.mine()).items("/id"), ElementsAre(page));
  web.log_in_automatically(false);
  expect(200, 200, 200);
  api.patch(web.at("/items/" + page), R"({"published":false})");
  expect(200, 404, 200);
  api.patch(web.at("/items/" + page), R"({"published":true})");
  const auto second = add_project(api, web.accounts.customer,
                                  R"(,"contacts":[{"contactId":")" + web.accounts.per + R"("}])");
  EXPECT_EQ(api.del(member).status, 204u);
  expect(404, 404, 404);
  EXPECT_THAT(web.visit("/v1/customer-web/projects").items("/id"), ElementsAre(second));
  EXPECT_EQ(api.put(member, "{}").status, 201u);
  expect(200, 200, 200);
}

TEST_F(Visits, end_when_the_person_is_deactivated) {
  web.tick();
  EXPECT_EQ(api.post("/v1/contacts/" + web.accounts.per + "/deactivate").status, 200u);
  for (const auto& target : {web.mine(), web.rows(), std::string("/v1/customer-web/projects")}) {
    EXPECT_EQ(web.visit(target).status, 401u) << target;
  }
  EXPECT_EQ(web.accounts.count<domain::ListAccessed>(), 0u);
}

// Somebody who signs in as contact of the customer on one project, and is the hotel's on another.
TEST_F(Visits, are_not_for_suppliers_contact_persons) {
  web.tick();
  const auto page = web.add_item(R"("kind":"page","title":"Programme","body":"x")");
  const auto desk = api.get("/v1/contacts?email=" + kHotel).items("/id").front();
  const auto customer = "/v1/customers/" + web.accounts.customer;
  EXPECT_EQ(api.post(customer + "/contacts", R"({"contactId":")" + desk + R"("})").status, 201u);
  const auto other = add_project(api, web.accounts.customer);
  EXPECT_EQ(api.put("/v1/projects/" + other + "/contacts/" + desk,
                    R"({"organisationId":")" + web.accounts.customer + R"("})")
                .status,
            201u);
  web.accounts.set_password_of(kHotel);
  const auto session = web.accounts.session_of(kHotel);
  EXPECT_THAT(web.visit_as(session, "/v1/customer-web/projects").items("/id"), ElementsAre(other));
  for (const auto& target : {web.mine(), web.rows(), web.mine("/items/" + page)}) {
    EXPECT_EQ(web.visit_as(session, target).status, 404u) << target;
  }
  EXPECT_EQ(web.accounts.count<domain::ListAccessed>(), 0u);
}

TEST_F(Visits, find_nothing_that_is_another_projects) {
  const auto other = add_project(api, web.accounts.customer);
  const auto list = add_list(api, other);
  const auto path = "/v1/projects/" + other + "/customer-web";
  EXPECT_EQ(api.put(path + "/lists/" + list).status, 201u);
  const auto item =
      made(api, api.post(path + "/items", R"({"kind":"page","title":"x","body":"y"})"));
  const auto there = "/v1/customer-web/projects/" + other;
  for (const auto& target :
       {there, there + "/lists/" + list, there + "/items/" + item, web.mine("/lists/" + list),
        web.mine("/items/" + item), web.mine("/lists/" + web.list), web.mine("/items/x")}) {
    EXPECT_EQ(web.visit(target).status, 404u) << target;
  }
  EXPECT_EQ(web.accounts.count<domain::ListAccessed>(), 0u);
}

TEST_F(Visits, hand_out_no_rows_when_the_log_takes_no_record) {
  web.tick();
  const auto first = web.visit(web.rows() + "?limit=1");
  web.accounts.backing.takes_writes = false;
  for (const auto& answer : {web.visit(web.rows()), web.visit(web.rows(), kCsv),
                             web.visit(web.rows() + "?limit=1&cursor=" + first.text("/nextCursor")),
                             api.head(web.rows(), {Api::bearer(web.per)})}) {
    EXPECT_EQ(answer.status, 503u);
    EXPECT_THAT(answer.body, Not(HasSubstr("Berg")));
  }
}

// The key of who is deleted stays as long as an access names them.
TEST_F(Visits, keep_the_visitors_key) {
  web.tick();
  EXPECT_EQ(web.visit(web.rows()).status, 200u);
  EXPECT_EQ(api.del(member).status, 204u);
  EXPECT_EQ(api.del("/v1/contacts/" + web.accounts.per).status, 204u);
  const auto id = projections::to_log(*domain::Uuid::parse(web.accounts.per));
  EXPECT_TRUE(web.accounts.backing.vault->seal(api.office().id, id, "", "x")->has_value());
}

// What is being sent stops at its next chunk.
TEST_F(Visits, stop_a_running_answer) {
  web.tick();
  const auto rows = web.visit(web.rows());
  ASSERT_TRUE(rows.response.still_allowed());
  web.log_in_automatically(true);
  EXPECT_FALSE(rows.response.still_allowed());
  web.log_in_automatically(false);
  EXPECT_TRUE(rows.response.still_allowed());
  EXPECT_EQ(api.del("/v1/sessions/current", {Api::bearer(web.per)}).status, 204u);
  EXPECT_FALSE(rows.response.still_allowed());
}

}  // namespace
}  // namespace rollcall::api::visits_test
