#include "tests/api/made.hpp"

namespace rollcall::api::memberships_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class Memberships : public testing::Test {
 protected:
  std::string path(const std::string& contact) const {
    return "/v1/projects/" + project + "/contacts/" + contact;
  }

  Api api;
  const std::string bank = add_customer(api);
  const std::string hotel = add_supplier(api);
  const std::string coach = add_supplier(api, "Coach AS");
  const std::string ida = add_contact(api, "customers/" + bank, "ida@firma.example");
  const std::string tom = add_contact(api, "suppliers/" + hotel, "tom@hotel.example", "Tom", "Lie");
  const std::string project = add_project(api, bank);
  const std::string members = "/v1/projects/" + project + "/contacts";
};

TEST_F(Memberships, begin_with_a_put) {
  const auto answer = api.put(path(ida));
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.body, R"({"id":")" + ida +
                             R"(","displayName":"Ida Halvorsen","email":"ida@firma.example",)" +
                             R"("active":true,"organisation":{"id":")" + bank +
                             R"(","kind":"customer","name":"Nordlys Bank"}})");
  EXPECT_THAT(api.get(members).items("/id"), ElementsAre(ida));
  EXPECT_EQ(api.get("/v1/projects/" + project).json("/contacts/0"), answer.body);
  const auto position = api.position();
  const auto again = api.put(path(ida), "{}");
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(again.header("ETag"), answer.header("ETag"));
  EXPECT_EQ(api.position(), position);
}

TEST_F(Memberships, name_the_organisation_if_several_fit) {
  api.post("/v1/suppliers/" + coach + "/contacts", R"({"contactId":")" + tom + R"("})");
  const auto unclear = api.put(path(tom));
  EXPECT_EQ(unclear.status, 422u);
  EXPECT_THAT(unclear.faults(), ElementsAre("/organisationId organisation_needed"));
  const auto as_coach = api.put(path(tom), R"({"organisationId":")" + coach + R"("})");
  EXPECT_EQ(as_coach.status, 201u);
  EXPECT_EQ(as_coach.text("/organisation/name"), "Coach AS");
  const auto as_hotel = api.put(path(tom), R"({"organisationId":")" + hotel + R"("})");
  EXPECT_EQ(as_hotel.status, 200u);
  EXPECT_EQ(as_hotel.text("/organisation/name"), "Hotel Fjord");
  EXPECT_NE(as_hotel.header("ETag"), as_coach.header("ETag"));
}

TEST_F(Memberships, are_refused_to_those_who_do_not_fit) {
  const auto shop = add_customer(api, "Shop");
  const auto eva = add_contact(api, "customers/" + shop, "eva@shop.example");
  const auto answer = api.put(path(eva));
  EXPECT_EQ(answer.status, 409u);
  EXPECT_EQ(answer.code(), "not_of_project");
  EXPECT_THAT(api.put(path(ida), R"({"organisationId":")" + hotel + R"("})").faults(),
              ElementsAre("/organisationId not_of_project"));
  EXPECT_THAT(api.put(path(ida), R"({"organisationId":"x","role":"y"})").faults(),
              ElementsAre("/organisationId malformed", "/role unknown_field"));
}

TEST_F(Memberships, end_with_a_delete) {
  api.put(path(ida));
  const auto answer = api.del(path(ida));
  EXPECT_EQ(answer.status, 204u);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(answer.header("Rollcall-Position"), std::to_string(api.position()));
  EXPECT_THAT(api.get(members).items("/id"), IsEmpty());
  EXPECT_EQ(api.get("/v1/contacts/" + ida).number("/projectCount"), 0);
  EXPECT_EQ(api.del(path(ida)).status, 404u);
}

TEST_F(Memberships, honour_if_match_of_their_own_version_only) {
  const auto first = api.put(path(ida)).header("ETag");
  api.put(path(tom));  // the project changes, this membership does not
  EXPECT_EQ(api.put(path(ida), "", {{"if-match", first}}).status, 200u);
  EXPECT_EQ(api.put(path(ida), "", {{"if-match", "\"1.0\""}}).status, 412u);
  EXPECT_EQ(api.del(path(ida), {{"if-match", "\"1.0\""}}).code(), "precondition_failed");
  EXPECT_EQ(api.del(path(ida), {{"if-match", first}}).status, 204u);
  EXPECT_EQ(api.put(path(ida), "", {{"if-match", "*"}}).status, 412u);
  const auto second = api.put(path(ida)).header("ETag");
  EXPECT_NE(second, first);
  EXPECT_EQ(api.del(path(ida), {{"if-match", first}}).status, 412u);
  EXPECT_EQ(api.del(path(ida), {{"if-match", "*"}}).status, 204u);
}

TEST_F(Memberships, are_listed_in_pages_that_stay_while_others_come_and_go) {
  const auto eva = add_contact(api, "customers/" + bank, "eva@firma.example");
  for (const auto& contact : {eva, tom, ida}) api.put(path(contact));
  const auto first = api.get(members + "?limit=1");
  EXPECT_THAT(first.items("/id"), ElementsAre(ida));
  api.del(path(ida));
  const auto second = api.get(members + "?limit=1&cursor=" + first.text("/nextCursor"));
  EXPECT_THAT(second.items("/id"), ElementsAre(tom));
  const auto third = api.get(members + "?limit=1&cursor=" + second.text("/nextCursor"));
  EXPECT_THAT(third.items("/id"), ElementsAre(eva));
  EXPECT_EQ(third.json("/nextCursor"), "null");
}

TEST_F(Memberships, of_nobody_and_nothing_are_not_found) {
  const std::string nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
  EXPECT_EQ(api.put(path(nobody)).status, 404u);
  EXPECT_EQ(api.put("/v1/projects/" + nobody + "/contacts/" + ida).status, 404u);
  EXPECT_EQ(api.put("/v1/projects/" + nobody + "/contacts/" + ida, R"({"x":1})").status, 404u);
  EXPECT_EQ(api.get("/v1/projects/" + nobody + "/contacts").status, 404u);
  const auto as_other = Api::bearer(api.add_office("Another", "another").token);
  EXPECT_EQ(api.put(path(ida), "", {as_other}).status, 404u);
  EXPECT_EQ(api.del(path(ida), {as_other}).status, 404u);
  EXPECT_EQ(api.get(members, {as_other}).status, 404u);
}

}  // namespace
}  // namespace rollcall::api::memberships_test
