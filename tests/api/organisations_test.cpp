#include "tests/api/made.hpp"

namespace rollcall::api::organisations_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Customers and suppliers behave alike.
class Organisations : public testing::TestWithParam<std::string> {
 protected:
  std::string path() const { return "/v1/" + GetParam() + "s"; }
  std::string add(const std::string& name) {
    return made(api, api.post(path(), R"({"name":")" + name + R"("})"));
  }
  Api api;
};
INSTANTIATE_TEST_SUITE_P(Kinds, Organisations, testing::Values("customer", "supplier"),
                         [](const auto& kind) { return kind.param; });

TEST_P(Organisations, are_answered_whole_when_they_are_made) {
  const auto answer = api.post(path(), R"({"name":"  Nordlys Bank "})");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.text("/name"), "Nordlys Bank");
  EXPECT_EQ(answer.text("/kind"), GetParam());
  EXPECT_EQ(answer.header("Location"), path() + "/" + answer.text("/id"));
  EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(api.position()));
  const auto got = api.get(answer.header("Location"));
  EXPECT_EQ(got.status, 200u);
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
}

TEST_P(Organisations, are_not_found_under_the_other_kind) {
  const auto id = add("Nordlys Bank");
  const std::string other = GetParam() == "customer" ? "/v1/suppliers/" : "/v1/customers/";
  EXPECT_EQ(api.get(other + id).status, 404u);
  EXPECT_EQ(api.get(other + id + "/contacts").status, 404u);
  EXPECT_EQ(api.post(other + id + "/contacts", R"({"email":"ida@firma.example"})").status, 404u);
}

TEST_P(Organisations, are_listed_by_name_in_pages) {
  for (const auto* name : {"Ørsted", "alfa", "Zeta", "Beta"}) add(name);
  const auto first = api.get(path() + "?limit=3");
  EXPECT_THAT(first.items("/name"), ElementsAre("alfa", "Beta", "Ørsted"));
  const auto second = api.get(path() + "?limit=3&cursor=" + first.text("/nextCursor"));
  EXPECT_THAT(second.items("/name"), ElementsAre("Zeta"));
  EXPECT_EQ(second.json("/nextCursor"), "null");
  EXPECT_EQ(second.header("Rollcall-Position"), std::to_string(api.position()));
}

TEST_P(Organisations, are_found_by_their_name_and_by_their_contacts) {
  const auto bank = add("Nordlys Bank");
  add("Fjord Hotel");
  add_contact(api, GetParam() + "s/" + bank, "ida@firma.example");
  const auto by_name = api.get(path() + "?query=nord%20b");
  EXPECT_THAT(by_name.items("/id"), ElementsAre(bank));
  EXPECT_EQ(by_name.size("/items/0/matchedContacts"), 0u);
  const auto by_contact = api.get(path() + "?query=halv");
  EXPECT_THAT(by_contact.items("/id"), ElementsAre(bank));
  EXPECT_EQ(by_contact.text("/items/0/matchedContacts/0/displayName"), "Ida Halvorsen");
  EXPECT_THAT(api.get(path() + "?query=nobody").items("/id"), IsEmpty());
}

struct Refused {
  std::string what;
  std::string body;
  unsigned status;
  std::vector<std::string> faults;
};

TEST_P(Organisations, are_refused_with_every_fault) {
  const std::vector<Refused> cases = {
      {"nothing", "", 422, {"/name required"}},
      {"nothing in an object", "{}", 422, {"/name required"}},
      {"null", R"({"name":null})", 422, {"/name type"}},
      {"another type", R"({"name":7})", 422, {"/name type"}},
      {"an empty name", R"({"name":"  "})", 422, {"/name required"}},
      {"a line break", R"({"name":"a\nb"})", 422, {"/name malformed"}},
      {"too long", R"({"name":")" + std::string(201, 'x') + R"("})", 422, {"/name too_long"}},
      {"unknown fields",
       R"({"Name":"x","kind":1})",
       422,
       {"/Name unknown_field", "/kind unknown_field", "/name required"}},
      {"no JSON", R"({"name")", 400, {" not_json"}},
      {"no object", R"(["name"])", 400, {" not_an_object"}},
      {"a name twice", R"({"name":"a","name":"b"})", 400, {"/name duplicate_key"}},
  };
  const auto before = api.position();
  for (const auto& each : cases) {
    SCOPED_TRACE(each.what);
    const auto answer = api.post(path(), each.body);
    EXPECT_EQ(answer.status, each.status) << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.code(), each.status == 400 ? "malformed" : "invalid_fields");
    EXPECT_EQ(answer.faults(), each.faults) << answer.body;
  }
  EXPECT_EQ(api.position(), before);
}

