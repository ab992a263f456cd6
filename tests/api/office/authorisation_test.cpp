// Who may call what, said once more, apart from the code: every route, every role.

#include <set>

#include "api/app/route.hpp"
#include "tests/api/accounts/accounts.hpp"
#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api {
namespace {

// A officeAdmin, P projectManager, U auditor, Y analyst, C contact person, R receiver in a viewing
// session, * anybody, signed in or not.
struct Row {
  std::string_view method;
  std::string_view pattern;
  std::string_view may;
  bool session_only = false;  // no API token of that role either
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
    {"POST", "/v1/contacts/{contactId}/invite", "AP"},
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
    {"GET", "/v1/sessions/current", "APUYC"},
    {"DELETE", "/v1/sessions/current", "APUYC", true},
    {"DELETE", "/v1/sessions", "APUYC", true},
    {"POST", "/v1/sessions", "*"},
    {"POST", "/v1/password-resets", "*"},
    {"PUT", "/v1/password-resets/{token}", "*"},
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
    {"GET", "/sign-in", "*"},
    {"POST", "/sign-in", "*"},
    {"GET", "/forgot", "*"},
    {"POST", "/forgot", "*"},
    {"GET", "/password/{token}", "*"},
    {"POST", "/password/{token}", "*"},
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

std::string path_of(const Row& row) {
  std::string path(row.pattern);
  for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
    path.replace(open, path.find('}') - open + 1, "01890a5d-ac96-774b-bcce-b302099a8057");
  }
  return path;
}

unsigned ask(Api& api, const Row& row, const std::string& token) {
  Headers headers = {{"authorization", token.empty() ? "" : "Bearer " + token}};
  if (row.pattern.ends_with("/import")) headers.emplace_back("content-type", "text/csv");
  return api.send(method_of(row.method), path_of(row), "", headers).status;
}

// `token`: gives the credential, for each request anew. "" is nobody's.
void ask_for_every_route(Api& api, char letter, const std::function<std::string()>& token) {
  for (const auto& row : kExpected) {
    SCOPED_TRACE(name_of(row.method, row.pattern) + " as " + letter);
    const auto by = token();
    const bool is_session = letter == 'C' || letter == 'R';
    const bool may = row.may == "*" ||
                     (row.may.find(letter) != row.may.npos && (is_session || !row.session_only));
    const auto status = ask(api, row, by);
    if (may) {
      EXPECT_NE(status, 401u);
      EXPECT_NE(status, 403u);
    } else {
      EXPECT_EQ(status, by.empty() ? 401u : 403u);
    }
  }
}

TEST(Credentials, of_programs_and_receivers_do_what_their_role_may_and_nothing_else) {
  Sharing sharing;
  Api& api = sharing.api;
  const auto shared = sharing.share_with("kitchen@hotel.example");
  const std::vector<std::pair<char, std::string>> credentials = {
      {'A', api.office().token},
      {'P', api.add_token(domain::TokenRole::project_manager)},
      {'U', api.add_token(domain::TokenRole::auditor)},
      {'Y', api.add_token(domain::TokenRole::analyst)},
      {'R', sharing.open(shared.token).token},
      {'-', ""}};
  for (const auto& [letter, token] : credentials) {
    ask_for_every_route(api, letter, [&by = token] { return by; });
  }
}

TEST(Credentials, of_a_contact_person_do_what_is_theirs_and_nothing_else) {
  Accounts::Options options;
  options.settings.sign_ins_per_client_per_minute = 1'000;
  Accounts accounts(options);
  accounts.set_password_of(kPer);
  ask_for_every_route(accounts.api, 'C', [&] { return accounts.session_of(kPer); });
}

}  // namespace
}  // namespace rollcall::api
