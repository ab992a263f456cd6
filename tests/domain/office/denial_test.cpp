#include "domain/office/denial.hpp"

#include "tests/domain/given.hpp"

namespace rollcall::domain::given::denial_test {
namespace {

constexpr Actor kToken{ActorKind::api_token, uuid(5)};
constexpr Actor kOther{ActorKind::api_token, uuid(6)};
constexpr Instant kNextHour{kNow.ms + 3'600'000};

AccessDenied denied(const std::string& operation, const Actor& principal = kToken) {
  return {principal, operation};
}
When deny(const std::string& operation, Instant now = kNow) {
  return [operation, now](const History& history) -> Result<Proposals> {
    return decide(history.fold<DenialState>(facts_of_denials(kToken)),
                  DenyAccess{kToken, operation}, now);
  };
}
History full_hour() {
  History history;
  for (std::size_t i = 0; i < kMaxDenialsPerHour; ++i) {
    history.add(denied("GET /" + std::to_string(i)));
  }
  return history;
}

TEST(Denial, is_recorded_once_an_hour_for_each_operation_and_not_without_end) {
  check({
      {"the first", {}, deny("GET /v1/staff"), events(denied("GET /v1/staff"))},
      {"the same again", {denied("GET /v1/staff")}, deny("GET /v1/staff"), nothing()},
      {"another",
       {denied("GET /v1/staff")},
       deny("GET /v1/lists"),
       events(denied("GET /v1/lists"))},
      {"somebody else's",
       {denied("GET /v1/staff", kOther)},
       deny("GET /v1/staff"),
       events(denied("GET /v1/staff"))},
      {"the same an hour later",
       {denied("GET /v1/staff")},
       deny("GET /v1/staff", kNextHour),
       events(denied("GET /v1/staff"))},
      {"one too many", full_hour(), deny("GET /v1/staff"), nothing()},
      {"the next hour's", full_hour(), deny("GET /v1/staff", kNextHour),
       events(denied("GET /v1/staff"))},
  });
}

}  // namespace
}  // namespace rollcall::domain::given::denial_test
