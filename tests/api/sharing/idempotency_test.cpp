// Idempotency-Key on every POST of the sharing flow.
#include <thread>

#include "tests/api/sharing/sharing.hpp"

namespace rollcall::api::idempotency_test {
namespace {

Headers keyed(const std::string& key, Headers more = {}) {
  more.emplace_back("idempotency-key", key);
  return more;
}

std::vector<std::string> headers_of(const Answer& answer) {
  std::vector<std::string> lines;
  for (const auto& header : answer.response.headers)
    lines.push_back(header.name + ": " + header.value);
  return lines;
}

void expect_same(const Answer& first, const Answer& again) {
  EXPECT_EQ(again.status, first.status);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(headers_of(again), headers_of(first));
}

const std::string kBody = R"({"receivers":[{"email":"bus@coach.example"}]})";

TEST(RepeatingAShare, answers_the_same_bytes_also_after_mail_looks_and_restart) {
  Sharing office;
  const auto first = office.share(kBody, keyed("one"));
  ASSERT_EQ(first.status, 201u);
  office.settle();
  const auto token = office.token_for("bus@coach.example");
  office.look(office.open(token).token);
  office.api.clock().advance(std::chrono::hours(2));
  expect_same(first, office.share(kBody, keyed("one")));
  office.restart();
  expect_same(first, office.share(kBody, keyed("one")));
  EXPECT_EQ(office.count<domain::ListShared>(), 1u);
  EXPECT_EQ(office.count<domain::ShareResent>(), 0u);
}

TEST(RepeatingAShare, with_another_body_is_refused) {
  Sharing office;
  office.share(kBody, keyed("one"));
  const auto answer = office.share(R"({"receivers":[{"email":"x@coach.example"}]})", keyed("one"));
  EXPECT_EQ(answer.status, 422u);
  EXPECT_EQ(answer.code(), "idempotency_key_reused");
}

TEST(RepeatingAShare, a_day_later_is_a_new_request) {
  Sharing office;
  office.share(kBody, keyed("one"));
  office.api.clock().advance(std::chrono::hours(24) + std::chrono::milliseconds(1));
  EXPECT_EQ(office.share(kBody, keyed("one")).number("/items/0/revision"), 2);
}

TEST(RepeatingAShare, that_was_refused_is_decided_anew) {
  Sharing office;
  EXPECT_EQ(office.share("{}", keyed("one")).status, 422u);
  EXPECT_EQ(office.share(kBody, keyed("one")).status, 201u);
}

TEST(RepeatingAShare, while_the_first_still_runs_is_refused) {
  Sharing office({.mails = false});
  office.backing.appends.shut();
  Answer first{http::Response{}};
  std::thread slow([&] { first = office.share(kBody, keyed("one")); });
  office.until([&] { return office.backing.appends.has_waiting(); });
  const auto second = office.share(kBody, keyed("one"));
  office.backing.appends.open();
  slow.join();
  EXPECT_EQ(second.status, 409u);
  EXPECT_EQ(second.code(), "request_in_progress");
  EXPECT_EQ(first.status, 201u);
  expect_same(first, office.share(kBody, keyed("one")));
}

struct Command {
  std::string name;
  std::string path;  // below the share
  std::string body;
  std::string other;  // another body
};
void PrintTo(const Command& row, std::ostream* out) {
  *out << row.name;
}
class RepeatingACommand : public ::testing::TestWithParam<Command> {};

TEST_P(RepeatingACommand, on_a_share_answers_the_same_bytes_later) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.look(office.open(share.token).token);
  const auto path = "/v1/shares/" + share.id + GetParam().path;
  const auto first = office.api.post(path, GetParam().body, keyed("k"));
  ASSERT_EQ(first.status, 200u) << first.body;
  EXPECT_EQ(first.number("/accessCount"), 1);
  EXPECT_EQ(first.text("/state"), GetParam().name == "revoke" ? "revoked" : "pending");
  office.settle();
  office.api.clock().advance(std::chrono::hours(23));
  office.api.patch("/v1/shares/" + share.id, R"({"mayDownload":false})");
  const auto before = office.api.position();
  expect_same(first, office.api.post(path, GetParam().body, keyed("k")));
  EXPECT_EQ(office.api.post(path, GetParam().other, keyed("k")).code(), "idempotency_key_reused");
  EXPECT_EQ(office.api.position(), before);
}

INSTANTIATE_TEST_SUITE_P(Rows, RepeatingACommand,
                         ::testing::Values(Command{"revoke", "/revoke", "", "{}"},
                                           Command{"send", "/send", "{}",
                                                   R"({"validUntil":"2026-06-20"})"}));

TEST(RepeatingARevocation, of_what_was_revoked_before_answers_alike) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto path = "/v1/shares/" + share.id;
  office.api.post(path + "/revoke");
  const auto first = office.api.post(path + "/revoke", "", keyed("k"));
  EXPECT_EQ(first.text("/state"), "revoked");
  office.api.post(path + "/send");
  expect_same(first, office.api.post(path + "/revoke", "", keyed("k")));
  EXPECT_NE(office.get_share(share.id).text("/state"), "revoked");
}

