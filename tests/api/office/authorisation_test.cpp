// Who may call what, said once more, apart from the code: every route, every role.

#include <set>

#include "api/app/principal.hpp"
#include "api/app/route.hpp"
#include "tests/api/accounts/accounts.hpp"
#include "tests/api/mails/offering.hpp"

namespace rollcall::api::authorisation_test {
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
    {"GET", "/v1/office/share-email-templates", "AP"},
    {"GET", "/v1/office/share-email-templates/{language}", "AP"},
    {"PUT", "/v1/office/share-email-templates/{language}", "A"},
    {"DELETE", "/v1/office/share-email-templates/{language}", "A"},
    {"POST", "/v1/office/share-email-templates/{language}/preview", "AP"},
    {"GET", "/v1/staff", "AP"},
    {"POST", "/v1/staff", "A"},
    {"GET", "/v1/staff/{staffId}", "AP"},
    {"PATCH", "/v1/staff/{staffId}", "A"},
    {"POST", "/v1/erasures", "A"},
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
    {"GET", "/v1/lists/{listId}/changes", "AP"},
    {"GET", "/v1/lists/{listId}/shares", "AP"},
    {"POST", "/v1/lists/{listId}/shares", "AP"},
    {"POST", "/v1/lists/{listId}/shares/preview", "AP"},
    {"GET", "/v1/lists/{listId}/receivers", "AP"},
    {"GET", "/v1/shares", "AP"},
    {"POST", "/v1/shares/revoke", "AP"},
    {"POST", "/v1/shares/extend", "AP"},
    {"GET", "/v1/shares/{shareId}", "AP"},
    {"PATCH", "/v1/shares/{shareId}", "AP"},
    {"POST", "/v1/shares/{shareId}/revoke", "AP"},
    {"POST", "/v1/shares/{shareId}/send", "AP"},
    {"GET", "/v1/shares/{shareId}/accesses", "AP"},
    {"GET", "/v1/projects/{projectId}/customer-web/lists/{listId}", "AP"},
    {"PUT", "/v1/projects/{projectId}/customer-web/lists/{listId}", "AP"},
    {"DELETE", "/v1/projects/{projectId}/customer-web/lists/{listId}", "AP"},
    {"GET", "/v1/projects/{projectId}/customer-web/lists/{listId}/accesses", "AP"},
    {"GET", "/v1/projects/{projectId}/customer-web/items", "AP"},
    {"POST", "/v1/projects/{projectId}/customer-web/items", "AP"},
    {"GET", "/v1/projects/{projectId}/customer-web/items/{itemId}", "AP"},
    {"PATCH", "/v1/projects/{projectId}/customer-web/items/{itemId}", "AP"},
    {"DELETE", "/v1/projects/{projectId}/customer-web/items/{itemId}", "AP"},
    {"GET", "/v1/projects/{projectId}/customer-web/items/{itemId}/content", "AP"},
    {"PUT", "/v1/projects/{projectId}/customer-web/items/{itemId}/content", "AP"},
    {"POST", "/v1/projects/{projectId}/customer-web/items/{itemId}/send", "AP"},
    {"GET", "/v1/customer-web/projects", "CO"},
    {"GET", "/v1/customer-web/projects/{projectId}", "CO"},
    {"GET", "/v1/customer-web/projects/{projectId}/lists/{listId}", "CO"},
    {"GET", "/v1/customer-web/projects/{projectId}/lists/{listId}/changes", "CO"},
    {"GET", "/v1/customer-web/projects/{projectId}/items/{itemId}", "CO"},
    {"GET", "/v1/customer-web/projects/{projectId}/items/{itemId}/content", "CO"},
    {"GET", "/v1/sessions/current", "APUYCO"},
    {"DELETE", "/v1/sessions/current", "APUYCO", true},
    {"GET", "/v1/events", "AU"},
    {"GET", "/v1/accesses/{accessId}/receipt", "APUC"},
    {"GET", "/v1/audit/lists/{listId}/audience", "AU"},
    {"GET", "/v1/audit/lists/{listId}/disclosures", "AU"},
    {"GET", "/v1/audit/participants/{participantId}/disclosures", "AU"},
    {"GET", "/v1/audit/people", "AU"},
    {"GET", "/v1/lists/{listId}/stale-receivers", "AP"},
    {"GET", "/v1/log/checkpoint", "AU"},
    {"GET", "/v1/log/key", "AU"},
    {"GET", "/v1/log/tile/{level}/{n}", "AU"},
    {"GET", "/v1/log/tile/{level}/{n}/{n2}", "AU"},
    {"GET", "/v1/log/tile/{level}/{n}/{n2}/{n3}", "AU"},
    {"GET", "/v1/log/tile/{level}/{n}/{n2}/{n3}/{n4}", "AU"},
    {"DELETE", "/v1/sessions", "APUYCO", true},
    {"POST", "/v1/sessions", "*"},
    {"POST", "/v1/password-resets", "*"},
    {"PUT", "/v1/password-resets/{token}", "*"},
    {"GET", "/v1/viewing/list", "R"},
    {"GET", "/v1/viewing/changes", "R"},
    // Below a mailed link the link decides, and the session that its code opened.
    {"GET", "/v1/shared/{linkToken}", "*"},
    {"POST", "/v1/shared/{linkToken}/codes", "*"},
    {"POST", "/v1/shared/{linkToken}/sessions", "*"},
    {"DELETE", "/v1/shared/{linkToken}/sessions/current", "*"},
    {"GET", "/v1/shared/{linkToken}/list", "*"},
    {"GET", "/v1/shared/{linkToken}/changes", "*"},
    {"GET", "/v1/offers/{linkToken}", "*"},
    {"POST", "/v1/offers/{linkToken}/sessions", "*"},
    {"POST", "/v1/offers/{linkToken}/password-link", "*"},
    {"GET", "/s/{linkToken}", "*"},
    {"POST", "/s/{linkToken}", "*"},
    {"GET", "/l/{shareId}", "*"},
    {"POST", "/l/{shareId}", "*"},
    {"GET", "/l/{shareId}/receipts/{accessId}", "*"},
    {"GET", "/offer/{linkToken}", "*"},
    {"POST", "/offer/{linkToken}", "*"},
    {"GET", "/sign-in", "*"},
    {"POST", "/sign-in", "*"},
    {"GET", "/forgot", "*"},
    {"POST", "/forgot", "*"},
    {"GET", "/password/{token}", "*"},
    {"POST", "/password/{token}", "*"},
    {"GET", "/customer-web", "*"},
    {"GET", "/customer-web/{projectId}", "*"},
    {"GET", "/customer-web/{projectId}/items/{itemId}", "*"},
    {"GET", "/customer-web/{projectId}/lists/{listId}", "*"},
    {"GET", "/assets/rollcall.css", "*"},
    {"GET", "/assets/rollcall.svg", "*"},
    {"GET", "/healthz", "*"},
    {"GET", "/readyz", "*"},
    {"GET", "/metrics", "*"},
    {"GET", "/openapi.json", "*"},
    {"GET", "/asyncapi.json", "*"},
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

// Everybody asks for every route, with ids that are nobody's: what they may not do is refused
// before anything is looked up.

std::string path_of(const Row& row) {
  std::string path(row.pattern);
  for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
    path.replace(open, path.find('}') - open + 1, "01890a5d-ac96-774b-bcce-b302099a8057");
  }
  return path;
}

