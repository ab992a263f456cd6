#include "tests/api/made.hpp"

namespace rollcall::api::api_tokens_test {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class ApiTokens : public testing::Test {
 protected:
  Answer create(const std::string& more = "", Headers headers = {}) {
    api.clock().advance(std::chrono::milliseconds(1));
    return api.post("/v1/api-tokens", R"({"name":"Feed","role":"projectManager")" + more + "}",
                    std::move(headers));
  }
  unsigned use(const std::string& token) {
    return api.get("/v1/customers", {Api::bearer(token)}).status;
  }
  std::string last_use(const std::string& id) {
    return api.get("/v1/api-tokens/" + id).json("/lastUsedAt");
  }
  Api api;
};

TEST_F(ApiTokens, are_shown_once) {
  const auto made = create();
  EXPECT_EQ(made.status, 201u);
  const auto id = made.text("/id");
  EXPECT_EQ(made.header("Location"), "/v1/api-tokens/" + id);
  EXPECT_EQ(made.header("Cache-Control"), "no-store");
  EXPECT_EQ(use(made.text("/token")), 200u);
  const auto got = api.get("/v1/api-tokens/" + id);
  EXPECT_FALSE(got.has("/token"));
  EXPECT_EQ(got.text("/name"), "Feed");
  EXPECT_EQ(got.text("/role"), "projectManager");
  EXPECT_EQ(got.json("/expiresAt"), "null");
  EXPECT_EQ(api.get("/v1/api-tokens").items("/name"),
            (std::vector<std::string>{"First token", "Feed"}));
}

TEST_F(ApiTokens, are_shown_again_to_who_repeats_the_request) {
  const Headers key = {{"idempotency-key", "k"}};
  const auto first = api.post("/v1/api-tokens", R"({"name":"A","role":"auditor"})", key);
  const auto again = api.post("/v1/api-tokens", R"({"name":"A","role":"auditor"})", key);
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(again.text("/token"), first.text("/token"));
  EXPECT_EQ(again.text("/id"), first.text("/id"));
}

TEST_F(ApiTokens, are_refused_with_every_fault) {
  const auto refused =
      api.post("/v1/api-tokens", R"({"name":"","role":"boss","expiresAt":"2020-01-01T00:00:00Z"})");
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.faults(), UnorderedElementsAre("/name required", "/role unknown_value",
                                                     "/expiresAt out_of_range"));
  EXPECT_THAT(create(R"(,"expiresAt":"tomorrow")").faults(), ElementsAre("/expiresAt malformed"));
}

TEST_F(ApiTokens, end_when_they_say) {
  const auto end = api.clock().now().plus(std::chrono::hours(1));
  const auto made = create(R"(,"expiresAt":")" + end.to_string() + R"(")");
  EXPECT_EQ(made.text("/expiresAt"), end.to_string());
  EXPECT_EQ(use(made.text("/token")), 200u);
  api.clock().set(end);
  EXPECT_EQ(use(made.text("/token")), 401u);
  EXPECT_EQ(api.get("/v1/api-tokens/" + made.text("/id")).status, 200u);
}

TEST_F(ApiTokens, are_dead_at_the_request_after_their_withdrawal) {
  const auto made = create();
  const auto path = "/v1/api-tokens/" + made.text("/id");
  EXPECT_EQ(use(made.text("/token")), 200u);
  EXPECT_EQ(api.del(path, {{"if-match", "\"1\""}}).status, 412u);
  EXPECT_EQ(api.del(path, {{"if-match", made.header("ETag")}}).status, 204u);
  EXPECT_EQ(use(made.text("/token")), 401u);
  EXPECT_EQ(api.get(path).status, 404u);
  EXPECT_EQ(api.del(path).status, 404u);
  EXPECT_THAT(api.get("/v1/api-tokens").items("/name"), ElementsAre("First token"));
}

TEST_F(ApiTokens, can_withdraw_themselves) {
  const auto made = api.post("/v1/api-tokens", R"({"name":"Mine","role":"officeAdmin"})");
  const auto mine = Api::bearer(made.text("/token"));
  EXPECT_EQ(api.del("/v1/api-tokens/" + made.text("/id"), {mine}).status, 204u);
  EXPECT_EQ(api.get("/v1/office", {mine}).status, 401u);
}

TEST_F(ApiTokens, say_the_hour_of_their_last_use) {
  const auto made = create();
  const auto id = made.text("/id");
  EXPECT_EQ(last_use(id), "null");
  api.clock().set(*domain::Instant::parse("2026-06-01T10:20:30Z"));
  use(made.text("/token"));
  EXPECT_EQ(last_use(id), R"("2026-06-01T10:00:00.000Z")");
  api.clock().set(*domain::Instant::parse("2026-06-01T10:59:59Z"));
  use(made.text("/token"));
  EXPECT_EQ(last_use(id), R"("2026-06-01T10:00:00.000Z")");
  api.clock().set(*domain::Instant::parse("2026-06-01T11:00:00Z"));
  EXPECT_EQ(last_use(id), R"("2026-06-01T10:00:00.000Z")");
  use(made.text("/token"));
  EXPECT_EQ(last_use(id), R"("2026-06-01T11:00:00.000Z")");
}

TEST_F(ApiTokens, are_not_written_down_for_every_use) {
  const auto made = create();
  const auto before = api.position();
  for (int i = 0; i < 10; ++i) use(made.text("/token"));
  EXPECT_EQ(api.position(), before);
}

}  // namespace
}  // namespace rollcall::api::api_tokens_test
