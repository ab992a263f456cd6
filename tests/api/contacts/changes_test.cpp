// Contact persons edited, deactivated, reactivated, unlinked and deleted.
#include "tests/api/made.hpp"
#include "tests/api/race.hpp"
#include "tests/rounds.hpp"

namespace rollcall::api::changes_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ContactChanges : public testing::Test {
 protected:
  Api api;
  const std::string bank = add_customer(api);
  const std::string hotel = add_supplier(api);
  const std::string id = add_contact(api, "customers/" + bank, "ida@firma.example");
  const std::string ida = "/v1/contacts/" + id;

  // Puts the person on a new project; its path.
  std::string join(const std::string& name) {
    const auto project = "/v1/projects/" + add_project(api, bank, "", name);
    EXPECT_EQ(api.put(project + "/contacts/" + id).status, 201u);
    return project;
  }
  std::string actions() { return api.get(ida).json("/allowedActions"); }
  static std::string names_of(const Answer& refusal) {
    std::string names;
    for (std::size_t i = 0; i < refusal.size("/projects"); ++i) {
      names += refusal.text("/projects/" + std::to_string(i) + "/name") + ";";
    }
    return names;
  }
};

TEST_F(ContactChanges, show_under_every_organisation) {
  api.post("/v1/suppliers/" + hotel + "/contacts", R"({"contactId":")" + id + R"("})");
  const auto edited = api.patch(ida, R"({"email":"ida@new.example","firstName":null,
      "lastName":"Vik","phones":[{"label":"work","number":"+47 123"}]})");
  ASSERT_EQ(edited.status, 200u) << edited.body;
  EXPECT_EQ(edited.text("/email"), "ida@new.example");
  EXPECT_EQ(edited.text("/displayName"), "Vik");
  EXPECT_EQ(edited.json("/phones"), R"([{"label":"work","number":"+47 123"}])");
  EXPECT_EQ(api.get(ida).body, edited.body);
  EXPECT_EQ(api.get(ida).header("ETag"), edited.header("ETag"));
  for (const auto& path : {"/v1/customers/" + bank, "/v1/suppliers/" + hotel}) {
    EXPECT_THAT(api.get(path + "/contacts").items("/email"), ElementsAre("ida@new.example"));
  }
  EXPECT_EQ(api.patch(ida, R"({"phones":null})").size("/phones"), 0u);
  const auto position = api.position();
  EXPECT_EQ(api.patch(ida, R"({"lastName":"Vik"})").status, 200u);
  EXPECT_EQ(api.position(), position);
}

TEST_F(ContactChanges, are_refused_with_every_fault) {
  add_contact(api, "customers/" + bank, "ola@firma.example");
  const auto faults = api.patch(ida, R"({"email":null,"lastName":7,"phones":[{}],"x":1})").faults();
  EXPECT_THAT(faults, ElementsAre("/email type", "/lastName type", "/phones/0/number required",
                                  "/x unknown_field"));
  const auto taken = api.patch(ida, R"({"email":"OLA@firma.example"})");
  EXPECT_EQ(taken.status, 409u);
  EXPECT_EQ(taken.code(), "contact_exists");
  EXPECT_EQ(api.patch(ida, R"({"email":"admin@fjord-fest.example"})").code(), "email_in_use");
}

TEST_F(ContactChanges, hold_to_if_match) {
  const auto before = api.get(ida).header("ETag");
  EXPECT_EQ(api.patch(ida, R"({"lastName":"Vik"})", {{"if-match", before}}).status, 200u);
  EXPECT_EQ(api.patch(ida, R"({"lastName":"Berg"})", {{"if-match", before}}).status, 412u);
  EXPECT_EQ(api.post(ida + "/deactivate", "", {{"if-match", before}}).status, 412u);
  EXPECT_EQ(api.del(ida, {{"if-match", before}}).status, 412u);
  EXPECT_EQ(api.del(ida, {{"if-match", api.get(ida).header("ETag")}}).status, 204u);
}

TEST_F(ContactChanges, free_the_old_address) {
  EXPECT_EQ(api.patch(ida, R"({"email":"ida@new.example"})").status, 200u);
  const auto ola = add_contact(api, "customers/" + bank, "ida@firma.example");
  EXPECT_EQ(api.patch(ida, R"({"email":"ida@firma.example"})").text("/contactId"), ola);
  EXPECT_EQ(api.del("/v1/contacts/" + ola).status, 204u);
  EXPECT_EQ(api.patch(ida, R"({"email":"ida@firma.example"})").status, 200u);
}

