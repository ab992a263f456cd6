#include "tests/api/made.hpp"

namespace rollcall::api::participants_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Participants : public testing::Test {
 protected:
  std::string add(const std::string& members) { return add_participant(api, project, members); }
  std::string at(const std::string& id) const { return path + "/" + id; }

  Api api;
  const std::string project = add_project(api, add_customer(api));
  const std::string path = "/v1/projects/" + project + "/participants";
};

TEST_F(Participants, are_answered_whole_when_they_are_added) {
  const auto answer = api.post(path, R"({"externalId":"P-1","firstName":" Ida ","company":"",
      "fields":{"Room":"Double 101","Dietary":""}})");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  const auto id = answer.text("/id");
  EXPECT_EQ(answer.header("Location"), at(id));
  EXPECT_EQ(answer.body, R"({"id":")" + id + R"(","projectId":")" + project +
                             R"(","externalId":"P-1","firstName":"Ida","lastName":null,)"
                             R"("email":null,"phone":null,"company":null,"status":null,)"
                             R"("fields":{"Room":"Double 101"}})");
  const auto got = api.get(at(id));
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
  EXPECT_EQ(got.header("Cache-Control"), "no-store");
}

struct Refused {
  std::string what;
  std::string body;
  std::vector<std::string> faults;
};

TEST_F(Participants, are_refused_with_every_fault) {
  const std::vector<Refused> cases = {
      {"nothing", "{}", {" required"}},
      {"only empty values", R"({"firstName":" ","fields":{"Room":""}})", {" required"}},
      {"shape and rules together",
       R"({"email":"x","firstName":7,"lastName":"a\nb","nick":"y","fields":{"Room":1,"":"z"}})",
       {"/email malformed", "/fields/ required", "/fields/Room type", "/firstName type",
        "/lastName malformed", "/nick unknown_field"}},
      {"fields of another type", R"({"firstName":"Ida","fields":["Room"]})", {"/fields type"}},
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

TEST_F(Participants, have_an_external_id_of_their_own) {
  const auto ida = add(R"("externalId":"P-1")");
  const auto answer = api.post(path, R"({"externalId":"P-1","firstName":"Tom"})");
  EXPECT_EQ(answer.status, 409u);
  EXPECT_EQ(answer.code(), "participant_exists");
  EXPECT_EQ(answer.text("/participantId"), ida);
  const auto tom = add(R"("externalId":"P-2")");
  EXPECT_EQ(api.patch(at(tom), R"({"externalId":"P-1"})").status, 409u);
}

TEST_F(Participants, change_by_a_merge_patch) {
  const auto id = add(R"("firstName":"Ida","phone":"1","fields":{"Room":"101","Diet":"Vegan"})");
  const auto answer = api.patch(
      at(id),
      R"({"lastName":"Lie","phone":null,"fields":{"Room":"102","Diet":null,"T-shirt":"M"}})");
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.text("/firstName"), "Ida");
  EXPECT_EQ(answer.text("/lastName"), "Lie");
  EXPECT_EQ(answer.json("/phone"), "null");
  EXPECT_EQ(answer.json("/fields"), R"({"Room":"102","T-shirt":"M"})");
  EXPECT_EQ(api.get(at(id)).body, answer.body);
  EXPECT_EQ(api.patch(at(id), R"({"fields":null})").json("/fields"), "{}");
  const auto position = api.position();
  EXPECT_EQ(api.patch(at(id), R"({"lastName":"Lie"})").status, 200u);
  EXPECT_EQ(api.patch(at(id), "{}").status, 200u);
  EXPECT_EQ(api.position(), position);
}

TEST_F(Participants, keep_one_value_per_field_however_its_name_is_written) {
  const auto id = add(R"("firstName":"Ida","fields":{"Cafe\u0301":"a"})");
  const auto answer = api.patch(at(id), R"({"fields":{"Caf\u00e9":"b"}})");
  EXPECT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.json("/fields"), "{\"Caf\u00e9\":\"b\"}");
}

