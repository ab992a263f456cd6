#include "tests/api/made.hpp"

namespace rollcall::api::lists_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Lists : public testing::Test {
 protected:
  Api api;
  const std::string project = add_project(api, add_customer(api));
  const std::string path = "/v1/projects/" + project + "/lists";
};

TEST_F(Lists, are_answered_whole_when_they_are_made) {
  const auto answer = api.post(path, R"({"name":"Vegetarians","columns":["lastName","fields.Room"],
      "filter":[{"field":"fields.Dietary","op":"in","value":["Vegan","Vegetarian"]},
                {"field":"status","op":"ne","value":"notAttending"},
                {"field":"email","op":"isNotEmpty"}],
      "sort":[{"field":"fields.Room","direction":"desc"},{"field":"lastName"}]})");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  const auto id = answer.text("/id");
  EXPECT_EQ(answer.header("Location"), "/v1/lists/" + id);
  EXPECT_EQ(answer.text("/projectId"), project);
  EXPECT_EQ(answer.json("/columns"), R"(["lastName","fields.Room"])");
  EXPECT_EQ(answer.json("/filter"),
            R"([{"field":"fields.Dietary","op":"in","value":["Vegan","Vegetarian"]},)"
            R"({"field":"status","op":"ne","value":"notAttending"},)"
            R"({"field":"email","op":"isNotEmpty"}])");
  EXPECT_EQ(answer.json("/sort"), R"([{"field":"fields.Room","direction":"desc"},)"
                                  R"({"field":"lastName","direction":"asc"}])");
  EXPECT_EQ(answer.number("/version"), static_cast<std::int64_t>(api.position()));
  EXPECT_EQ(answer.json("/customerWeb"), R"({"shared":false,"available":true,"reason":null})");
  const auto got = api.get("/v1/lists/" + id);
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
  EXPECT_THAT(api.get(path).items("/id"), ElementsAre(id));
}

TEST_F(Lists, are_no_larger_than_the_log_takes) {
  std::string values;
  for (int i = 0; i < 200; ++i) values += (i ? ",\"" : "\"") + std::string(20, 'x') + "\"";
  std::string filter;
  for (int i = 0; i < 20; ++i) {
    filter += (i ? "," : "") + (R"({"field":"status","op":"in","value":[)" + values + "]}");
  }
  const auto body = R"({"name":"Large","columns":["lastName"],"filter":[)" + filter + "]}";
  const auto refused = api.post(path, body);
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(), ElementsAre("/filter too_long"));
  const auto list = "/v1/lists/" + add_list(api, project);
  EXPECT_THAT(api.patch(list, R"({"filter":[)" + filter + "]}").faults(),
              ElementsAre("/filter too_long"));
}

struct Refused {
  std::string what;
  std::string body;
  std::vector<std::string> faults;
};

TEST_F(Lists, are_refused_with_every_fault) {
  const std::vector<Refused> cases = {
      {"nothing", "{}", {"/columns required", "/name required"}},
      {"no columns", R"({"name":"x","columns":[]})", {"/columns required"}},
      {"bad columns",
       R"({"name":"x","columns":["lastName","surname",7,"lastName","fields."]})",
       {"/columns/1 unknown_value", "/columns/2 type", "/columns/3 duplicate",
        "/columns/4 required"}},
      {"bad filters",
       R"({"name":"x","columns":["lastName"],"filter":[{"field":"email","op":"eq"},
          {"field":"email","op":"isEmpty","value":"x"},{"op":"like","value":"x"},7,
          {"field":"email","op":"in","value":"x"},{"field":"email","op":"in"},
          {"field":"email","op":"eq","value":["x"]},
          {"field":"email","op":"ne","value":"x","not":1}]})",
       {"/filter/0/value required", "/filter/1/value unknown_value", "/filter/2/field required",
        "/filter/2/op unknown_value", "/filter/3 type", "/filter/4/value type",
        "/filter/5/value required", "/filter/6/value type", "/filter/7/not unknown_field"}},
      {"bad sorting",
       R"({"name":"x","columns":["lastName"],"sort":[{"field":"email"},{"direction":"up"},
          {"field":"email","direction":1}]})",
       {"/sort/1/direction unknown_value", "/sort/1/field required", "/sort/2/direction type",
        "/sort/2/field duplicate"}},
  };
  const auto before = api.position();
  for (const auto& each : cases) {
    SCOPED_TRACE(each.what);
    const auto answer = api.post(path, each.body);
    EXPECT_EQ(answer.status, 422u);
    EXPECT_EQ(answer.faults(), each.faults) << answer.body;
  }
  EXPECT_EQ(api.position(), before);
}

