// What becomes of shares when their contact person is deactivated, moves to another address, or
// became one only after the list was shared with the address.
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::standing_test {
namespace {

using testing::ElementsAre;

// A share with the hotel's contact person, looked at once.
class ContactStanding : public testing::Test {
 protected:
  Sharing office;
  Api& api = office.api;
  const std::string person = "/v1/contacts/" + office.contact;
  const Sharing::Shared share = office.share_with("hotel@fjord.example");
  const Sharing::Session session = office.open(share.token);

  std::string state() { return office.get_share(share.id).text("/state"); }
  unsigned link() { return api.get("/v1/shared/" + share.token, kNobody).status; }
  unsigned code() { return api.post("/v1/shared/" + share.token + "/codes", "", kNobody).status; }
  std::string receivers() {
    const auto found = api.get("/v1/lists/" + office.list + "/receivers").items("/email");
    std::string all;
    for (const auto& email : found) all += email + ";";
    return all;
  }
  Answer share_again() {
    return office.share(R"({"receivers":[{"contactId":")" + office.contact + R"("}]})");
  }
};

TEST_F(ContactStanding, of_an_inactive_person_suspends_at_the_very_next_request) {
  EXPECT_EQ(office.look(session.token).status, 200u);
  EXPECT_EQ(receivers(), "hotel@fjord.example;");
  ASSERT_EQ(api.post(person + "/deactivate").status, 200u);
  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(link(), 404u);
  EXPECT_EQ(code(), 404u);
  EXPECT_EQ(state(), "suspended");
  EXPECT_EQ(api.get("/v1/lists/" + office.list + "/shares").text("/items/0/state"), "suspended");
  EXPECT_EQ(receivers(), "");
  ASSERT_EQ(api.post(person + "/reactivate").status, 200u);
  EXPECT_EQ(office.look(session.token).status, 200u);
  EXPECT_EQ(link(), 200u);
  EXPECT_EQ(state(), "active");
}

TEST_F(ContactStanding, of_an_inactive_person_is_no_receivers) {
  ASSERT_EQ(api.post(person + "/deactivate").status, 200u);
  EXPECT_THAT(share_again().faults(), ElementsAre("/receivers/0/contactId contact_inactive"));
  EXPECT_THAT(office.share(R"({"receivers":[{"email":"HOTEL@fjord.example"}]})").faults(),
              ElementsAre("/receivers/0/email contact_inactive"));
  EXPECT_EQ(api.post("/v1/shares/" + share.id + "/send").code(), "contact_inactive");
}

TEST_F(ContactStanding, does_not_come_back_to_what_was_revoked_meanwhile) {
  ASSERT_EQ(api.post(person + "/deactivate").status, 200u);
  ASSERT_EQ(api.post("/v1/shares/" + share.id + "/revoke").status, 200u);
  ASSERT_EQ(api.post(person + "/reactivate").status, 200u);
  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(state(), "revoked");
}

TEST_F(ContactStanding, with_another_address_stops_until_it_is_sent_again) {
  ASSERT_EQ(api.patch(person, R"({"firstName":"Desk"})").status, 200u);
  EXPECT_EQ(office.look(session.token).status, 200u);
  ASSERT_EQ(api.patch(person, R"({"email":"desk@fjord.example"})").status, 200u);
  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(code(), 404u);
  EXPECT_EQ(state(), "suspended");
  EXPECT_EQ(office.get_share(share.id).text("/receiver/email"), "hotel@fjord.example");
  ASSERT_EQ(api.patch(person, R"({"email":"hotel@fjord.example"})").status, 200u);
  EXPECT_EQ(office.look(session.token).status, 401u) << "moving back is no sending again";
  ASSERT_EQ(api.patch(person, R"({"email":"desk@fjord.example"})").status, 200u);
  const auto again = api.post("/v1/shares/" + share.id + "/send");
  ASSERT_EQ(again.status, 200u) << again.body;
  EXPECT_EQ(again.text("/receiver/email"), "desk@fjord.example");
  office.settle();
  const auto opened = office.open(office.token_for("desk@fjord.example"));
  EXPECT_EQ(office.look(opened.token).status, 200u);
  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(link(), 404u);
}

TEST_F(ContactStanding, off_the_project_revokes) {
  ASSERT_EQ(api.del("/v1/projects/" + office.project + "/contacts/" + office.contact).status, 204u);
  EXPECT_EQ(office.look(session.token).status, 401u);
  EXPECT_EQ(state(), "revoked");
  EXPECT_EQ(receivers(), "");
  EXPECT_EQ(api.del(person).status, 204u);
  EXPECT_EQ(state(), "revoked");
}

// A typed receiver who becomes a contact person later.
class LateContact : public testing::Test {
 protected:
  Sharing office;
  Api& api = office.api;
  const Sharing::Shared share = office.share_with("bus@coach.example");
  const std::string contact = add_contact(api, "suppliers/" + office.supplier, "bus@coach.example");
  const std::string on_project = "/v1/projects/" + office.project + "/contacts/" + contact;

  std::string state() { return office.get_share(share.id).text("/state"); }
  void expect_revoked_by_removal() {
    EXPECT_EQ(office.get_share(share.id).text("/receiver/contactId"), contact);
    ASSERT_EQ(api.del(on_project).status, 204u);
    EXPECT_EQ(state(), "revoked");
  }
};

TEST_F(LateContact, has_the_share_once_it_is_sent_again) {
  EXPECT_EQ(api.post("/v1/shares/" + share.id + "/send").code(), "not_on_project");
  ASSERT_EQ(api.put(on_project).status, 201u);
  ASSERT_EQ(api.post("/v1/shares/" + share.id + "/send").status, 200u);
  expect_revoked_by_removal();
}

TEST_F(LateContact, has_the_share_once_the_list_is_shared_again) {
  ASSERT_EQ(api.put(on_project).status, 201u);
  const auto again = office.share(R"({"receivers":[{"contactId":")" + contact + R"("}]})");
  ASSERT_EQ(again.status, 201u) << again.body;
  EXPECT_EQ(again.text("/items/0/id"), share.id) << "one share per list and receiver";
  const auto receivers = api.get("/v1/lists/" + office.list + "/receivers");
  EXPECT_THAT(receivers.body, testing::HasSubstr(share.id));
  expect_revoked_by_removal();
}

TEST_F(LateContact, has_it_by_the_typed_address_too) {
  ASSERT_EQ(api.put(on_project).status, 201u);
  const auto again = office.share(R"({"receivers":[{"email":"BUS@coach.example"}]})");
  ASSERT_EQ(again.status, 201u) << again.body;
  EXPECT_EQ(again.text("/items/0/id"), share.id);
  expect_revoked_by_removal();
}

TEST(Receivers, are_the_projects_active_contact_persons) {
  Sharing office;
  const auto path = "/v1/lists/" + office.list + "/receivers";
  auto found = office.api.get(path);
  ASSERT_EQ(found.status, 200u) << found.body;
  EXPECT_THAT(found.items("/id"), ElementsAre(office.contact));
  EXPECT_EQ(found.json("/items/0/share"), "null");
  EXPECT_EQ(found.text("/items/0/defaultValidUntil"), "2026-06-14");
  EXPECT_EQ(found.text("/items/0/organisation/id"), office.supplier);
  const auto share = office.share_with("hotel@fjord.example");
  found = office.api.get(path);
  EXPECT_EQ(found.text("/items/0/share/id"), share.id);
  office.api.clock().advance(std::chrono::hours(24 * 60));
  EXPECT_EQ(office.api.get(path).json("/items/0/defaultValidUntil"), "null");
}

}  // namespace
}  // namespace rollcall::api::standing_test
