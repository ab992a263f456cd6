// Who may call what, said once more, apart from the code: every route, every role.

#include <set>

#include "api/app/route.hpp"
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api {
namespace {

// A officeAdmin, P projectManager, U auditor, Y analyst, R receiver in a viewing session,
// * anybody, signed in or not.
struct Row {
  std::string_view method;
  std::string_view pattern;
  std::string_view may;
};
constexpr Row kExpected[] = {
    {"GET", "/v1/office", "AP"},
    {"PATCH", "/v1/office", "A"},
    {"GET", "/v1/staff", "AP"},
    {"POST", "/v1/staff", "A"},
    {"GET", "/v1/staff/{staffId}", "AP"},
    {"PATCH", "/v1/staff/{staffId}", "A"},
    {"GET", "/v1/api-tokens", "A"},
    {"POST", "/v1/api-tokens", "A"},
    {"GET", "/v1/api-tokens/{tokenId}", "A"},
    {"DELETE", "/v1/api-tokens/{tokenId}", "A"},
    {"GET", "/v1/customers", "AP"},
    {"POST", "/v1/customers", "AP"},
    {"GET", "/v1/customers/{customerId}", "AP"},
    {"PATCH", "/v1/customers/{customerId}", "AP"},
    {"DELETE", "/v1/customers/{customerId}", "AP"},
    {"GET", "/v1/customers/{customerId}/contacts", "AP"},
    {"POST", "/v1/customers/{customerId}/contacts", "AP"},
    {"DELETE", "/v1/customers/{customerId}/contacts/{contactId}", "AP"},
    {"GET", "/v1/suppliers", "AP"},
    {"POST", "/v1/suppliers", "AP"},
    {"GET", "/v1/suppliers/{supplierId}", "AP"},
    {"PATCH", "/v1/suppliers/{supplierId}", "AP"},
    {"DELETE", "/v1/suppliers/{supplierId}", "AP"},
    {"GET", "/v1/suppliers/{supplierId}/contacts", "AP"},
    {"POST", "/v1/suppliers/{supplierId}/contacts", "AP"},
    {"DELETE", "/v1/suppliers/{supplierId}/contacts/{contactId}", "AP"},
    {"GET", "/v1/contacts", "AP"},
    {"GET", "/v1/contacts/{contactId}", "AP"},
    {"PATCH", "/v1/contacts/{contactId}", "AP"},
    {"DELETE", "/v1/contacts/{contactId}", "AP"},
    {"POST", "/v1/contacts/{contactId}/deactivate", "AP"},
    {"POST", "/v1/contacts/{contactId}/reactivate", "AP"},
    {"GET", "/v1/projects", "AP"},
    {"POST", "/v1/projects", "AP"},
    {"GET", "/v1/projects/{projectId}", "AP"},
    {"PATCH", "/v1/projects/{projectId}", "AP"},
    {"GET", "/v1/projects/{projectId}/contacts", "AP"},
    {"PUT", "/v1/projects/{projectId}/contacts/{contactId}", "AP"},
    {"DELETE", "/v1/projects/{projectId}/contacts/{contactId}", "AP"},
    {"GET", "/v1/projects/{projectId}/participants", "AP"},
    {"POST", "/v1/projects/{projectId}/participants", "AP"},
    {"POST", "/v1/projects/{projectId}/participants/import", "AP"},
    {"GET", "/v1/projects/{projectId}/participants/{participantId}", "AP"},
    {"PATCH", "/v1/projects/{projectId}/participants/{participantId}", "AP"},
    {"DELETE", "/v1/projects/{projectId}/participants/{participantId}", "AP"},
    {"GET", "/v1/projects/{projectId}/lists", "AP"},
    {"POST", "/v1/projects/{projectId}/lists", "AP"},
    {"GET", "/v1/lists/{listId}", "AP"},
    {"PATCH", "/v1/lists/{listId}", "AP"},
    {"DELETE", "/v1/lists/{listId}", "AP"},
    {"GET", "/v1/lists/{listId}/rows", "AP"},
    {"GET", "/v1/lists/{listId}/shares", "AP"},
    {"POST", "/v1/lists/{listId}/shares", "AP"},
    {"GET", "/v1/lists/{listId}/receivers", "AP"},
    {"GET", "/v1/shares/{shareId}", "AP"},
    {"PATCH", "/v1/shares/{shareId}", "AP"},
    {"POST", "/v1/shares/{shareId}/revoke", "AP"},
    {"POST", "/v1/shares/{shareId}/send", "AP"},
    {"GET", "/v1/shares/{shareId}/accesses", "AP"},
    {"GET", "/v1/viewing/list", "R"},
    // Below a mailed link the link decides, and the session that its code opened.
    {"GET", "/v1/shared/{linkToken}", "*"},
    {"POST", "/v1/shared/{linkToken}/codes", "*"},
    {"POST", "/v1/shared/{linkToken}/sessions", "*"},
    {"DELETE", "/v1/shared/{linkToken}/sessions/current", "*"},
    {"GET", "/v1/shared/{linkToken}/list", "*"},
    {"GET", "/s/{linkToken}", "*"},
    {"POST", "/s/{linkToken}", "*"},
    {"GET", "/l/{shareId}", "*"},
    {"POST", "/l/{shareId}", "*"},
    {"GET", "/assets/rollcall.css", "*"},
    {"GET", "/healthz", "*"},
    {"GET", "/readyz", "*"},
    {"GET", "/metrics", "*"},
    {"GET", "/openapi.json", "*"},
    {"GET", "/docs", "*"},
};

std::string name_of(std::string_view method, std::string_view pattern) {
  return std::string(method) + ' ' + std::string(pattern);
}

http::Method method_of(std::string_view name) {
  for (const auto method : {http::Method::get, http::Method::post, http::Method::put,
                            http::Method::patch, http::Method::del}) {
    if (to_string(method) == name) return method;
  }
  ADD_FAILURE() << name;
  return http::Method::get;
}

TEST(Authorisation, is_said_of_every_route) {
  std::set<std::string> expected;
  for (const auto& row : kExpected) expected.insert(name_of(row.method, row.pattern));
  std::set<std::string> routes;
  for (const auto& table : route_tables()) {
    for (const auto& route : table) routes.insert(name_of(to_string(route.method), route.pattern));
  }
  EXPECT_EQ(routes, expected);
}

// Every credential asks for every route, with ids that are nobody's: what it may not do is refused
// before anything is looked up.
class Credentials : public testing::Test {
 protected:
  // Letter of kExpected → credential; nobody has none.
  std::vector<std::pair<char, std::string>> of_every_role() {
    const auto shared = sharing.share_with("kitchen@hotel.example");
    return {{'A', api.office().token},
            {'P', api.add_token(domain::TokenRole::project_manager)},
            {'U', api.add_token(domain::TokenRole::auditor)},
            {'Y', api.add_token(domain::TokenRole::analyst)},
            {'R', sharing.open(shared.token).token},
            {'-', ""}};
  }

  static std::string path_of(const Row& row) {
    std::string path(row.pattern);
    for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
      path.replace(open, path.find('}') - open + 1, "01890a5d-ac96-774b-bcce-b302099a8057");
    }
    return path;
  }

  static Headers headers_for(const Row& row, const std::string& token) {
    Headers headers = {{"authorization", token.empty() ? "" : "Bearer " + token}};
    if (row.pattern.ends_with("/import")) headers.emplace_back("content-type", "text/csv");
    return headers;
  }

  Sharing sharing;
  Api& api = sharing.api;
};

TEST_F(Credentials, do_what_their_role_may_and_nothing_else) {
  for (const auto& [letter, token] : of_every_role()) {
    for (const auto& row : kExpected) {
      SCOPED_TRACE(name_of(row.method, row.pattern) + " as " + letter);
      const auto status =
          api.send(method_of(row.method), path_of(row), "", headers_for(row, token)).status;
      const bool may = row.may == "*" || row.may.find(letter) != row.may.npos;
      if (may) {
        EXPECT_NE(status, 401u);
        EXPECT_NE(status, 403u);
      } else {
        EXPECT_EQ(status, token.empty() ? 401u : 403u);
      }
    }
  }
}

}  // namespace
}  // namespace rollcall::api
