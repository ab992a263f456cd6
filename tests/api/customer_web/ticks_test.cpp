// The checkbox: PUT and DELETE on a project's customer web, and what its list says of it.
#include "tests/api/made.hpp"

namespace rollcall::api::ticks_test {
namespace {

using testing::ElementsAre;

class Ticks : public testing::Test {
 protected:
  std::string at(const std::string& id) const {
    return "/v1/projects/" + project + "/customer-web/lists/" + id;
  }
  std::string on_list() { return api.get("/v1/lists/" + list).json("/customerWeb"); }
  void log_in_automatically(bool on) {
    const std::string body =
        on ? R"({"automaticOfferLogin":true})" : R"({"automaticOfferLogin":false})";
    EXPECT_EQ(api.patch("/v1/office", body).status, 200u);
  }

  Api api;
  const std::string project = add_project(api, add_customer(api));
  const std::string list = add_list(api, project);
  const std::string tick = at(list);
};

TEST_F(Ticks, publish_a_list_and_withdraw_it) {
  EXPECT_EQ(on_list(), R"({"shared":false,"available":true,"reason":null})");
  EXPECT_EQ(api.get(tick).json("/shared"), "false");
  const auto put = api.put(tick);
  ASSERT_EQ(put.status, 201u) << put.body;
  EXPECT_EQ(put.json(), R"({"listId":")" + list + R"(","projectId":")" + project +
                            R"(","shared":true,"available":true,"reason":null,"title":null,)"
                            R"("order":10,"columns":["lastName","firstName","fields.Room"]})");
  EXPECT_EQ(api.get(tick).body, put.body);
  EXPECT_EQ(api.get(tick).header("ETag"), put.header("ETag"));
  EXPECT_EQ(on_list(), R"({"shared":true,"available":true,"reason":null})");
  const auto position = api.position();
  EXPECT_EQ(api.put(tick, "{}").status, 200u);
  EXPECT_EQ(api.position(), position);
  EXPECT_EQ(api.del(tick).status, 204u);
  EXPECT_EQ(on_list(), R"({"shared":false,"available":true,"reason":null})");
  EXPECT_EQ(api.del(tick).status, 204u);
}

TEST_F(Ticks, take_a_title_a_place_and_columns) {
  const auto put =
      api.put(tick, R"({"title":"Who sleeps where","order":5,"columns":["lastName"]})");
  ASSERT_EQ(put.status, 201u) << put.body;
  EXPECT_EQ(put.text("/title"), "Who sleeps where");
  EXPECT_EQ(put.number("/order"), 5);
  EXPECT_EQ(put.json("/columns"), R"(["lastName"])");
  const auto again = api.put(tick, R"({"title":null,"columns":["fields.Room","lastName"]})");
  ASSERT_EQ(again.status, 200u) << again.body;
  EXPECT_EQ(again.json("/title"), "null");
  EXPECT_EQ(again.json("/columns"), R"(["fields.Room","lastName"])");
  EXPECT_EQ(api.put(tick, "{}", {{"if-match", put.header("ETag")}}).status, 412u);
  EXPECT_EQ(api.del(tick, {{"if-match", put.header("ETag")}}).status, 412u);
  EXPECT_EQ(api.del(tick, {{"if-match", again.header("ETag")}}).status, 204u);
  EXPECT_EQ(api.put(tick, "{}", {{"if-match", "*"}}).status, 412u);
}

TEST_F(Ticks, are_refused_with_every_fault) {
  EXPECT_THAT(
      api.put(tick, R"({"title":"","order":"x","columns":["phone","up"],"also":1})").faults(),
      ElementsAre("/also unknown_field", "/columns/0 column_not_in_list",
                  "/columns/1 unknown_value", "/order type", "/title required"));
  EXPECT_THAT(api.put(tick, R"({"order":100001})").faults(), ElementsAre("/order out_of_range"));
  EXPECT_EQ(api.put(tick, "[").status, 400u);
}

TEST_F(Ticks, wait_while_offers_log_in_by_themselves) {
  EXPECT_EQ(api.put(tick).status, 201u);
  const auto other = add_list(api, project);
  log_in_automatically(true);
  EXPECT_EQ(on_list(), R"({"shared":true,"available":false,"reason":"automatic_offer_login"})");
  for (const auto& id : {list, other}) {
    const auto refused = api.put(at(id));
    EXPECT_EQ(refused.status, 409u);
    EXPECT_EQ(refused.code(), "automatic_offer_login");
  }
  log_in_automatically(false);
  EXPECT_EQ(on_list(), R"({"shared":true,"available":true,"reason":null})");
  EXPECT_EQ(api.put(at(other)).status, 201u);
}

TEST_F(Ticks, go_with_the_list_and_with_a_cancelled_project) {
  EXPECT_EQ(api.put(tick).status, 201u);
  EXPECT_EQ(api.patch("/v1/projects/" + project, R"({"status":"cancelled","statusReason":"Fire"})")
                .status,
            200u);
  EXPECT_EQ(on_list(), R"({"shared":false,"available":false,"reason":"project_cancelled"})");
  EXPECT_EQ(api.put(tick).code(), "project_cancelled");
  EXPECT_EQ(api.patch("/v1/projects/" + project, R"({"status":"pending"})").status, 200u);
  EXPECT_EQ(on_list(), R"({"shared":false,"available":true,"reason":null})");
  EXPECT_EQ(api.put(tick).status, 201u);
  EXPECT_EQ(api.del("/v1/lists/" + list).status, 204u);
  for (const auto& answer : {api.get(tick), api.put(tick), api.del(tick)}) {
    EXPECT_EQ(answer.status, 404u);
  }
}

TEST_F(Ticks, are_of_the_projects_own_lists) {
  const auto elsewhere =
      "/v1/projects/" + add_project(api, add_customer(api, "Sol")) + "/customer-web/lists/" + list;
  for (const auto& answer : {api.get(elsewhere), api.put(elsewhere), api.del(elsewhere),
                             api.get(elsewhere + "/accesses")}) {
    EXPECT_EQ(answer.status, 404u);
  }
}

}  // namespace
}  // namespace rollcall::api::ticks_test