// Both spellings of an internationalised domain are one mailbox.
TEST_F(ContactChanges, know_an_address_in_either_spelling) {
  const auto ola = add_contact(api, "customers/" + bank, "ola@xn--bcher-kva.example");
  const auto taken = api.patch(ida, "{\"email\":\"OLA@B\u00dcCHER.example\"}");
  EXPECT_EQ(taken.text("/contactId"), ola);
  EXPECT_EQ(api.patch("/v1/contacts/" + ola, "{\"email\":\"ola@b\u00fccher.example\"}").status,
            200u);
}

TEST_F(ContactChanges, are_allowed_by_the_number_of_projects) {
  EXPECT_EQ(actions(), R"(["delete","deactivate"])");
  const auto fair = join("Fair");
  EXPECT_EQ(actions(), R"(["deactivate"])");
  auto refused = api.del(ida);
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "contact_on_projects");
  EXPECT_EQ(names_of(refused), "Fair;");
  EXPECT_EQ("/v1/projects/" + refused.text("/projects/0/id"), fair);
  join("Gala");
  EXPECT_EQ(actions(), "[]");
  EXPECT_EQ(names_of(api.del(ida)), "Fair;Gala;");
  refused = api.post(ida + "/deactivate");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(names_of(refused), "Fair;Gala;");
  EXPECT_EQ(api.del(fair + "/contacts/" + id).status, 204u);
  EXPECT_EQ(api.post(ida + "/deactivate").status, 200u);
  EXPECT_EQ(actions(), R"(["reactivate"])");
}

TEST_F(ContactChanges, mark_the_inactive) {
  const auto fair = join("Fair");
  const auto deactivated = api.post(ida + "/deactivate");
  EXPECT_FALSE(deactivated.flag("/active"));
  EXPECT_EQ(deactivated.text("/displayName"), "Ida Halvorsen");
  EXPECT_EQ(api.get(fair).text("/contacts/0/displayName"), "Ida Halvorsen [inactive]");
  EXPECT_FALSE(api.get(fair).flag("/contacts/0/active"));
  EXPECT_EQ(api.get(fair + "/contacts").text("/items/0/displayName"), "Ida Halvorsen [inactive]");
  EXPECT_FALSE(api.get("/v1/contacts?email=ida").flag("/items/0/active"));
  EXPECT_THAT(api.get("/v1/contacts?active=true").items("/id"), IsEmpty());
  EXPECT_THAT(api.get("/v1/contacts?active=false&query=halv").items("/id"), ElementsAre(id));
  EXPECT_EQ(api.get("/v1/contacts?active=no").status, 400u);
  const auto again = api.post(ida + "/reactivate");
  EXPECT_TRUE(again.flag("/active"));
  EXPECT_EQ(api.get(fair).text("/contacts/0/displayName"), "Ida Halvorsen");
}

TEST_F(ContactChanges, keep_the_inactive_off_projects) {
  EXPECT_EQ(api.post(ida + "/deactivate").status, 200u);
  const auto project = "/v1/projects/" + add_project(api, bank);
  const auto refused = api.put(project + "/contacts/" + id);
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "contact_inactive");
  const auto with = R"({"name":"Gala","customerId":")" + bank +
                    R"(","startDate":"2026-06-10","contacts":[{"contactId":")" + id + R"("}]})";
  EXPECT_THAT(api.post("/v1/projects", with).faults(),
              ElementsAre("/contacts/0/contactId contact_inactive"));
}

TEST_F(ContactChanges, delete_from_all_views) {
  EXPECT_EQ(api.del(ida).status, 204u);
  EXPECT_EQ(api.get(ida).status, 404u);
  EXPECT_EQ(api.del(ida).status, 404u);
  EXPECT_EQ(api.post(ida + "/reactivate").status, 404u);
  EXPECT_THAT(api.get("/v1/contacts?email=ida").items("/id"), IsEmpty());
  EXPECT_THAT(api.get("/v1/customers/" + bank + "/contacts").items("/id"), IsEmpty());
  EXPECT_EQ(api.get("/v1/customers?query=halvorsen").size("/items"), 0u);
  EXPECT_THAT(
      api.post("/v1/customers/" + bank + "/contacts", R"({"contactId":")" + id + R"("})").faults(),
      ElementsAre("/contactId unknown_reference"));
}

