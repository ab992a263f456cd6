#include <set>

#include <simdjson.h>

#include "api/app/route.hpp"
#include "tests/api/made.hpp"

namespace rollcall::api::operation_test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Operation, says_that_the_process_is_there) {
  Api api;
  const auto answer = api.get("/healthz", kNobody);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.body, R"({"status":"ok"})");
}

TEST(Operation, says_when_it_is_ready) {
  Api api;
  add_customer(api);  // answered: so the views are there
  const auto answer = api.get("/readyz", kNobody);
  EXPECT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.text("/status"), "ready");
}

TEST(Operation, counts_without_naming_anybody) {
  Api api;
  const auto bank = add_customer(api);
  add_contact(api, "customers/" + bank, "ida@firma.example");
  const auto answer = api.get("/metrics", kNobody);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.header("Content-Type"), HasSubstr("text/plain; version=0.0.4"));
  EXPECT_THAT(answer.body, HasSubstr("\nrollcall_log_writable 1\n"));
  EXPECT_THAT(answer.body,
              HasSubstr("\nrollcall_log_events_total " + std::to_string(api.position()) + "\n"));
  EXPECT_THAT(answer.body, HasSubstr("rollcall_projection_lag_batches{projection=\"contacts\"} 0"));
  EXPECT_THAT(answer.body, HasSubstr("rollcall_projection_running{projection=\"lists\"} 1"));
  EXPECT_THAT(answer.body, HasSubstr("rollcall_fold_cache_states "));
  for (const auto* secret : {"ida@", "Nordlys", "fjord-fest"}) {
    EXPECT_THAT(answer.body, Not(HasSubstr(secret)));
  }
}

TEST(Operation, has_a_page_that_runs_nothing) {
  Api api;
  const auto answer = api.get("/docs", kNobody);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(answer.body, HasSubstr("/openapi.json"));
}

// ---- The document and the routes are the same --------------------------------------------------

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  return text;
}

std::set<std::string> routes_of_program() {
  std::set<std::string> routes;
  for (const auto& table : route_tables()) {
    for (const auto& route : table) {
      routes.insert(lower(std::string(to_string(route.method))) + " " + std::string(route.pattern));
    }
  }
  return routes;
}

class Document {
 public:
  explicit Document(const std::string& text) {
    EXPECT_EQ(parser_.parse(text).get(root_), simdjson::SUCCESS);
  }
  std::set<std::string> routes() const {
    std::set<std::string> routes;
    for (const auto path : simdjson::dom::object(root_["paths"])) {
      for (const auto operation : simdjson::dom::object(path.value)) {
        routes.insert(std::string(operation.key) + " " + std::string(path.key));
      }
    }
    return routes;
  }
  simdjson::dom::element operation(const std::string& method, const std::string& path) const {
    simdjson::dom::element found;
    EXPECT_EQ(root_["paths"][path][method].get(found), simdjson::SUCCESS) << method << path;
    return found;
  }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
};

TEST(OpenApi, describes_every_route_and_no_other) {
  Api api;
  const auto answer = api.get("/openapi.json", kNobody);
  EXPECT_EQ(answer.text("/openapi"), "3.1.0");
  const Document document(answer.body);
  EXPECT_EQ(document.routes(), routes_of_program());
}

// The names in a path's braces.
std::set<std::string> names_in(std::string_view pattern) {
  std::set<std::string> names;
  for (auto open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open + 1)) {
    names.insert(std::string(pattern.substr(open + 1, pattern.find('}', open) - open - 1)));
  }
  return names;
}

// For nobody whose credential is a session only.
bool is_for_tokens(Who who) {
  constexpr Who kTokens = kOffice | Who::auditor | Who::analyst;
  return (who | kTokens) == kTokens;
}

bool is_sign_in(const Route& route) {
  return route.method == http::Method::post &&
         (route.pattern == "/v1/sessions" || route.pattern == "/sign-in");
}

TEST(OpenApi, describes_every_routes_parameters_body_and_credential) {
  Api api;
  const Document document(api.get("/openapi.json", kNobody).body);
  for (const auto& table : route_tables()) {
    for (const auto& route : table) {
      SCOPED_TRACE(route.pattern);
      const auto operation = document.operation(lower(std::string(to_string(route.method))),
                                                std::string(route.pattern));
      std::set<std::string> names;
      simdjson::dom::array parameters;
      if (operation["parameters"].get(parameters) == simdjson::SUCCESS) {
        for (const auto parameter : parameters) {
          std::string_view place;
          if (parameter["in"].get(place) == simdjson::SUCCESS && place == "path") {
            names.insert(std::string(std::string_view(parameter["name"])));
          }
        }
      }
      EXPECT_EQ(names, names_in(route.pattern));
      const bool has_body = operation["requestBody"].error() == simdjson::SUCCESS;
      EXPECT_EQ(has_body, route.body != BodyKind::none);
      const bool needs_token = operation["security"].error() != simdjson::SUCCESS;
      EXPECT_EQ(needs_token, is_for_tokens(route.who));
      // Signing in is for anyone, and refused with 401 too.
      const bool takes_credential =
          route.who != Who::anyone || is_sign_in(route) ||
          operation["security"].at(0)["bearer"].error() == simdjson::SUCCESS;
      EXPECT_EQ(operation["responses"]["401"].error() == simdjson::SUCCESS, takes_credential);
    }
  }
}

}  // namespace
}  // namespace rollcall::api::operation_test
