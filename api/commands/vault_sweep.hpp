#pragma once
// Takes secrets out of the vault that the log came to name nowhere: those of decisions that were
// refused, overtaken or cut off after the vault was written. Also codes and their hashes, which are
// dead long before, named or not.
//
// A secret goes when it was found so twice, an hour or more apart by the steady clock: no append is
// that long in flight, whatever the clock on the wall does. So what a start finds stays for an
// hour.
//
// Threads: one at a time. A step reads a bounded number of rows.

#include <chrono>
#include <map>
#include <optional>

#include "eventstore/log.hpp"
#include "eventstore/vault.hpp"

namespace rollcall::api {

class VaultSweep {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::size_t kAtOnce = 1'000;
  static constexpr std::size_t kMaxSuspects =
      100'000;  // beyond it the rest waits for a later round
  static constexpr std::chrono::hours kPatience{1};

  VaultSweep(const eventstore::Log& log, eventstore::Vault& vault) : log_(log), vault_(vault) {}

  // Looks at the next secrets; true when that was the last of them and a new round begins.
  bool step(Time now);

 private:
  using Suspects = std::map<eventstore::StoredSecret, Time>;  // since when
  bool is_wanted(const eventstore::StoredSecret& secret) const;
  void look_at(const eventstore::StoredSecret& secret, Time now);

  const eventstore::Log& log_;
  eventstore::Vault& vault_;
  std::optional<eventstore::StoredSecret> after_;
  Suspects suspects_;  // of the last round
  Suspects found_;     // of this one, so far
};

}  // namespace rollcall::api
