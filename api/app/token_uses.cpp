#include "api/app/token_uses.hpp"

#include <charconv>

namespace rollcall::api {
namespace {

constexpr std::int64_t kHourMs = std::chrono::milliseconds(TokenUses::kPrecision).count();

}  // namespace

void TokenUses::note(const eventstore::OfficeId& office, domain::ApiTokenId token,
                     domain::Instant now) {
  const auto hour = now.ms / kHourMs;
  {
    std::lock_guard lock(mutex_);
    if (hours_.size() >= kMaxKnown) hours_.clear();
    auto& known = hours_[token];
    if (known >= hour) return;
    known = hour;
  }
  // If it cannot be kept, the next hour's is.
  (void)vault_.put_secret(office, secret_name(SecretKind::api_token_use, token.uuid),
                          std::to_string(hour));
}

std::optional<domain::Instant> TokenUses::last(const eventstore::OfficeId& office,
                                               domain::ApiTokenId token) const {
  const auto text = vault_.secret(office, secret_name(SecretKind::api_token_use, token.uuid));
  if (!text || !*text) return std::nullopt;
  std::int64_t hour = 0;
  std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), hour);
  return domain::Instant{hour * kHourMs};
}

}  // namespace rollcall::api
