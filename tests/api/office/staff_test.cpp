#include <thread>

#include "tests/api/made.hpp"
#include "tests/rounds.hpp"

namespace rollcall::api::staff_test {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Staff : public testing::Test {
 protected:
  std::string add(const std::string& email, const std::string& role = "projectManager") {
    return made(api, api.post("/v1/staff", R"({"email":")" + email + R"(","firstName":"Kari",)" +
                                               R"("role":")" + role + R"("})"));
  }
  Answer change(const std::string& id, const std::string& body, Headers headers = {}) {
    return api.patch("/v1/staff/" + id, body, std::move(headers));
  }

  Api api;
  const std::string admin = api.office().admin.uuid.to_string();
};

TEST_F(Staff, are_added_and_shown) {
  const auto added = api.post("/v1/staff", R"({"email":"Kari@Office.example","firstName":"Kari",)"
                                           R"("lastName":"Moe","role":"officeAdmin"})");
  EXPECT_EQ(added.status, 201u);
  const auto id = added.text("/id");
  EXPECT_EQ(added.header("Location"), "/v1/staff/" + id);
  const auto got = api.get("/v1/staff/" + id);
  EXPECT_EQ(got.body, added.body);
  EXPECT_EQ(got.header("ETag"), added.header("ETag"));
  EXPECT_EQ(got.text("/email"), "Kari@Office.example");
  EXPECT_EQ(got.text("/displayName"), "Kari Moe");
  EXPECT_EQ(got.text("/role"), "officeAdmin");
  EXPECT_TRUE(got.flag("/active"));
  EXPECT_THAT(api.get("/v1/staff").items("/id"), ElementsAre(admin, id));
}

TEST_F(Staff, are_added_once_under_one_key) {
  const Headers key = {{"idempotency-key", "k"}};
  const std::string body = R"({"email":"kari@office.example","role":"projectManager"})";
  const auto first = api.post("/v1/staff", body, key);
  change(first.text("/id"), R"({"active":false})");
  const auto again = api.post("/v1/staff", body, key);
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(again.body, first.body);
}

TEST_F(Staff, are_refused_with_every_fault) {
  const auto refused = api.post("/v1/staff", R"({"email":"kari","role":"boss","phone":"1"})");
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(), UnorderedElementsAre("/email malformed", "/role unknown_value",
                                                     "/phone unknown_field"));
  EXPECT_THAT(api.post("/v1/staff").faults(),
              UnorderedElementsAre("/email required", "/role required"));
}

TEST_F(Staff, have_addresses_of_their_own) {
  const auto kari = add("kari@office.example");
  const auto customer = add_customer(api);
  add_contact(api, "customers/" + customer, "ida@firma.example");
  const auto same =
      api.post("/v1/staff", R"({"email":"KARI@office.example","role":"officeAdmin"})");
  EXPECT_EQ(same.status, 409u);
  EXPECT_EQ(same.code(), "email_in_use");
  const auto contacts = change(kari, R"({"email":"ida@firma.example"})");
  EXPECT_EQ(contacts.status, 409u);
  EXPECT_EQ(contacts.code(), "contact_exists");
  const auto as_contact =
      api.post("/v1/customers/" + customer + "/contacts", R"({"email":"kari@office.example"})");
  EXPECT_EQ(as_contact.code(), "email_in_use");
}

TEST_F(Staff, free_an_address_that_they_leave) {
  const auto kari = add("kari@office.example");
  EXPECT_EQ(change(kari, R"({"email":"k@office.example"})").text("/email"), "k@office.example");
  const auto ole = add("kari@office.example");
  EXPECT_EQ(change(kari, R"({"email":"kari@office.example"})").code(), "email_in_use");
  EXPECT_EQ(change(ole, R"({"email":"ole@office.example"})").status, 200u);
  EXPECT_EQ(change(kari, R"({"email":"kari@office.example"})").status, 200u);
}

TEST_F(Staff, are_edited_in_parts) {
  const auto kari = add("kari@office.example");
  const auto before = api.position();
  EXPECT_EQ(change(kari, R"({"lastName":"Moe"})").text("/displayName"), "Kari Moe");
  EXPECT_EQ(change(kari, R"({"firstName":null})").text("/displayName"), "Moe");
  EXPECT_EQ(change(kari, R"({"role":"officeAdmin"})").text("/role"), "officeAdmin");
  EXPECT_FALSE(change(kari, R"({"active":false})").flag("/active"));
  EXPECT_TRUE(change(kari, R"({"active":true})").flag("/active"));
  EXPECT_EQ(api.position(), before + 5);
  EXPECT_EQ(change(kari, R"({"active":true,"role":"officeAdmin"})").status, 200u);
  EXPECT_EQ(api.position(), before + 5);
  EXPECT_THAT(change(kari, R"({"email":null,"role":null,"active":null})").faults(),
              UnorderedElementsAre("/email type", "/role type", "/active type"));
}

TEST_F(Staff, honour_if_match) {
  const auto kari = add("kari@office.example");
  const auto tag = api.get("/v1/staff/" + kari).header("ETag");
  EXPECT_EQ(change(kari, R"({"lastName":"Moe"})", {{"if-match", tag}}).status, 200u);
  EXPECT_EQ(change(kari, R"({"lastName":"Dal"})", {{"if-match", tag}}).status, 412u);
}

TEST_F(Staff, that_are_inactive_manage_no_new_project) {
  const auto kari = add("kari@office.example");
  const auto customer = add_customer(api);
  add_project(api, customer, R"(,"projectManagerIds":[")" + kari + R"("])", "Before");
  change(kari, R"({"active":false})");
  const auto refused = api.post(
      "/v1/projects", R"({"name":"After","customerId":")" + customer +
                          R"(","startDate":"2026-06-10","projectManagerIds":[")" + kari + R"("]})");
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(), ElementsAre("/projectManagerIds/0 unknown_reference"));
}

TEST_F(Staff, keep_an_admin) {
  for (const auto* body : {R"({"active":false})", R"({"role":"projectManager"})"}) {
    const auto refused = change(admin, body);
    EXPECT_EQ(refused.status, 409u);
    EXPECT_EQ(refused.code(), "last_office_admin");
  }
  add("kari@office.example", "officeAdmin");
  EXPECT_EQ(change(admin, R"({"active":false})").status, 200u);
}

TEST_F(Staff, keep_an_admin_though_two_go_at_once) {
  const auto other = add("kari@office.example", "officeAdmin");
  for (int round = 0; round < tests::rounds(200); ++round) {
    const std::string body =
        round % 2 == 0 ? R"({"active":false})" : R"({"role":"projectManager"})";
    unsigned first = 0;
    unsigned second = 0;
    std::thread one([&] { first = change(admin, body).status; });
    std::thread two([&] { second = change(other, body).status; });
    one.join();
    two.join();
    EXPECT_EQ(std::min(first, second), 200u);
    EXPECT_EQ(std::max(first, second), 409u);
    for (const auto& id : {admin, other}) {
      EXPECT_EQ(change(id, R"({"active":true,"role":"officeAdmin"})").status, 200u);
    }
  }
}

}  // namespace
}  // namespace rollcall::api::staff_test
