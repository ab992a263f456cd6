// What is denied to somebody signed in is on the record, within bounds.

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::denials_test {
namespace {

class Denials : public testing::Test {
 protected:
  Denials() { sharing.settle(); }
  std::size_t recorded() { return sharing.count<domain::AccessDenied>(); }
  Answer ask(const std::string& token, const std::string& path) {
    return api.get(path, {Api::bearer(token)});
  }

  Sharing sharing;
  Api& api = sharing.api;
};

TEST_F(Denials, are_recorded_before_they_are_answered) {
  const auto auditor = api.add_token(domain::TokenRole::auditor);
  const auto denied = ask(auditor, "/v1/customers");
  EXPECT_EQ(denied.status, 403u);
  EXPECT_EQ(denied.code(), "forbidden");
  EXPECT_NE(denied.header("Rollcall-Position"), "");
  EXPECT_EQ(recorded(), 1u);
  EXPECT_EQ(ask(auditor, "/v1/staff").status, 403u);
  EXPECT_EQ(recorded(), 2u);
}

TEST_F(Denials, are_recorded_once_an_hour_for_each_route) {
  const auto auditor = api.add_token(domain::TokenRole::auditor);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(ask(auditor, "/v1/customers").status, 403u);
  EXPECT_EQ(recorded(), 1u);
  api.clock().advance(std::chrono::hours(1));
  ask(auditor, "/v1/customers");
  EXPECT_EQ(recorded(), 2u);
}

TEST_F(Denials, of_a_receiver_are_recorded_while_the_session_stands) {
  const auto shared = sharing.share_with("kitchen@hotel.example");
  const auto session = sharing.open(shared.token);
  EXPECT_EQ(ask(session.token, "/v1/customers").status, 403u);
  EXPECT_EQ(recorded(), 1u);
  api.post("/v1/shares/" + shared.id + "/revoke");
  EXPECT_EQ(ask(session.token, "/v1/staff").status, 401u);
  EXPECT_EQ(recorded(), 1u);
}

TEST_F(Denials, of_strangers_are_not) {
  EXPECT_EQ(ask("rct_x", "/v1/customers").status, 401u);
  EXPECT_EQ(api.get("/v1/customers", {{"authorization", ""}}).status, 401u);
  EXPECT_EQ(recorded(), 0u);
}

}  // namespace
}  // namespace rollcall::api::denials_test
