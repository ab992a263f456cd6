#include "api/accounts/session_uses.hpp"

#include <charconv>

namespace rollcall::api {

domain::Instant SessionUses::last(const eventstore::OfficeId& office, domain::SessionId session,
                                  domain::Instant opened_at) {
  std::lock_guard lock(mutex_);
  if (const auto found = uses_.find(session); found != uses_.end()) return found->second.at;
  const auto at = std::max(opened_at, kept(office, session).value_or(opened_at));
  return entry(session, {at, at}).at;
}

void SessionUses::use(const eventstore::OfficeId& office, domain::SessionId session,
                      domain::Instant now) {
  {
    std::lock_guard lock(mutex_);
    auto& use = entry(session, {now, {}});
    use.at = std::max(use.at, now);
    if (use.at < use.kept.plus(kKeptEvery)) return;
    use.kept = use.at;
  }
  // If it cannot be kept, a restart ends the session early.
  (void)vault_.put_secret(office, secret_name(SecretKind::session_use, session.uuid),
                          std::to_string(now.ms));
}

SessionUses::Use& SessionUses::entry(domain::SessionId session, const Use& fresh) {
  if (uses_.size() >= kMaxKept && !uses_.contains(session)) uses_.clear();
  return uses_.try_emplace(session, fresh).first->second;
}

std::optional<domain::Instant> SessionUses::kept(const eventstore::OfficeId& office,
                                                 domain::SessionId session) const {
  const auto text = vault_.secret(office, secret_name(SecretKind::session_use, session.uuid));
  domain::Instant at;
  if (!text || !*text) return std::nullopt;
  const auto* end = (*text)->data() + (*text)->size();
  const auto read = std::from_chars((*text)->data(), end, at.ms);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(at) : std::nullopt;
}

}  // namespace rollcall::api