TEST_F(Participants, refuse_a_patch_with_every_fault) {
  const auto id = add(R"("firstName":"Ida")");
  EXPECT_THAT(api.patch(at(id), R"({"email":"x","nick":1})").faults(),
              ElementsAre("/email malformed", "/nick unknown_field"));
  EXPECT_THAT(api.patch(at(id), R"({"email":"x","phone":"a\u0007"})").faults(),
              ElementsAre("/email malformed", "/phone malformed"));
  EXPECT_THAT(api.patch(at(id), R"({"firstName":null})").faults(), ElementsAre(" required"));
}

TEST_F(Participants, honour_if_match_of_their_own_version_only) {
  const auto id = add(R"("firstName":"Ida")");
  const auto first = api.get(at(id)).header("ETag");
  const auto tom = add(R"("firstName":"Tom")");
  const auto changed = api.patch(at(id), R"({"lastName":"Lie"})", {{"if-match", first}});
  ASSERT_EQ(changed.status, 200u) << changed.body;
  const auto stale = api.patch(at(id), R"({"lastName":"Li"})", {{"if-match", first}});
  EXPECT_EQ(stale.status, 412u);
  EXPECT_EQ(stale.code(), "precondition_failed");
  EXPECT_EQ(api.del(at(id), {{"if-match", first}}).status, 412u);
  EXPECT_EQ(api.del(at(id), {{"if-match", changed.header("ETag")}}).status, 204u);
  EXPECT_THAT(api.get(path).items("/id"), ElementsAre(tom));
}

TEST_F(Participants, are_gone_when_they_are_removed) {
  const auto id = add(R"("firstName":"Ida")");
  EXPECT_EQ(api.del(at(id)).status, 204u);
  for (const auto& answer :
       {api.get(at(id)), api.del(at(id)), api.patch(at(id), R"({"firstName":"x"})"),
        api.patch(at(id), R"({"nick":"x"})")}) {
    EXPECT_EQ(answer.status, 404u);
    EXPECT_EQ(answer.code(), "not_found");
  }
}

TEST_F(Participants, are_listed_in_order_of_creation) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(add(R"("lastName":"N)" + std::to_string(9 - i) + "\""));
  const auto first = api.get(path + "?limit=2");
  EXPECT_THAT(first.items("/id"), ElementsAre(ids[0], ids[1]));
  api.del(at(ids[1]));
  api.del(at(ids[2]));
  const auto second = api.get(path + "?limit=2&cursor=" + first.text("/nextCursor"));
  EXPECT_THAT(second.items("/id"), ElementsAre(ids[3], ids[4]));
}

TEST_F(Participants, are_those_of_their_project) {
  const auto id = add(R"("firstName":"Ida")");
  const auto elsewhere = add_project(api, add_customer(api, "Shop"));
  const auto there = "/v1/projects/" + elsewhere + "/participants/" + id;
  EXPECT_EQ(api.get(there).status, 404u);
  EXPECT_EQ(api.patch(there, R"({"firstName":"x"})").status, 404u);
  EXPECT_EQ(api.del(there).status, 404u);
  const auto as_other = Api::bearer(api.add_office("Another", "another").token);
  EXPECT_EQ(api.get(path, {as_other}).status, 404u);
  EXPECT_EQ(api.get(at(id), {as_other}).status, 404u);
  EXPECT_EQ(api.post(path, R"({"firstName":"x"})", {as_other}).status, 404u);
  EXPECT_EQ(api.post(path, R"({"nick":"x"})", {as_other}).status, 404u);
  EXPECT_EQ(api.patch(at(id), "{}", {as_other}).status, 404u);
  EXPECT_EQ(api.del(at(id), {as_other}).status, 404u);
  EXPECT_EQ(api.get(at(id)).text("/firstName"), "Ida");
}

}  // namespace
}  // namespace rollcall::api::participants_test