// Somebody who asks.
struct Asker {
  char letter;  // '-': nobody
  // Of each request anew, as asking can end what it was asked with.
  std::function<Headers()> headers;
  bool is_session = false;  // else an API token
  bool is_browser = false;  // by cookie
};

bool may(const Asker& asker, const Row& row) {
  if (row.may == "*") return true;
  return row.may.find(asker.letter) != row.may.npos && (asker.is_session || !row.session_only);
}

// A browser holds a receiver's session in another cookie, so there it comes as nobody.
unsigned refusal(const Asker& asker, const Row& row) {
  return asker.letter == '-' || (asker.is_browser && row.may == "R") ? 401 : 403;
}

unsigned ask(Api& api, const Row& row, Headers headers) {
  if (row.pattern.ends_with("/import")) headers.emplace_back("content-type", "text/csv");
  return api.send(method_of(row.method), path_of(row), "", std::move(headers)).status;
}

void ask_for_every_route(Api& api, const Asker& asker) {
  for (const auto& row : kExpected) {
    SCOPED_TRACE(name_of(row.method, row.pattern) + " as " + asker.letter);
    const auto status = ask(api, row, asker.headers());
    if (may(asker, row)) {
      EXPECT_NE(status, 401u);
      EXPECT_NE(status, 403u);
    } else {
      EXPECT_EQ(status, refusal(asker, row));
    }
  }
}

