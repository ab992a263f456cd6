#include "api/commands/vault_sweep.hpp"

#include <gtest/gtest.h>

#include "api/commands/commands.hpp"

namespace rollcall::api::vault_sweep_test {
namespace {

using eventstore::Id;
using eventstore::OfficeId;
using std::chrono::hours;
using std::chrono::minutes;

constexpr OfficeId kOffice{1};

class Sweeping : public testing::Test {
 protected:
  void keep(SecretKind kind, std::uint8_t id) {
    ASSERT_TRUE(vault->put_secret(kOffice, name(kind, id), "secret"));
  }
  bool has(SecretKind kind, std::uint8_t id) {
    return vault->secret(kOffice, name(kind, id))->has_value();
  }
  void record(domain::TagKind kind, std::uint8_t id) {
    const eventstore::Tag tag{static_cast<std::uint8_t>(kind), Id{id}};
    eventstore::Append append;
    append.office = kOffice;
    append.events = {eventstore::NewEvent{Id{99, id}, 1, {tag}, "x"}};
    ASSERT_TRUE(append_and_wait(*log, std::move(append)));
  }
  // A whole round, so long after the test began.
  void round(std::chrono::milliseconds after) {
    while (!sweep.step(began + after)) {
    }
  }
  static eventstore::SecretName name(SecretKind kind, std::uint8_t id) {
    return {static_cast<std::uint8_t>(kind), Id{id}};
  }

  std::unique_ptr<eventstore::Log> log = eventstore::make_memory_log();
  std::unique_ptr<eventstore::Vault> vault =
      eventstore::make_memory_vault(eventstore::MasterKey::from_seed("tests"));
  VaultSweep sweep{*log, *vault};
  const VaultSweep::Time began{};
};

TEST_F(Sweeping, takes_what_no_event_names_after_an_hour) {
  keep(SecretKind::viewing_session, 1);
  keep(SecretKind::viewing_session, 2);
  keep(SecretKind::api_token, 3);
  keep(SecretKind::api_token, 4);
  record(domain::TagKind::session, 2);
  record(domain::TagKind::api_token, 4);
  round(hours(0));
  round(minutes(59));
  EXPECT_TRUE(has(SecretKind::viewing_session, 1));
  EXPECT_TRUE(has(SecretKind::api_token, 3));
  round(minutes(60));
  EXPECT_FALSE(has(SecretKind::viewing_session, 1));
  EXPECT_FALSE(has(SecretKind::api_token, 3));
  EXPECT_TRUE(has(SecretKind::viewing_session, 2));
  EXPECT_TRUE(has(SecretKind::api_token, 4));
}

TEST_F(Sweeping, leaves_what_an_append_came_to_name) {
  keep(SecretKind::viewing_session, 1);
  round(hours(0));
  record(domain::TagKind::session, 1);
  round(hours(2));
  round(hours(4));
  EXPECT_TRUE(has(SecretKind::viewing_session, 1));
}

TEST_F(Sweeping, begins_to_count_when_it_first_sees_a_secret) {
  round(hours(0));
  keep(SecretKind::viewing_session, 1);
  round(hours(5));
  EXPECT_TRUE(has(SecretKind::viewing_session, 1));
  round(hours(6));
  EXPECT_FALSE(has(SecretKind::viewing_session, 1));
}

TEST_F(Sweeping, takes_codes_that_are_long_dead_named_or_not) {
  keep(SecretKind::code, 1);
  keep(SecretKind::code_hash, 1);
  round(hours(0));
  round(hours(1));
  EXPECT_FALSE(has(SecretKind::code, 1));
  EXPECT_FALSE(has(SecretKind::code_hash, 1));
}

TEST_F(Sweeping, never_takes_other_kinds) {
  const auto kinds = {SecretKind::link_token, SecretKind::password, SecretKind::log_key,
                      static_cast<SecretKind>(200)};
  for (const auto kind : kinds) keep(kind, 1);
  for (int hour = 0; hour < 5; ++hour) round(hours(hour));
  for (const auto kind : kinds) EXPECT_TRUE(has(kind, 1)) << static_cast<int>(kind);
}

TEST_F(Sweeping, goes_through_any_number_of_secrets_in_bounded_steps) {
  constexpr std::size_t kSecrets = 2 * VaultSweep::kAtOnce + 1;
  for (std::size_t i = 0; i < kSecrets; ++i) {
    const Id id{static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
    ASSERT_TRUE(vault->put_secret(
        kOffice, {static_cast<std::uint8_t>(SecretKind::viewing_session), id}, "x"));
  }
  EXPECT_FALSE(sweep.step(began));
  EXPECT_FALSE(sweep.step(began));
  EXPECT_TRUE(sweep.step(began));
  round(hours(1));
  EXPECT_TRUE(vault->list_secrets(std::nullopt, kSecrets)->empty());
}

}  // namespace
}  // namespace rollcall::api::vault_sweep_test
