// Every route of the office, by walking the table and by one example of each.

#include "api/app/route.hpp"
#include "tests/api/made.hpp"

namespace rollcall::api::routes_test {
namespace {

std::vector<Route> office_routes() {
  std::vector<Route> routes;
  for (const auto& table : route_tables()) {
    for (const auto& route : table) {
      if (route.who == kOffice) routes.push_back(route);
    }
  }
  return routes;
}

// The pattern with an id that is nobody's for each name.
std::string path_of(const Route& route) {
  std::string path(route.pattern);
  for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
    path.replace(open, path.find('}') - open + 1, "01890a5d-ac96-774b-bcce-b302099a8057");
  }
  return path;
}

Headers type_of(const Route& route) {
  if (route.body == BodyKind::none) return {};
  return {{"content-type", route.body == BodyKind::csv ? "text/csv" : "application/json"}};
}

std::string body_of(const Route& route) {
  return route.body == BodyKind::csv ? "a\nb\n" : "";
}

TEST(OfficeRoutes, want_a_credential) {
  Api api;
  const auto before = api.position();
  for (const auto& route : office_routes()) {
    SCOPED_TRACE(std::string(to_string(route.method)) + " " + std::string(route.pattern));
    for (const std::string header : {"", "Bearer rct_x"}) {
      auto headers = type_of(route);
      headers.emplace_back("authorization", header);
      EXPECT_EQ(api.send(route.method, path_of(route), body_of(route), headers).status, 401u);
    }
  }
  EXPECT_EQ(api.position(), before);
}

TEST(OfficeRoutes, find_nothing_under_ids_that_are_nobodys) {
  Api api;
  const auto before = api.position();
  for (const auto& route : office_routes()) {
    if (route.pattern.find('{') == route.pattern.npos) continue;
    SCOPED_TRACE(std::string(to_string(route.method)) + " " + std::string(route.pattern));
    const auto answer = api.send(route.method, path_of(route), body_of(route), type_of(route));
    EXPECT_EQ(answer.status, 404u);
    EXPECT_EQ(answer.code(), "not_found");
  }
  EXPECT_EQ(api.position(), before);
}

TEST(OfficeRoutes, refuse_bodies_of_another_type_or_size) {
  Api api;
  for (const auto& route : office_routes()) {
    // What a file is, its content says.
    if (route.body == BodyKind::none || route.body == BodyKind::file) continue;
    SCOPED_TRACE(std::string(to_string(route.method)) + " " + std::string(route.pattern));
    const auto path = path_of(route);
    EXPECT_EQ(api.send(route.method, path, "<x/>", {{"content-type", "text/xml"}}).status, 415u);
    if (route.body != BodyKind::json) continue;
    const std::string large = R"({"x":")" + std::string(std::size_t{1} << 20, 'x') + R"("})";
    EXPECT_EQ(api.send(route.method, path, large, type_of(route)).status, 413u);
  }
}

// One office with one of everything.
class Examples : public testing::Test {
 protected:
  Api api;
  const std::string customer = "/v1/customers/" + add_customer(api);
  const std::string supplier = "/v1/suppliers/" + add_supplier(api);
  const std::string contact_id =
      add_contact(api, customer.substr(std::string("/v1/").size()), "ida@firma.example");
  const std::string contact = "/v1/contacts/" + contact_id;
  const std::string project =
      "/v1/projects/" + add_project(api, customer.substr(std::string("/v1/customers/").size()));
  const std::string participant =
      project + "/participants/" +
      add_participant(api, project.substr(std::string("/v1/projects/").size()),
                      R"("firstName":"Ida")");
  const std::string list =
      "/v1/lists/" + add_list(api, project.substr(std::string("/v1/projects/").size()));
};

TEST_F(Examples, of_single_resources_are_sent_once) {
  for (const auto& path :
       {std::string("/v1/office"), customer, supplier, contact, project, participant, list}) {
    SCOPED_TRACE(path);
    const auto got = api.get(path);
    EXPECT_EQ(got.status, 200u);
    const auto again = api.get(path, {{"if-none-match", "\"0\", W/" + got.header("ETag")}});
    EXPECT_EQ(again.status, 304u);
    EXPECT_EQ(again.header("Rollcall-Position"), std::to_string(api.position()));
    EXPECT_EQ(api.get(path + "?x=1").status, 400u);
  }
}

TEST_F(Examples, of_collections_know_their_parameters) {
  for (const auto& path :
       {std::string("/v1/customers"), std::string("/v1/suppliers"), customer + "/contacts",
        supplier + "/contacts", std::string("/v1/contacts"), std::string("/v1/projects"),
        project + "/contacts", project + "/participants", project + "/lists",
        list + "/receivers"}) {
    SCOPED_TRACE(path);
    const auto got = api.get(path + "?limit=1");
    EXPECT_EQ(got.status, 200u);
    EXPECT_LE(got.size("/items"), 1u);
    EXPECT_TRUE(got.has("/nextCursor"));
    EXPECT_EQ(api.get(path + "?limit=1&page=2").status, 400u);
    EXPECT_EQ(api.get(path + "?cursor=x").code(), "invalid_cursor");
  }
}

TEST_F(Examples, of_bodies_must_be_json_objects_of_known_fields) {
  const std::vector<std::pair<http::Method, std::string>> requests = {
      {http::Method::post, "/v1/customers"},
      {http::Method::post, "/v1/suppliers"},
      {http::Method::patch, customer},
      {http::Method::patch, supplier},
      {http::Method::patch, project},
      {http::Method::post, customer + "/contacts"},
      {http::Method::post, supplier + "/contacts"},
      {http::Method::patch, contact},
      {http::Method::post, contact + "/deactivate"},
      {http::Method::post, contact + "/reactivate"},
      {http::Method::post, "/v1/projects"},
      {http::Method::put, project + "/contacts/" + contact_id},
      {http::Method::post, project + "/participants"},
      {http::Method::patch, participant},
      {http::Method::post, project + "/lists"},
      {http::Method::patch, list},
  };
  const auto before = api.position();
  for (const auto& [method, path] : requests) {
    SCOPED_TRACE(path);
    const auto broken = api.send(method, path, R"({"name":)", {});
    EXPECT_EQ(broken.status, 400u);
    EXPECT_EQ(broken.code(), "malformed");
    const auto unknown = api.send(method, path, R"({"nobody asked":1})", {});
    EXPECT_EQ(unknown.status, 422u);
    EXPECT_THAT(unknown.faults(), testing::Contains("/nobody asked unknown_field"));
  }
  EXPECT_EQ(api.position(), before);
}

}  // namespace
}  // namespace rollcall::api::routes_test
