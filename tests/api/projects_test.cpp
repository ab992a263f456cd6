#include "tests/api/made.hpp"

namespace rollcall::api::projects_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Projects : public testing::Test {
 protected:
  std::string body(const std::string& more) const {
    return R"({"name":"Summer meeting","customerId":")" + bank + R"(","startDate":"2026-06-10")" +
           more + "}";
  }
  std::vector<std::string> faults(const std::string& more) {
    const auto answer = api.post("/v1/projects", body(more));
    EXPECT_EQ(answer.status, 422u) << answer.body;
    return answer.faults();
  }

  Api api;
  const std::string bank = add_customer(api);
  const std::string hotel = add_supplier(api);
};

TEST_F(Projects, are_answered_whole_with_what_goes_without_saying) {
  const auto answer = api.post("/v1/projects", body(""));
  ASSERT_EQ(answer.status, 201u) << answer.body;
  const auto id = answer.text("/id");
  EXPECT_EQ(answer.header("Location"), "/v1/projects/" + id);
  EXPECT_EQ(answer.json("/customer"), R"({"id":")" + bank + R"(","name":"Nordlys Bank"})");
  EXPECT_EQ(answer.text("/customerId"), bank);
  EXPECT_EQ(answer.text("/startDate"), "2026-06-10");
  EXPECT_EQ(answer.json("/returnDate"), "null");
  EXPECT_EQ(answer.text("/status"), "pending");
  EXPECT_EQ(answer.json("/statusReason"), "null");
  EXPECT_EQ(answer.number("/retentionMonths"), 120);
  EXPECT_EQ(answer.json("/projectManagers"), R"([{"id":")" + api.office().admin.uuid.to_string() +
                                                 R"(","displayName":"Ada Admin"}])");
  EXPECT_EQ(answer.json("/contacts"), "[]");
  const auto got = api.get("/v1/projects/" + id);
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
}

TEST_F(Projects, take_everything_that_is_given) {
  const auto admin = api.office().admin.uuid.to_string();
  const auto answer =
      api.post("/v1/projects",
               body(R"(,"returnDate":"2026-06-12","status":"confirmed","statusReason":"Signed",
      "retentionMonths":24,"projectManagerIds":[")" +
                    admin + R"("])"));
  ASSERT_EQ(answer.status, 201u) << answer.body;
  EXPECT_EQ(answer.text("/returnDate"), "2026-06-12");
  EXPECT_EQ(answer.text("/status"), "confirmed");
  EXPECT_EQ(answer.text("/statusReason"), "Signed");
  EXPECT_EQ(answer.number("/retentionMonths"), 24);
}

TEST_F(Projects, come_with_their_contacts_or_not_at_all) {
  const auto ida = add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto tom = add_contact(api, "suppliers/" + hotel, "tom@hotel.example", "Tom", "Lie");
  const auto contacts = [&](const std::string& last) {
    return R"(,"contacts":[{"contactId":")" + ida + R"("},{"contactId":")" + tom +
           R"("},{"email":")" + last + R"(","firstName":"New"}])";
  };
  const auto before = api.position();
  EXPECT_EQ(api.post("/v1/projects", body(contacts("admin@fjord-fest.example"))).status, 409u);
  EXPECT_EQ(api.position(), before);
  const auto answer = api.post("/v1/projects", body(contacts("new@firma.example")));
  ASSERT_EQ(answer.status, 201u) << answer.body;
  ASSERT_EQ(answer.size("/contacts"), 3u);
  EXPECT_EQ(answer.number("/contactCount"), 3);
  EXPECT_EQ(answer.text("/contacts/0/id"), ida);
  EXPECT_EQ(answer.text("/contacts/0/organisation/id"), bank);
  EXPECT_EQ(answer.text("/contacts/1/organisation/kind"), "supplier");
  EXPECT_EQ(answer.text("/contacts/2/displayName"), "New");
  EXPECT_TRUE(answer.flag("/contacts/2/active"));
  const auto contact = api.get("/v1/contacts/" + ida);
  EXPECT_EQ(contact.number("/projectCount"), 1);
  EXPECT_EQ(contact.json("/projects"),
            R"([{"id":")" + answer.text("/id") + R"(","name":"Summer meeting"}])");
}

struct Refused {
  std::string what;
  std::string more;
  std::vector<std::string> faults;
};