TEST(RepeatingACodeRequest, mails_one_code) {
  Sharing office({.settings = {.code_requests_per_client_per_hour = 1}});
  const auto share = office.share_with("bus@coach.example");
  const auto path = "/v1/shared/" + share.token + "/codes";
  const auto first = office.api.post(path, "", keyed("k", kNobody));
  EXPECT_EQ(first.status, 202u);
  office.settle();
  office.api.clock().advance(std::chrono::minutes(5));
  expect_same(first, office.api.post(path, "", keyed("k", kNobody)));
  EXPECT_EQ(office.count<domain::ShareCodeIssued>(), 1u);
  EXPECT_EQ(office.api.post(path, "{}", keyed("k", kNobody)).code(), "idempotency_key_reused");
}

TEST(RepeatingASession, shows_the_same_token_again_also_after_restart_and_sign_out) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto path = "/v1/shared/" + share.token + "/sessions";
  const auto body = R"({"code":")" + office.code_for(share.token) + R"("})";
  const auto first = office.api.post(path, body, keyed("k", kNobody));
  ASSERT_EQ(first.status, 201u) << first.body;
  office.api.clock().advance(std::chrono::hours(3));
  expect_same(first, office.api.post(path, body, keyed("k", kNobody)));
  office.restart();
  expect_same(first, office.api.post(path, body, keyed("k", kNobody)));
  EXPECT_EQ(office.look(first.text("/token")).status, 200u);
  office.api.del(path + "/current", as_receiver(first.text("/token")));
  expect_same(first, office.api.post(path, body, keyed("k", kNobody)));
  EXPECT_EQ(office.count<domain::ViewingSessionOpened>(), 1u);
  EXPECT_EQ(office.count<domain::ShareCodeTried>(), 1u);
  EXPECT_EQ(office.api.post(path, R"({"code":"x"})", keyed("k", kNobody)).code(),
            "idempotency_key_reused");
}

TEST(RepeatingASession, keeps_its_token_sealed) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto code = office.code_for(share.token);
  const auto opened = office.api.post("/v1/shared/" + share.token + "/sessions",
                                      R"({"code":")" + code + R"("})", keyed("k", kNobody));
  const auto token = opened.text("/token");
  const auto records = office.backing.log->read(office.api.office().id, {}, {});
  ASSERT_TRUE(records.has_value());
  for (const auto& record : *records) {
    EXPECT_EQ(record.payload.find(token), std::string::npos);
    EXPECT_EQ(record.payload.find(code), std::string::npos);
    EXPECT_EQ(record.payload.find(share.token), std::string::npos);
  }
}

TEST(RepeatingASession, with_a_wrong_code_counts_every_try) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  office.code_for(share.token);
  for (int i = 0; i < 3; ++i) {
    const auto answer = office.api.post("/v1/shared/" + share.token + "/sessions",
                                        R"({"code":"2222-2222"})", keyed("k", kNobody));
    EXPECT_EQ(answer.status, 403u);
  }
  EXPECT_EQ(office.count<domain::ShareCodeTried>(), 3u);
}

TEST(AnIdempotencyKey, belongs_to_its_path_and_credential) {
  Sharing office;
  const auto a = office.share_with("a@coach.example");
  const auto b = office.share_with("b@coach.example");
  for (const auto& share : {a, b}) {
    EXPECT_EQ(office.api.post("/v1/shares/" + share.id + "/revoke", "", keyed("k")).text("/id"),
              share.id);
  }
  const auto other = office.api.add_token(domain::TokenRole::project_manager);
  const auto mine = office.share(kBody, keyed("s"));
  const auto theirs = office.share(kBody, keyed("s", {Api::bearer(other)}));
  EXPECT_EQ(mine.number("/items/0/revision"), 1);
  EXPECT_EQ(theirs.number("/items/0/revision"), 2);
}

}  // namespace
}  // namespace rollcall::api::idempotency_test