TEST_F(ContactChanges, unlink_from_one_organisation) {
  const auto at_bank = "/v1/customers/" + bank + "/contacts/";
  const auto at_hotel = "/v1/suppliers/" + hotel + "/contacts/";
  const auto fair = join("Fair");
  EXPECT_EQ(api.del(at_hotel + id).status, 404u);
  api.post("/v1/suppliers/" + hotel + "/contacts", R"({"contactId":")" + id + R"("})");
  EXPECT_EQ(api.del("/v1/customers/" + hotel + "/contacts/" + id).status, 404u);
  EXPECT_EQ(names_of(api.del(at_bank + id)), "Fair;");
  EXPECT_EQ(api.del(at_hotel + id).status, 204u);
  EXPECT_EQ(api.get(ida).size("/organisations"), 1u);
  EXPECT_EQ(names_of(api.del(at_bank + id)), "Fair;");
  api.del(fair + "/contacts/" + id);
  EXPECT_EQ(api.del(at_bank + id).status, 204u);
  EXPECT_EQ(api.get(ida).status, 404u);
}

TEST_F(ContactChanges, answer_a_repeated_key_alike) {
  const Headers key = {{"idempotency-key", "once"}};
  const auto first = api.post(ida + "/deactivate", "", key);
  EXPECT_EQ(first.status, 200u) << first.body;
  api.post(ida + "/reactivate");
  EXPECT_EQ(api.post(ida + "/deactivate", "", key).body, first.body);
  EXPECT_TRUE(api.get(ida).flag("/active"));
}

// ---- Races ---------------------------------------------------------------------------------

TEST_F(ContactChanges, give_one_address_to_one_of_64_who_ask_at_once) {
  std::vector<std::function<unsigned()>> requests;
  for (int i = 0; i < 32; ++i) {
    const auto name = "p" + std::to_string(i) + "@firma.example";
    const auto path = "/v1/contacts/" + add_contact(api, "customers/" + bank, name);
    requests.emplace_back(
        [this, path] { return api.patch(path, R"({"email":"One@firma.example"})").status; });
    requests.emplace_back([this] {
      return api.post("/v1/customers/" + bank + "/contacts", R"({"email":"one@FIRMA.example"})")
          .status;
    });
  }
  const auto statuses = race(requests);
  EXPECT_EQ(std::count_if(statuses.begin(), statuses.end(), [](unsigned s) { return s < 300; }), 1);
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 409u), 63);
  EXPECT_EQ(api.get("/v1/contacts?email=one%40firma.example").size("/items"), 1u);
}

TEST_F(ContactChanges, racing_a_second_project_leave_a_state_the_table_allows) {
  join("Fair");
  const auto gala = "/v1/projects/" + add_project(api, bank, "", "Gala") + "/contacts/" + id;
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto statuses = race({[&] { return api.put(gala).status; },
                                [&] { return api.post(ida + "/deactivate").status; }});
    const auto now = api.get(ida);
    const bool joined = now.number("/projectCount") == 2;
    EXPECT_NE(joined, !now.flag("/active")) << "one of the two comes first and stops the other";
    EXPECT_EQ(statuses, joined ? (std::vector{201u, 409u}) : (std::vector{409u, 200u}));
    if (joined) EXPECT_EQ(api.del(gala).status, 204u);
    api.post(ida + "/reactivate");
  }
}

TEST_F(ContactChanges, racing_a_first_project_delete_nobody_who_is_on_it) {
  const auto project = "/v1/projects/" + add_project(api, bank) + "/contacts/";
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto one =
        add_contact(api, "customers/" + bank, "r" + std::to_string(round) + "@firma.example");
    const auto statuses = race({[&] { return api.put(project + one).status; },
                                [&] { return api.del("/v1/contacts/" + one).status; }});
    const bool joined = api.get("/v1/contacts/" + one).status == 200;
    EXPECT_EQ(statuses, joined ? (std::vector{201u, 409u}) : (std::vector{404u, 204u}));
  }
}

}  // namespace
}  // namespace rollcall::api::changes_test
