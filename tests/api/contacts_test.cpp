#include <algorithm>
#include <mutex>
#include <thread>

#include "tests/api/made.hpp"

namespace rollcall::api::contacts_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Contacts : public testing::Test {
 protected:
  Api api;
  const std::string bank = add_customer(api);
  const std::string hotel = add_supplier(api);
  const std::string at_bank = "/v1/customers/" + bank + "/contacts";
  const std::string at_hotel = "/v1/suppliers/" + hotel + "/contacts";
};

TEST_F(Contacts, are_answered_whole_when_they_are_added) {
  const auto answer = api.post(at_bank, R"({"email":"Ida@Firma.example","firstName":"Ida",
      "lastName":"Halvorsen","phones":[{"label":"mobile","number":"+47 073 52 547"},
      {"number":"073 52 548"}]})");
  ASSERT_EQ(answer.status, 201u) << answer.body;
  const auto id = answer.text("/id");
  EXPECT_EQ(answer.header("Location"), "/v1/contacts/" + id);
  EXPECT_EQ(answer.text("/email"), "Ida@Firma.example");
  EXPECT_EQ(answer.text("/displayName"), "Ida Halvorsen");
  EXPECT_EQ(answer.json("/phones"), R"([{"label":"mobile","number":"+47 073 52 547"},)"
                                    R"({"label":"","number":"073 52 548"}])");
  EXPECT_EQ(answer.json("/organisations"),
            R"([{"id":")" + bank + R"(","kind":"customer","name":"Nordlys Bank"}])");
  EXPECT_TRUE(answer.flag("/active"));
  EXPECT_EQ(answer.number("/projectCount"), 0);
  EXPECT_EQ(answer.json("/projects"), "[]");
  EXPECT_EQ(answer.json("/allowedActions"), R"(["delete","deactivate"])");
  const auto got = api.get("/v1/contacts/" + id);
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
}

TEST_F(Contacts, are_shown_by_their_address_if_they_have_no_name) {
  const auto answer = api.post(at_bank, R"({"email":"info@firma.example"})");
  EXPECT_EQ(answer.text("/displayName"), "info@firma.example");
  EXPECT_EQ(answer.text("/firstName"), "");
}

TEST_F(Contacts, are_linked_to_another_organisation) {
  const auto id = add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto before = api.get("/v1/contacts/" + id);
  const auto linked = api.post(at_hotel, R"({"contactId":")" + id + R"("})");
  EXPECT_EQ(linked.status, 201u) << linked.body;
  EXPECT_EQ(linked.text("/id"), id);
  EXPECT_EQ(linked.size("/organisations"), 2u);
  EXPECT_NE(linked.header("ETag"), before.header("ETag"));
  EXPECT_THAT(api.get(at_hotel).items("/id"), ElementsAre(id));
  const auto position = api.position();
  const auto again = api.post(at_hotel, R"({"contactId":")" + id + R"("})");
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(again.body, linked.body);
  EXPECT_EQ(api.position(), position);
}

TEST_F(Contacts, cannot_take_an_address_that_is_somebodys) {
  const auto id = add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto known = api.post(at_hotel, R"({"email":"IDA@FIRMA.example"})");
  EXPECT_EQ(known.status, 409u);
  EXPECT_EQ(known.code(), "contact_exists");
  EXPECT_EQ(known.text("/contactId"), id);
  const auto staff = api.post(at_hotel, R"({"email":"admin@fjord-fest.example"})");
  EXPECT_EQ(staff.status, 409u);
  EXPECT_EQ(staff.code(), "email_in_use");
  EXPECT_FALSE(staff.has("/contactId"));
}

TEST_F(Contacts, are_refused_with_every_fault) {
  const auto answer = api.post(at_bank, R"({"email":"no address","firstName":7,"lastName":"a\u0000",
      "nickname":"x","phones":[{"label":"mobile"},{"number":"12","extension":3},"0735"]})");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.faults(),
              ElementsAre("/email malformed", "/firstName type", "/lastName malformed",
                          "/nickname unknown_field", "/phones/0/number required",
                          "/phones/1/extension unknown_field", "/phones/1/number too_short",
                          "/phones/2 type"))
      << answer.body;
  EXPECT_THAT(api.post(at_bank, "{}").faults(), ElementsAre("/email required"));
  EXPECT_THAT(api.post(at_bank, R"({"contactId":"x","email":"a@b.example"})").faults(),
              ElementsAre("/contactId malformed", "/email unknown_field"));
}