TEST_F(Projects, are_refused_with_every_fault) {
  const std::string nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
  const std::vector<Refused> cases = {
      {"dates in the wrong order",
       R"(,"returnDate":"2026-06-09")",
       {"/returnDate return_before_start"}},
      {"no dates", R"(,"returnDate":"2026-02-30")", {"/returnDate malformed"}},
      {"retention out of range", R"(,"retentionMonths":0)", {"/retentionMonths out_of_range"}},
      {"far out of range", R"(,"retentionMonths":4294967297)", {"/retentionMonths out_of_range"}},
      {"no whole number", R"(,"retentionMonths":1.5)", {"/retentionMonths type"}},
      {"an unknown status", R"(,"status":"done")", {"/status unknown_value"}},
      {"cancelled from the start", R"(,"status":"cancelled")", {"/status unknown_value"}},
      {"unknown people",
       R"(,"projectManagerIds":[")" + nobody + R"("],"contacts":[{"contactId":")" + nobody +
           R"("}])",
       {"/contacts/0/contactId unknown_reference", "/projectManagerIds/0 unknown_reference"}},
      {"shape and rules together",
       R"(,"returnDate":"2026-06-09","statusReason":" ","retentionMonths":0,
          "contacts":[{"email":"x"},{},7,{"email":"a@b.example"},{"email":"A@b.example"}])",
       {"/contacts/0/email malformed", "/contacts/1/email required", "/contacts/2 type",
        "/contacts/4/email duplicate", "/retentionMonths out_of_range",
        "/returnDate return_before_start", "/statusReason required"}},
  };
  const auto before = api.position();
  for (const auto& each : cases) {
    SCOPED_TRACE(each.what);
    EXPECT_EQ(faults(each.more), each.faults);
  }
  EXPECT_THAT(api.post("/v1/projects").faults(),
              ElementsAre("/customerId required", "/name required", "/startDate required"));
  EXPECT_EQ(api.position(), before);
}

TEST_F(Projects, need_a_customer_of_the_office) {
  const auto other = api.add_office("Another", "another");
  for (const auto& [customer, headers] : std::vector<std::pair<std::string, Headers>>{
           {hotel, {}}, {bank, {Api::bearer(other.token)}}}) {
    const auto answer = api.post(
        "/v1/projects",
        R"({"name":"X","customerId":")" + customer + R"(","startDate":"2026-06-10"})", headers);
    EXPECT_EQ(answer.status, 422u);
    EXPECT_THAT(answer.faults(), ElementsAre("/customerId unknown_reference"));
  }
}

TEST_F(Projects, take_at_most_500_contacts) {
  std::string contacts;
  for (int i = 0; i < 501; ++i) {
    contacts += (i ? "," : "") + ("{\"email\":\"g" + std::to_string(i) + "@firma.example\"}");
  }
  EXPECT_THAT(faults(",\"contacts\":[" + contacts + "]"), ElementsAre("/contacts too_long"));
}

TEST_F(Projects, are_found_by_name_customer_contact_and_status) {
  const auto ida = add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto shop = add_customer(api, "Shop");
  const auto summer = add_project(api, bank, R"(,"contacts":[{"contactId":")" + ida + R"("}])");
  const auto winter = add_project(api, shop, R"(,"status":"confirmed")", "Winter trip");
  const auto found = [&](const std::string& query) {
    return api.get("/v1/projects" + query).items("/id");
  };
  EXPECT_THAT(found(""), ElementsAre(winter, summer));
  EXPECT_THAT(found("?query=trip%20win"), ElementsAre(winter));
  EXPECT_THAT(found("?customerId=" + bank), ElementsAre(summer));
  EXPECT_THAT(found("?contactId=" + ida), ElementsAre(summer));
  EXPECT_THAT(found("?status=confirmed"), ElementsAre(winter));
  EXPECT_THAT(found("?status=confirmed&customerId=" + bank), IsEmpty());
  EXPECT_FALSE(api.get("/v1/projects").has("/items/0/contacts"));
  EXPECT_EQ(api.get("/v1/projects").number("/items/1/contactCount"), 1);
}

TEST_F(Projects, are_refused_with_every_fault_of_the_address) {
  const auto answer =
      api.get("/v1/projects?customerId=x&status=done&limit=0&at=1&query=a&query=b");
  EXPECT_EQ(answer.status, 400u);
  EXPECT_EQ(answer.code(), "invalid_query");
  EXPECT_THAT(answer.faults(),
              ElementsAre("/query/at unknown_parameter", "/query/customerId malformed",
                          "/query/limit out_of_range", "/query/query duplicate",
                          "/query/status unknown_value"));
}

TEST_F(Projects, are_the_offices_own) {
  const auto id = add_project(api, bank);
  const auto as_other = Api::bearer(api.add_office("Another", "another").token);
  EXPECT_EQ(api.get("/v1/projects/" + id, {as_other}).status, 404u);
  EXPECT_THAT(api.get("/v1/projects", {as_other}).items("/id"), IsEmpty());
  EXPECT_EQ(api.get("/v1/projects/none").status, 404u);
}

}  // namespace
}  // namespace rollcall::api::projects_test
