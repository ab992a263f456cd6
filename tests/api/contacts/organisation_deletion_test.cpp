// An organisation is deleted: who has no other goes with it, who is on a project holds it.
#include "tests/api/made.hpp"
#include "tests/api/race.hpp"
#include "tests/rounds.hpp"

namespace rollcall::api::organisation_deletion_test {
namespace {

using testing::IsEmpty;

class OrganisationDeletion : public testing::Test {
 protected:
  Api api;
  const std::string bank = add_customer(api);
  const std::string hotel = add_supplier(api);
  const std::string at_bank = "/v1/customers/" + bank;
  const std::string at_hotel = "/v1/suppliers/" + hotel;

  unsigned status(const std::string& contact) { return api.get("/v1/contacts/" + contact).status; }
  void link(const std::string& organisation, const std::string& contact) {
    EXPECT_EQ(api.post(organisation + "/contacts", R"({"contactId":")" + contact + R"("})").status,
              201u);
  }
};

TEST_F(OrganisationDeletion, deletes_who_has_no_other_and_unlinks_the_rest) {
  const auto ida = add_contact(api, "suppliers/" + hotel, "ida@firma.example");
  const auto ola = add_contact(api, "suppliers/" + hotel, "ola@firma.example");
  link(at_bank, ola);
  const auto before = api.position();
  EXPECT_EQ(api.del(at_hotel).status, 204u);
  EXPECT_EQ(api.position(), before + 3);
  EXPECT_EQ(api.get(at_hotel).status, 404u);
  EXPECT_EQ(status(ida), 404u);
  EXPECT_EQ(api.get("/v1/contacts/" + ola).size("/organisations"), 1u);
  EXPECT_EQ(api.get("/v1/contacts/" + ola).text("/organisations/0/id"), bank);
  add_contact(api, "customers/" + bank, "ida@firma.example");  // the address is free
}

TEST_F(OrganisationDeletion, is_refused_by_name_of_the_projects_its_people_are_on) {
  const auto gala = add_project(api, bank, "", "Gala");
  const auto ida = add_contact(api, "suppliers/" + hotel, "ida@firma.example");
  const auto member = "/v1/projects/" + gala + "/contacts/" + ida;
  EXPECT_EQ(api.put(member).status, 201u);
  const auto before = api.position();
  const auto refused = api.del(at_hotel);
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "organisation_has_projects");
  EXPECT_EQ(refused.json("/projects"), R"([{"id":")" + gala + R"(","name":"Gala"}])");
  EXPECT_EQ(api.position(), before);
  EXPECT_EQ(api.del(member).status, 204u);
  EXPECT_EQ(api.del(at_hotel).status, 204u);
  EXPECT_EQ(status(ida), 404u);
}

TEST_F(OrganisationDeletion, racing_another_person_leaves_nobody_behind) {
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto shop = "/v1/customers/" + add_customer(api, "Shop");
    const auto name = std::to_string(round) + "@firma.example";
    const auto linked = add_contact(api, "customers/" + bank, "l" + name);
    const auto statuses = race({
        [&] { return api.del(shop).status; },
        [&] { return api.post(shop + "/contacts", R"({"email":"a)" + name + R"("})").status; },
        [&] { return api.post(shop + "/contacts", R"({"contactId":")" + linked + R"("})").status; },
    });
    EXPECT_EQ(statuses[0], 204u);
    EXPECT_TRUE(statuses[1] == 201 || statuses[1] == 404) << statuses[1];
    EXPECT_TRUE(statuses[2] == 201 || statuses[2] == 404) << statuses[2];
    EXPECT_EQ(api.get(shop).status, 404u);
    EXPECT_THAT(api.get("/v1/contacts?email=a" + name).items("/id"), IsEmpty());
    EXPECT_EQ(api.get("/v1/contacts/" + linked).size("/organisations"), 1u);
  }
}

TEST_F(OrganisationDeletion, racing_a_project_takes_nobody_off_it) {
  const auto members = "/v1/projects/" + add_project(api, bank) + "/contacts/";
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto coach = "suppliers/" + add_supplier(api, "Coach");
    const auto driver = add_contact(api, coach, "d" + std::to_string(round) + "@firma.example");
    const auto statuses = race({[&] { return api.put(members + driver).status; },
                                [&] { return api.del("/v1/" + coach).status; }});
    const bool joined = status(driver) == 200;
    EXPECT_EQ(statuses, joined ? (std::vector{201u, 409u}) : (std::vector{404u, 204u}));
    EXPECT_EQ(api.get("/v1/" + coach).status, joined ? 200u : 404u);
  }
}

}  // namespace
}  // namespace rollcall::api::organisation_deletion_test
