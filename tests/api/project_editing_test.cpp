// PATCH /v1/projects/{projectId}.
#include "tests/api/made.hpp"

namespace rollcall::api::project_editing_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ProjectEditing : public testing::Test {
 protected:
  Answer edit(const std::string& body, Headers headers = {}) {
    return api.patch(path, body, std::move(headers));
  }
  std::vector<std::string> faults(const std::string& body) {
    const auto answer = edit(body);
    EXPECT_EQ(answer.status, 422u) << answer.body;
    return answer.faults();
  }

  Api api;
  const std::string bank = add_customer(api);
  const std::string shop = add_customer(api, "Shop");
  const std::string hotel = add_supplier(api);
  const std::string id = add_project(api, bank, R"(,"returnDate":"2026-06-12")");
  const std::string path = "/v1/projects/" + id;
};

TEST_F(ProjectEditing, changes_what_is_given_and_nothing_else) {
  const auto admin = api.office().admin.uuid.to_string();
  const auto answer = edit(R"({"name":"Winter meeting","customerId":")" + shop +
                           R"(","startDate":"2026-12-01","returnDate":"2026-12-03",
                           "projectManagerIds":[")" +
                           admin + R"("],"status":"confirmed","retentionMonths":6})");
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.text("/name"), "Winter meeting");
  EXPECT_EQ(answer.text("/customer/name"), "Shop");
  EXPECT_EQ(answer.text("/startDate"), "2026-12-01");
  EXPECT_EQ(answer.text("/returnDate"), "2026-12-03");
  EXPECT_EQ(answer.text("/status"), "confirmed");
  EXPECT_EQ(answer.number("/retentionMonths"), 6);
  const auto got = api.get(path);
  EXPECT_EQ(got.body, answer.body);
  EXPECT_EQ(got.header("ETag"), answer.header("ETag"));
  const auto only_name = edit(R"({"name":"Gala"})");
  EXPECT_EQ(only_name.text("/name"), "Gala");
  EXPECT_EQ(only_name.text("/startDate"), "2026-12-01");
  EXPECT_EQ(only_name.text("/projectManagers/0/id"), admin);
  EXPECT_EQ(edit(R"({"returnDate":null})").json("/returnDate"), "null");
  EXPECT_THAT(api.get("/v1/projects?customerId=" + shop).items("/id"), ElementsAre(id));
  EXPECT_THAT(api.get("/v1/projects?customerId=" + bank).items("/id"), IsEmpty());
}

TEST_F(ProjectEditing, of_nothing_records_nothing) {
  const auto before = api.get(path);
  const auto position = api.position();
  EXPECT_EQ(edit("{}").body, before.body);
  EXPECT_EQ(edit(R"({"name":"Summer meeting","status":"pending"})").body, before.body);
  EXPECT_EQ(api.position(), position);
}

TEST_F(ProjectEditing, honours_if_match) {
  const auto etag = api.get(path).header("ETag");
  const auto first = edit(R"({"name":"One"})", {{"if-match", etag}});
  ASSERT_EQ(first.status, 200u);
  const auto position = api.position();
  EXPECT_EQ(edit(R"({"name":"Two"})", {{"if-match", etag}}).status, 412u);
  EXPECT_EQ(api.position(), position);
  EXPECT_EQ(edit(R"({"name":"Two"})", {{"if-match", first.header("ETag")}}).status, 200u);
  // Lists and participants of the project are no change of it.
  const auto now = api.get(path).header("ETag");
  add_list(api, id);
  add_participant(api, id, R"("firstName":"Ida")");
  EXPECT_EQ(edit(R"({"name":"Three"})", {{"if-match", now}}).status, 200u);
}

TEST_F(ProjectEditing, tells_every_fault_at_once) {
  const std::string nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
  const auto position = api.position();
  EXPECT_THAT(faults(R"({"name":" ","customerId":")" + hotel +
                     R"(","returnDate":"2026-06-09","projectManagerIds":[")" + nobody +
                     R"(",7],"status":"cancelled","retentionMonths":0,"contacts":[]})"),
              ElementsAre("/contacts unknown_field", "/customerId unknown_reference",
                          "/name required", "/projectManagerIds/0 unknown_reference",
                          "/projectManagerIds/1 type", "/retentionMonths out_of_range",
                          "/returnDate return_before_start", "/statusReason required"));
  EXPECT_THAT(faults(R"({"name":null,"customerId":null,"startDate":null,"status":null,
                         "projectManagerIds":null,"retentionMonths":null})"),
              ElementsAre("/customerId type", "/name type", "/projectManagerIds type",
                          "/retentionMonths type", "/startDate type", "/status type"));
  EXPECT_THAT(faults(R"({"projectManagerIds":[]})"), ElementsAre("/projectManagerIds required"));
  EXPECT_THAT(faults(R"({"startDate":"2026-06-13"})"),
              ElementsAre("/returnDate return_before_start"));
  EXPECT_THAT(faults(R"({"startDate":"soon","returnDate":"2026-06-01"})"),
              ElementsAre("/startDate malformed"));
  EXPECT_EQ(api.position(), position);
}

TEST_F(ProjectEditing, keeps_the_customer_while_its_contacts_are_on_the_project) {
  const auto ida = add_contact(api, "customers/" + bank, "ida@firma.example");
  ASSERT_EQ(api.put(path + "/contacts/" + ida, "{}").status, 201u);
  const auto other = R"({"customerId":")" + shop + R"("})";
  const auto refused = edit(other);
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "customer_contacts_on_project");
  EXPECT_THAT(refused.faults(), ElementsAre("/customerId customer_contacts_on_project"));
  ASSERT_EQ(api.del(path + "/contacts/" + ida).status, 204u);
  EXPECT_EQ(edit(other).status, 200u);
}

TEST_F(ProjectEditing, moves_the_status_as_the_table_says) {
  EXPECT_EQ(edit(R"({"status":"finished"})").text("/status"), "finished");
  const auto refused = edit(R"({"status":"cancelled","statusReason":"The storm"})");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.code(), "status_out_of_reach");
  EXPECT_EQ(edit(R"({"status":"confirmed","statusReason":"Longer"})").text("/statusReason"),
            "Longer");
  EXPECT_EQ(edit(R"({"statusReason":null})").json("/statusReason"), "null");
  const auto cancelled = edit(R"({"status":"cancelled","statusReason":"The storm"})");
  EXPECT_EQ(cancelled.status, 200u);
  EXPECT_EQ(cancelled.text("/statusReason"), "The storm");
  EXPECT_THAT(api.get("/v1/projects?status=cancelled").items("/id"), ElementsAre(id));
  EXPECT_EQ(edit(R"({"statusReason":null})").status, 422u);
  EXPECT_EQ(edit(R"({"name":"Gala"})").text("/statusReason"), "The storm");
  EXPECT_EQ(edit(R"({"status":"pending"})").json("/statusReason"), "null");
}

TEST_F(ProjectEditing, is_the_offices_own) {
  const auto stranger = Api::bearer(api.add_office("Another", "another").token);
  EXPECT_EQ(edit(R"({"name":"X"})", {stranger}).status, 404u);
  EXPECT_EQ(edit(R"({"name":7})", {stranger}).status, 404u);
  EXPECT_EQ(api.get(path).text("/name"), "Summer meeting");
}

}  // namespace
}  // namespace rollcall::api::project_editing_test
