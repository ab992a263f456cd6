// The key of a person who is deleted goes at once, unless a share names them; whatever is cut off
// in between; and what was sealed with it is read as erased.
#include "tests/api/race.hpp"
#include "tests/api/sharing/sharing.hpp"
#include "tests/rounds.hpp"

namespace rollcall::api::forgetting_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Forgetting : public testing::Test {
 protected:
  bool has_key(const std::string& person) {
    const auto id = projections::to_log(*domain::Uuid::parse(person));
    return office.backing.vault->seal(api.office().id, id, "", "x")->has_value();
  }
  bool is_noted(const std::string& person) {
    return vault().secret(api.office().id, note(person))->has_value();
  }
  eventstore::Vault& vault() { return *office.backing.vault; }
  static eventstore::SecretName note(const std::string& person) {
    return secret_name(SecretKind::key_to_destroy, *domain::Uuid::parse(person));
  }
  unsigned remove(const std::string& person) { return api.del("/v1/contacts/" + person).status; }
  void take_off_the_project(const std::string& person) {
    EXPECT_EQ(api.del("/v1/projects/" + office.project + "/contacts/" + person).status, 204u);
  }
  std::string add(const std::string& email) {
    return add_contact(api, "suppliers/" + office.supplier, email);
  }

  Sharing office;
  Api& api = office.api;
};

TEST_F(Forgetting, destroys_the_key_with_the_deletion) {
  const auto ida = add("ida@fjord.example"), ola = add("ola@fjord.example");
  EXPECT_TRUE(has_key(ida));
  EXPECT_EQ(remove(ida), 204u);
  EXPECT_FALSE(has_key(ida));
  EXPECT_FALSE(is_noted(ida));
  EXPECT_TRUE(has_key(ola));
}

TEST_F(Forgetting, destroys_it_with_the_last_unlinking) {
  const auto ida = add("ida@fjord.example");
  EXPECT_EQ(api.del("/v1/suppliers/" + office.supplier + "/contacts/" + ida).status, 204u);
  EXPECT_FALSE(has_key(ida));
}

TEST_F(Forgetting, leaves_whom_a_share_names) {
  const auto share = office.share_with("hotel@fjord.example");
  take_off_the_project(office.contact);
  EXPECT_EQ(remove(office.contact), 204u);
  EXPECT_TRUE(has_key(office.contact));
  EXPECT_FALSE(is_noted(office.contact));
  EXPECT_EQ(office.get_share(share.id).text("/receiver/email"), "hotel@fjord.example");
}

TEST_F(Forgetting, leaves_whom_a_share_turned_out_to_be) {
  const auto share = office.share_with("bus@coach.example");
  const auto bus = add("bus@coach.example");
  EXPECT_EQ(api.put("/v1/projects/" + office.project + "/contacts/" + bus).status, 201u);
  EXPECT_EQ(api.post("/v1/shares/" + share.id + "/send").status, 200u);
  take_off_the_project(bus);
  EXPECT_EQ(remove(bus), 204u);
  EXPECT_TRUE(has_key(bus));
}

TEST_F(Forgetting, leaves_who_is_refused) {
  EXPECT_EQ(remove(office.contact), 409u);
  EXPECT_TRUE(has_key(office.contact));
  EXPECT_FALSE(is_noted(office.contact));
}

// As after a crash between the append and the destruction.
TEST_F(Forgetting, that_was_cut_off_is_done_at_the_next_start) {
  const auto ida = add("ida@fjord.example");
  office.backing.destroys_keys = false;
  EXPECT_EQ(remove(ida), 204u) << "it is committed: no error can be answered";
  EXPECT_TRUE(has_key(ida));
  EXPECT_TRUE(is_noted(ida));
  office.backing.destroys_keys = true;
  office.restart();
  EXPECT_FALSE(has_key(ida));
  EXPECT_FALSE(is_noted(ida));
}

// As after a crash before the append.
TEST_F(Forgetting, that_never_came_to_be_leaves_the_key) {
  const auto ida = add("ida@fjord.example");
  ASSERT_TRUE(vault().put_secret(api.office().id, note(ida), ""));
  office.restart();
  EXPECT_TRUE(has_key(ida));
  EXPECT_FALSE(is_noted(ida));
  EXPECT_EQ(api.get("/v1/contacts/" + ida).text("/email"), "ida@fjord.example");
}

TEST_F(Forgetting, finds_any_number_of_notes) {
  std::vector<std::string> people;
  for (int i = 0; i < 101; ++i) people.push_back(add("p" + std::to_string(i) + "@fjord.example"));
  for (const auto& person : people)
    ASSERT_TRUE(vault().put_secret(api.office().id, note(person), ""));
  office.backing.destroys_keys = false;
  EXPECT_EQ(remove(people.back()), 204u);
  office.backing.destroys_keys = true;
  office.restart();
  for (const auto& person : people) EXPECT_FALSE(is_noted(person));
  EXPECT_FALSE(has_key(people.back()));
  EXPECT_TRUE(has_key(people.front()));
}

TEST_F(Forgetting, racing_an_edit_leaves_a_log_that_can_be_read) {
  for (int round = 0; round < tests::rounds(200); ++round) {
    const auto ida = add("r" + std::to_string(round) + "@fjord.example");
    const auto statuses = race({
        [&] { return remove(ida); },
        [&] { return api.patch("/v1/contacts/" + ida, R"({"lastName":"Vik"})").status; },
    });
    EXPECT_EQ(statuses[0], 204u);
    EXPECT_TRUE(statuses[1] == 200 || statuses[1] == 404) << statuses[1];
    EXPECT_FALSE(has_key(ida));
  }
  office.restart();
  EXPECT_EQ(api.get("/readyz").status, 200u);
  EXPECT_THAT(api.get("/v1/contacts").items("/id"), ElementsAre(office.contact));
}

TEST_F(Forgetting, leaves_views_that_can_be_made_again) {
  const Headers key = {{"idempotency-key", "k"}};
  const auto path = "/v1/suppliers/" + office.supplier + "/contacts";
  const std::string body = R"({"email":"ida@fjord.example","firstName":"Ida"})";
  const auto ida = made(api, api.post(path, body, key));
  const auto at = "/v1/contacts/" + ida;
  EXPECT_EQ(api.patch(at, R"({"email":"ida@new.example","lastName":"Vik"})").status, 200u);
  EXPECT_EQ(api.put("/v1/projects/" + office.project + "/contacts/" + ida).status, 201u);
  take_off_the_project(ida);
  EXPECT_EQ(api.post(at + "/deactivate").status, 200u);
  EXPECT_EQ(remove(ida), 204u);
  const auto others = api.get(path).body;

  office.restart();  // views are made anew
  EXPECT_EQ(api.get("/readyz").status, 200u);
  EXPECT_EQ(api.get(at).status, 404u);
  EXPECT_EQ(api.get(path).body, others);
  EXPECT_THAT(api.get("/v1/contacts?email=ida").items("/id"), IsEmpty());
  EXPECT_THAT(api.get("/v1/contacts?query=ida").items("/id"), ElementsAre(office.contact))
      << "Ida Halvorsen of the hotel";
  const auto again = api.post(path, body, key);
  EXPECT_EQ(again.status, 201u) << again.body;
  EXPECT_TRUE(again.flag("/erased"));
  EXPECT_EQ(api.post(path, R"({"email":"ida@new.example"})").status, 201u) << "the address is free";
}

}  // namespace
}  // namespace rollcall::api::forgetting_test
