#pragma once
// When sessions were used last, for those that end by idleness. In memory, and every few minutes in
// the vault: after a restart a session may end a little early, never late.
//
// Threads: every method from any thread. Bounded: beyond kMaxKept the vault alone knows.

#include <mutex>
#include <unordered_map>

#include "api/commands/commands.hpp"

namespace rollcall::api {

class SessionUses {
 public:
  static constexpr std::size_t kMaxKept = 100'000;
  static constexpr std::chrono::milliseconds kKeptEvery = std::chrono::minutes(5);

  explicit SessionUses(eventstore::Vault& vault) : vault_(vault) {}

  // `opened_at` if it was not used since.
  domain::Instant last(const eventstore::OfficeId& office, domain::SessionId session,
                       domain::Instant opened_at);
  void use(const eventstore::OfficeId& office, domain::SessionId session, domain::Instant now);

 private:
  struct Use {
    domain::Instant at;
    domain::Instant kept;  // what the vault says
  };
  Use& entry(domain::SessionId session, const Use& fresh);
  std::optional<domain::Instant> kept(const eventstore::OfficeId& office,
                                      domain::SessionId session) const;

  eventstore::Vault& vault_;
  std::mutex mutex_;
  std::unordered_map<domain::SessionId, Use> uses_;
};

}  // namespace rollcall::api
