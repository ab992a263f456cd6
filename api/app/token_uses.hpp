#pragma once
// When API tokens were used last, to the hour: kept in the vault with the first use of an hour, so
// that a restart forgets nothing and a request costs no write.
//
// Threads: every method from any thread. Bounded: beyond kMaxKnown it starts to ask the vault anew.

#include <mutex>
#include <optional>
#include <unordered_map>

#include "api/commands/commands.hpp"

namespace rollcall::api {

class TokenUses {
 public:
  static constexpr std::size_t kMaxKnown = 100'000;
  static constexpr std::chrono::hours kPrecision{1};
  explicit TokenUses(eventstore::Vault& vault) : vault_(vault) {}

  void note(const eventstore::OfficeId& office, domain::ApiTokenId token, domain::Instant now);
  // The beginning of the hour it was used in; nullopt: never.
  std::optional<domain::Instant> last(const eventstore::OfficeId& office,
                                      domain::ApiTokenId token) const;

 private:
  eventstore::Vault& vault_;
  std::mutex mutex_;
  std::unordered_map<domain::ApiTokenId, std::int64_t> hours_;  // that the vault has
};

}  // namespace rollcall::api