TEST_P(Organisations, can_be_renamed) {
  const auto id = add("Nordlys Bank");
  const auto at = path() + "/" + id;
  const auto etag = api.get(at).header("ETag");
  const auto answer = api.patch(at, R"({"name":" Sol Bank "})", {{"if-match", etag}});
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.text("/name"), "Sol Bank");
  EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(api.position()));
  const auto got = api.get(at);
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
  EXPECT_THAT(api.get(path() + "?query=sol").items("/id"), ElementsAre(id));
  EXPECT_THAT(api.get(path() + "?query=nordlys").items("/id"), IsEmpty());
  const auto before = api.position();
  EXPECT_EQ(api.patch(at, R"({"name":"Third"})", {{"if-match", etag}}).status, 412u);
  EXPECT_EQ(api.patch(at, R"({"name":"Sol Bank"})").status, 200u);
  EXPECT_EQ(api.patch(at, "{}").body, got.body);
  EXPECT_EQ(api.position(), before);
}

TEST_P(Organisations, are_renamed_to_something_only_under_their_own_path) {
  const auto id = add("Nordlys Bank");
  const auto at = path() + "/" + id;
  EXPECT_THAT(api.patch(at, R"({"name":null,"kind":1})").faults(),
              ElementsAre("/kind unknown_field", "/name type"));
  EXPECT_THAT(api.patch(at, R"({"name":" "})").faults(), ElementsAre("/name required"));
  const std::string other = GetParam() == "customer" ? "/v1/suppliers/" : "/v1/customers/";
  EXPECT_EQ(api.patch(other + id, R"({"name":"X"})").status, 404u);
  EXPECT_EQ(api.patch(other + id, R"({"name":7})").status, 404u);
  const auto stranger = Api::bearer(api.add_office("Another", "another").token);
  EXPECT_EQ(api.patch(at, R"({"name":"X"})", {stranger}).status, 404u);
  EXPECT_EQ(api.get(at).text("/name"), "Nordlys Bank");
}

TEST_P(Organisations, are_deleted_while_nothing_hangs_on_them) {
  const auto id = add("Nordlys Bank");
  const auto at = path() + "/" + id;
  const auto etag = api.get(at).header("ETag");
  ASSERT_EQ(api.patch(at, R"({"name":"Sol"})").status, 200u);
  const std::string other = GetParam() == "customer" ? "/v1/suppliers/" : "/v1/customers/";
  EXPECT_EQ(api.del(other + id).status, 404u);
  EXPECT_EQ(api.del(at, {{"if-match", etag}}).status, 412u);
  EXPECT_EQ(api.del(at, {{"if-match", api.get(at).header("ETag")}}).status, 204u);
  EXPECT_EQ(api.get(at).status, 404u);
  EXPECT_EQ(api.del(at).status, 404u);
  EXPECT_EQ(api.patch(at, R"({"name":"X"})").status, 404u);
  EXPECT_EQ(api.post(at + "/contacts", R"({"email":"ida@firma.example"})").status, 404u);
  EXPECT_THAT(api.get(path()).items("/id"), IsEmpty());
}

TEST(Customers, stay_while_they_have_projects) {
  Api api;
  const auto bank = add_customer(api);
  const auto gala = add_project(api, bank, R"(,"status":"finished")", "Gala");
  const auto trip = add_project(api, bank, "", "Trip");
  const auto refused = api.del("/v1/customers/" + bank);
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "organisation_has_projects");
  EXPECT_EQ(refused.json("/projects"),
            R"([{"id":")" + gala + R"(","name":"Gala"},{"id":")" + trip + R"(","name":"Trip"}])");
  const auto shop = R"({"customerId":")" + add_customer(api, "Shop") + R"("})";
  EXPECT_EQ(api.patch("/v1/projects/" + gala, shop).status, 200u);
  EXPECT_EQ(api.patch("/v1/projects/" + trip, shop).status, 200u);
  EXPECT_EQ(api.del("/v1/customers/" + bank).status, 204u);
  EXPECT_EQ(api.post("/v1/projects",
                     R"({"name":"X","customerId":")" + bank + R"(","startDate":"2026-06-10"})")
                .faults(),
            std::vector<std::string>{"/customerId unknown_reference"});
}

TEST_P(Organisations, are_the_offices_own) {
  const auto id = add("Nordlys Bank");
  const auto other = api.add_office("Another", "another");
  EXPECT_EQ(api.get(path() + "/" + id, {Api::bearer(other.token)}).status, 404u);
  EXPECT_THAT(api.get(path(), {Api::bearer(other.token)}).items("/id"), IsEmpty());
  EXPECT_EQ(api.get(path() + "/no-uuid").status, 404u);
}

}  // namespace
}  // namespace rollcall::api::organisations_test