Headers by_bearer(const std::string& token) {
  return {Api::bearer(token)};
}

Headers by_cookie(const Context& context, const std::string& session) {
  return {{"authorization", ""},
          {"cookie", signed_in_cookie_name(context.settings) + '=' + session}};
}

TEST(Credentials, of_programs_and_receivers_do_what_their_role_may_and_nothing_else) {
  Sharing sharing;
  Api& api = sharing.api;
  const auto shared = sharing.share_with("kitchen@hotel.example");
  const std::vector<std::pair<char, std::string>> tokens = {
      {'A', api.office().token},
      {'P', api.add_token(domain::TokenRole::project_manager)},
      {'U', api.add_token(domain::TokenRole::auditor)},
      {'Y', api.add_token(domain::TokenRole::analyst)}};
  for (const auto& [letter, token] : tokens) {
    ask_for_every_route(api, {letter, [&by = token] { return by_bearer(by); }});
  }
  const auto viewing = sharing.open(shared.token).token;
  ask_for_every_route(api, {'R', [&] { return by_bearer(viewing); }, true});
  ask_for_every_route(api, {'-', [] { return kNobody; }});
}

TEST(Credentials, of_an_offers_readers_do_what_these_may_and_nothing_else) {
  Offering offering;
  offering.automatic_login(true);
  EXPECT_EQ(offering.send(Offering::ids({offering.person})).status, 202u);
  offering.office.settle();
  offering.token = offering.token_for("per@customer.example");
  const auto session = [&] {
    offering.office.api.clock().advance(std::chrono::seconds(1));  // so many a minute
    return offering.press("sessions").text("/token");
  };
  ask_for_every_route(offering.office.api, {'O', [&] { return by_bearer(session()); }, true});
}

TEST(Credentials, of_who_signed_in_do_what_their_role_may_and_nothing_else) {
  Accounts accounts({.settings = {.sign_ins_per_client_per_minute = 10'000,
                                  .sign_ins_per_office_per_minute = 10'000}});
  Api& api = accounts.api;
  const std::string manager = "siri@fjord-fest.example";
  made(api, api.post("/v1/staff", R"({"role":"projectManager","email":")" + manager + R"("})"));
  const std::vector<std::pair<char, std::string>> people = {
      {'A', kAdmin}, {'P', manager}, {'C', kPer}};
  for (const auto& [letter, email] : people) {
    accounts.set_password_of(email);
    const auto session = [&accounts, &who = email] { return accounts.session_of(who); };
    ask_for_every_route(api, {letter, [=] { return by_bearer(session()); }, true});
    ask_for_every_route(api,
                        {letter, [&] { return by_cookie(api.context(), session()); }, true, true});
  }
}

}  // namespace
}  // namespace rollcall::api::authorisation_test
