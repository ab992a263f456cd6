#pragma once
// Failed sign-ins in a row, by the address that was typed, whether anybody has it or not: so that
// the delays tell nothing, and strangers' tries take no space of their own.
//
// Counted durably before the password is looked at: many at once get no further than one by one,
// and a restart forgets nothing. There are kCounters counters for an office; addresses share them
// by keyed hash, which can only make a delay longer.
//
// Threads: every method from any thread; each may write to the vault.

#include <mutex>
#include <string>

#include "api/commands/commands.hpp"
#include "domain/account.hpp"

namespace rollcall::api {

class SignInTries {
 public:
  static constexpr std::uint32_t kCounters = 65'536;

  explicit SignInTries(eventstore::Vault& vault) : vault_(vault) {}

  // What counts together with this address.
  eventstore::SecretName counter_of(const eventstore::OfficeId& office,
                                    const std::string& address) const;

  // Counts a try that may be made now. Else Failure::unreadable, or when it may be made.
  using Wait = std::variant<domain::Instant, Failure>;
  tl::expected<void, Wait> begin(const eventstore::OfficeId& office,
                                 const eventstore::SecretName& counter,
                                 const domain::AccountLimits& limits, domain::Instant now);
  // It was right: those before count no more.
  void succeeded(const eventstore::OfficeId& office, const eventstore::SecretName& counter);
  // It was not made after all.
  void take_back(const eventstore::OfficeId& office, const eventstore::SecretName& counter);

 private:
  eventstore::Result<domain::FailedTries> read(const eventstore::OfficeId& office,
                                               const eventstore::SecretName& counter) const;
  bool write(const eventstore::OfficeId& office, const eventstore::SecretName& counter,
             const domain::FailedTries& tries);

  eventstore::Vault& vault_;
  std::mutex mutex_;
};

}  // namespace rollcall::api
