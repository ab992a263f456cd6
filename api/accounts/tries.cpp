#include "api/accounts/tries.hpp"

#include <sstream>

namespace rollcall::api {
namespace {

constexpr std::chrono::hours kMemory{24};

}  // namespace

eventstore::SecretName SignInTries::counter_of(const eventstore::OfficeId& office,
                                               const std::string& address) const {
  const auto hash = vault_.keyed_hash(office, "sign-in tries", address);
  static_assert(kCounters == 1u << 16);  // two bytes of the hash
  domain::Uuid counter;
  counter.bytes[14] = hash[0];
  counter.bytes[15] = hash[1];
  return secret_name(SecretKind::sign_in_tries, counter);
}

tl::expected<void, SignInTries::Wait> SignInTries::begin(const eventstore::OfficeId& office,
                                                         const eventstore::SecretName& counter,
                                                         const domain::AccountLimits& limits,
                                                         domain::Instant now) {
  std::lock_guard lock(mutex_);
  auto tries = read(office, counter);
  if (!tries) return tl::make_unexpected(Wait{Failure::unreadable});
  if (tries->last.plus(kMemory) <= now) *tries = {};
  const auto next = domain::next_try_at(*tries, limits);
  if (now < next) return tl::make_unexpected(Wait{next});
  if (!write(office, counter, {tries->count + 1, now})) {
    return tl::make_unexpected(Wait{Failure::unreadable});
  }
  return {};
}

void SignInTries::succeeded(const eventstore::OfficeId& office,
                            const eventstore::SecretName& counter) {
  std::lock_guard lock(mutex_);
  write(office, counter, {});
}

void SignInTries::take_back(const eventstore::OfficeId& office,
                            const eventstore::SecretName& counter) {
  std::lock_guard lock(mutex_);
  const auto tries = read(office, counter);
  if (tries && tries->count > 0) write(office, counter, {tries->count - 1, tries->last});
}

// "count last_ms", in decimal.
eventstore::Result<domain::FailedTries> SignInTries::read(
    const eventstore::OfficeId& office, const eventstore::SecretName& counter) const {
  const auto kept = vault_.secret(office, counter);
  if (!kept) return tl::make_unexpected(kept.error());
  domain::FailedTries tries;
  if (*kept) std::istringstream(**kept) >> tries.count >> tries.last.ms;
  return tries;
}

bool SignInTries::write(const eventstore::OfficeId& office, const eventstore::SecretName& counter,
                        const domain::FailedTries& tries) {
  const auto text = std::to_string(tries.count) + ' ' + std::to_string(tries.last.ms);
  return vault_.put_secret(office, counter, text).has_value();
}

}  // namespace rollcall::api