TEST_F(Contacts, that_are_linked_must_be_known) {
  const auto answer = api.post(at_bank, R"({"contactId":"01890a5d-ac96-774b-bcce-b302099a8057"})");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.faults(), ElementsAre("/contactId unknown_reference"));
}

TEST_F(Contacts, of_nowhere_are_not_found_whatever_the_body_is) {
  const std::string nowhere = "/v1/customers/01890a5d-ac96-774b-bcce-b302099a8057/contacts";
  EXPECT_EQ(api.get(nowhere).status, 404u);
  EXPECT_EQ(api.post(nowhere, R"({"email":"a@b.example"})").status, 404u);
  EXPECT_EQ(api.post(nowhere, R"({"email":7})").status, 404u);
  EXPECT_EQ(api.post(nowhere, "{").status, 404u);
}

TEST_F(Contacts, are_looked_up_as_one_types) {
  const auto ida = add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto ines = add_contact(api, "suppliers/" + hotel, "ines@hotel.example", "Inès", "Øvre");
  EXPECT_THAT(api.get("/v1/contacts?email=I").items("/id"), ElementsAre(ida, ines));
  EXPECT_THAT(api.get("/v1/contacts?email=IDA%40fi").items("/id"), ElementsAre(ida));
  EXPECT_THAT(api.get("/v1/contacts?email=firma").items("/id"), IsEmpty());
  EXPECT_THAT(api.get("/v1/contacts?query=%C3%B8v%20in").items("/id"), ElementsAre(ines));
  const auto all = api.get("/v1/contacts");
  EXPECT_THAT(all.items("/id"), UnorderedElementsAre(ida, ines));
  EXPECT_EQ(all.text("/items/0/firstName"), "Ida");
  EXPECT_EQ(all.size("/items/0/phones"), 0u);
  EXPECT_FALSE(all.has("/items/0/projects"));
}

TEST_F(Contacts, are_the_offices_own) {
  const auto id = add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto other = api.add_office("Another", "another");
  const auto as_other = Api::bearer(other.token);
  EXPECT_EQ(api.get("/v1/contacts/" + id, {as_other}).status, 404u);
  EXPECT_THAT(api.get("/v1/contacts?email=ida", {as_other}).items("/id"), IsEmpty());
  EXPECT_EQ(api.get(at_bank, {as_other}).status, 404u);
  EXPECT_EQ(api.post(at_bank, R"({"email":"x@y.example"})", {as_other}).status, 404u);
  EXPECT_EQ(api.post(at_bank, "{}", {as_other}).status, 404u);
  // The same address is free over there.
  const auto there = api.post("/v1/customers", R"({"name":"X"})", {as_other}).text("/id");
  EXPECT_EQ(api.post("/v1/customers/" + there + "/contacts", R"({"email":"ida@firma.example"})",
                     {as_other})
                .status,
            201u);
  EXPECT_EQ(api.post("/v1/customers/" + there + "/contacts", R"({"contactId":")" + id + R"("})",
                     {as_other})
                .status,
            422u);
}

TEST_F(Contacts, with_one_address_are_added_once_by_64_clients_at_once) {
  std::mutex mutex;
  std::vector<unsigned> statuses;
  std::vector<std::thread> clients;
  for (int i = 0; i < 64; ++i) {
    clients.emplace_back([&, i] {
      const auto& path = i % 2 == 0 ? at_bank : at_hotel;
      const auto status = api.post(path, R"({"email":"ida@firma.example"})").status;
      std::lock_guard lock(mutex);
      statuses.push_back(status);
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 201u), 1);
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 409u), 63);
  EXPECT_EQ(api.get("/v1/contacts").size("/items"), 1u);
}

}  // namespace
}  // namespace rollcall::api::contacts_test
