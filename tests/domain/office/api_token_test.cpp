#include "domain/office/api_token.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::api_token_test {
namespace {

constexpr auto kOffice = id<OfficeId>(1);
constexpr auto kToken = id<ApiTokenId>(5);

ApiTokenCreated created(std::optional<Instant> expires_at = std::nullopt) {
  return {kOffice, kToken, valid<Name>("Feed"), TokenRole::auditor, expires_at};
}
When create(std::optional<Instant> expires_at) {
  return [expires_at](const History&) {
    return decide(
        CreateApiToken{kOffice, kToken, valid<Name>("Feed"), TokenRole::auditor, expires_at},
        kDeciding);
  };
}
ApiTokenState state(const History& history) {
  return history.fold<ApiTokenState>(facts_of_api_token(kToken));
}
When withdraw() {
  return [](const History& history) {
    return decide(state(history), WithdrawApiToken{kOffice, kToken});
  };
}

TEST(ApiToken, is_created_with_an_end_to_come_or_none) {
  check({
      {"for ever", {}, create(std::nullopt), events(created())},
      {"for a moment",
       {},
       create(kNow.plus(std::chrono::milliseconds(1))),
       events(created(kNow.plus(std::chrono::milliseconds(1))))},
      {"until now", {}, create(kNow), refused(Reason::out_of_range, "/expiresAt")},
  });
}

TEST(ApiToken, is_withdrawn_once) {
  const ApiTokenWithdrawn withdrawn{kOffice, kToken};
  check({
      {"one there is", {created()}, withdraw(), events(withdrawn)},
      {"one that has expired", {created(kNow)}, withdraw(), events(withdrawn)},
      {"one that is withdrawn",
       {created(), withdrawn},
       withdraw(),
       refused(Reason::not_found, "", kToken.uuid)},
      {"one that never was", {}, withdraw(), refused(Reason::not_found, "", kToken.uuid)},
  });
}

TEST(ApiToken, is_usable_until_it_expires_or_is_withdrawn) {
  const auto expiring = state({created(kNow)});
  EXPECT_EQ(expiring.role, TokenRole::auditor);
  EXPECT_EQ(expiring.office, kOffice);
  EXPECT_EQ(expiring.version, 1u);
  EXPECT_TRUE(expiring.usable(Instant{kNow.ms - 1}));
  EXPECT_FALSE(expiring.usable(kNow));
  EXPECT_TRUE(state({created()}).usable(kNow));
  EXPECT_FALSE(state({}).usable(kNow));
  EXPECT_FALSE(state({created(), ApiTokenWithdrawn{kOffice, kToken}}).usable(kNow));
}

}  // namespace
}  // namespace rollcall::domain::given::api_token_test
