// Limits: per account, client address and office. They fail closed and lock nobody out for good.
#include <thread>

#include "api/accounts/rates.hpp"
#include "tests/api/accounts/accounts.hpp"

namespace rollcall::api::limits_test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

unsigned wrong(Accounts& office, const std::string& email) {
  return office.sign_in(email, "not-the-password").status;
}

class Failures : public ::testing::TestWithParam<std::string> {};

TEST_P(Failures, are_answered_at_once_ten_times_then_after_growing_delays) {
  Accounts office;
  office.set_password_of(kPer);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(wrong(office, GetParam()), 401u) << i;
  for (const int wait : {1, 2, 4, 8}) {
    const auto refused = office.sign_in(GetParam(), "not-the-password");
    EXPECT_EQ(refused.status, 429u);
    EXPECT_EQ(refused.code(), "too_many_tries");
    EXPECT_EQ(refused.header("Retry-After"), std::to_string(wait));
    office.api.clock().advance(seconds(wait));
    EXPECT_EQ(wrong(office, GetParam()), 401u);
  }
}

TEST_P(Failures, are_not_forgotten_by_a_restart) {
  Accounts office;
  for (int i = 0; i < 10; ++i) wrong(office, GetParam());
  office.restart();
  EXPECT_EQ(wrong(office, GetParam()), 429u);
}

INSTANTIATE_TEST_SUITE_P(OnAddresses, Failures,
                         ::testing::Values(kPer, "nobody@nordlys.example", kNew));

TEST(Failures, lock_nobody_out_for_good) {
  Accounts office;
  office.set_password_of(kPer);
  for (int i = 0; i < 60; ++i) {
    wrong(office, kPer);
    office.api.clock().advance(minutes(15));
  }
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
  EXPECT_EQ(wrong(office, kPer), 401u);  // and the right password lets all of them be forgotten
  EXPECT_EQ(office.sign_in(kPer).status, 201u);
}

TEST(Failures, many_at_once_get_no_further_than_one_by_one) {
  Accounts office(
      {.settings = {.hashing = {.max_queued = 1'000}, .sign_ins_per_client_per_minute = 1'000}});
  office.set_password_of(kPer);
  const auto before = office.count<domain::SignInRefused>();
  std::vector<std::thread> threads;
  std::atomic<int> compared = 0;
  for (int i = 0; i < 200; ++i) {
    threads.emplace_back([&] { compared += wrong(office, kPer) == 401u; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(compared, 10);
  EXPECT_EQ(office.count<domain::SignInRefused>() - before, 10u);
}

TEST(AClientAddress, has_so_many_tries_a_minute) {
  Accounts office({.settings = {.sign_ins_per_client_per_minute = 5}});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(wrong(office, std::to_string(i) + "@nordlys.example"), 401u);
  }
  const auto refused = office.sign_in(kPer);
  EXPECT_EQ(refused.status, 429u);
  EXPECT_EQ(refused.code(), "too_many_tries");
  const auto asked = office.api.post("/v1/password-resets", R"({"email":"x@y.example"})", kNobody);
  EXPECT_EQ(asked.status, 429u);
  office.api.clock().advance(minutes(1));
  EXPECT_EQ(wrong(office, kPer), 401u);
  EXPECT_EQ(office.api.get("/v1/customers").status, 200u);  // API tokens have no limit
}

TEST(AnOffice, has_so_many_tries_a_minute) {
  Accounts office({.settings = {.sign_ins_per_office_per_minute = 3}});
  for (int i = 0; i < 3; ++i) wrong(office, std::to_string(i) + "@nordlys.example");
  EXPECT_EQ(wrong(office, kPer), 429u);
}

TEST(TooManyHashes, are_refused_and_not_counted) {
  Accounts office({.settings = {.hashing = {.max_queued = 0}}});
  for (int i = 0; i < 15; ++i) {
    const auto answer = office.sign_in(kPer);
    EXPECT_EQ(answer.status, 503u);
    EXPECT_EQ(answer.header("Retry-After"), "1");
  }
}

TEST(AStoppedLog, lets_nobody_sign_in_and_tells_nothing) {
  Accounts office;
  office.set_password_of(kPer);
  office.backing.takes_writes = false;
  const auto known = office.sign_in(kPer);
  const auto unknown = office.sign_in("nobody@nordlys.example");
  EXPECT_EQ(known.status, 503u);
  EXPECT_EQ(known.body, unknown.body);
}

TEST(Rates, count_by_the_minute) {
  Rates rates(2, system_randomness());
  const domain::Instant now{120'000};
  EXPECT_TRUE(rates.admit("a", now));
  EXPECT_TRUE(rates.admit("a", now));
  EXPECT_FALSE(rates.admit("a", now.plus(seconds(59))));
  EXPECT_TRUE(rates.admit("b", now));
  EXPECT_TRUE(rates.admit("a", now.plus(seconds(60))));
}

}  // namespace
}  // namespace rollcall::api::limits_test