TEST_F(Lists, change_what_is_given) {
  const auto id = add_list(api, project, R"(,"filter":[{"field":"email","op":"isEmpty"}])");
  const auto answer =
      api.patch("/v1/lists/" + id, R"({"name":"Hotel","filter":null,"sort":[{"field":"phone"}]})");
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.text("/name"), "Hotel");
  EXPECT_EQ(answer.size("/columns"), 3u);
  EXPECT_EQ(answer.json("/filter"), "[]");
  EXPECT_EQ(answer.text("/sort/0/field"), "phone");
  EXPECT_EQ(api.get("/v1/lists/" + id).body, answer.body);
  const auto position = api.position();
  EXPECT_EQ(api.patch("/v1/lists/" + id, R"({"name":"Hotel"})").body, answer.body);
  EXPECT_EQ(api.position(), position);
  EXPECT_THAT(
      api.patch("/v1/lists/" + id, R"({"name":null,"columns":null,"projectId":"x"})").faults(),
      ElementsAre("/columns type", "/name type", "/projectId unknown_field"));
  EXPECT_THAT(api.patch("/v1/lists/" + id, R"({"columns":["phone","phone"]})").faults(),
              ElementsAre("/columns/1 duplicate"));
}

TEST_F(Lists, honour_if_match_of_their_definition_only) {
  const auto id = add_list(api, project);
  const auto at = "/v1/lists/" + id;
  const auto first = api.get(at);
  add_participant(api, project, R"("lastName":"Lie")");
  const auto second = api.get(at);
  EXPECT_GT(second.number("/version"), first.number("/version"));
  EXPECT_NE(second.header("ETag"), first.header("ETag"));  // other bytes
  const auto changed = api.patch(at, R"({"name":"A"})", {{"if-match", first.header("ETag")}});
  ASSERT_EQ(changed.status, 200u) << changed.body;
  EXPECT_EQ(api.patch(at, R"({"name":"B"})", {{"if-match", second.header("ETag")}}).status, 412u);
  EXPECT_EQ(api.del(at, {{"if-match", second.header("ETag")}}).status, 412u);
  EXPECT_EQ(api.del(at, {{"if-match", changed.header("ETag")}}).status, 204u);
}

TEST_F(Lists, are_gone_when_they_are_deleted) {
  const auto id = add_list(api, project);
  EXPECT_EQ(api.del("/v1/lists/" + id).status, 204u);
  EXPECT_THAT(api.get(path).items("/id"), IsEmpty());
  EXPECT_EQ(api.get("/v1/lists/" + id).status, 404u);
  EXPECT_EQ(api.del("/v1/lists/" + id).status, 404u);
  EXPECT_EQ(api.patch("/v1/lists/" + id, R"({"name":"x"})").status, 404u);
  EXPECT_EQ(api.patch("/v1/lists/" + id, R"({"nick":"x"})").status, 404u);
}

TEST_F(Lists, are_the_offices_own) {
  const auto id = add_list(api, project);
  const auto as_other = Api::bearer(api.add_office("Another", "another").token);
  const auto at = "/v1/lists/" + id;
  EXPECT_EQ(api.get(path, {as_other}).status, 404u);
  EXPECT_EQ(api.post(path, R"({"name":"x","columns":["email"]})", {as_other}).status, 404u);
  EXPECT_EQ(api.post(path, "{}", {as_other}).status, 404u);
  EXPECT_EQ(api.get(at, {as_other}).status, 404u);
  EXPECT_EQ(api.patch(at, R"({"name":"x"})", {as_other}).status, 404u);
  EXPECT_EQ(api.del(at, {as_other}).status, 404u);
  EXPECT_EQ(api.get(at).status, 200u);
}

}  // namespace
}  // namespace rollcall::api::lists_test
