// Opening a share: its link, its codes, its viewing sessions.
#include <algorithm>

#include "domain/share.hpp"

namespace rollcall::domain {
namespace {

using std::chrono::milliseconds;

// Takes as long wherever the hashes differ.
bool same_hash(const LinkHash& one, const LinkHash& other) {
  volatile std::uint8_t difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i)
    difference = static_cast<std::uint8_t>(difference | (one[i] ^ other[i]));
  return difference == 0;
}

std::size_t within(const std::vector<Instant>& times, milliseconds memory, Instant now) {
  return static_cast<std::size_t>(
      std::count_if(times.begin(), times.end(), [&](Instant at) { return at.plus(memory) > now; }));
}

// When the next code may be mailed. `mails` are in order.
Instant next_code_at(const std::vector<Instant>& mails, const ShareLimits& limits) {
  Instant next{0};
  const std::size_t per_hour = std::max<std::size_t>(limits.code_mails_per_hour, 1);
  if (!mails.empty()) next = mails.back().plus(limits.between_code_mails);
  if (mails.size() >= per_hour)
    next = std::max(next, mails[mails.size() - per_hour].plus(kCodeMailMemory));
  return next;
}

tl::unexpected<Refusals> too_many_codes(Instant now, Instant next) {
  const long seconds = static_cast<long>((next.ms - now.ms + 999) / 1000);
  return tl::make_unexpected(Refusals{Refusal{Reason::too_many_codes, "", {}, "", seconds}});
}

bool is_alive(const std::optional<OneTimeCode>& code, CodeId id, Instant now) {
  return code && code->id == id && !code->used && now < code->expires_at;
}

Proposal refused_code(const ShareState& share, const FinishCodeTry& command, Instant now) {
  const std::size_t wrong = within(share.wrong_tries, kWrongTryMemory, now) + 1;
  return propose(
      ShareCodeRefused{share.id, command.code, wrong >= command.limits.wrong_tries_per_day});
}

Instant session_end(const OpeningFacts& facts, const ShareLimits& limits, Instant now) {
  const Instant last = end_of_day(facts.share.valid_until, facts.office.settings->time_zone);
  return std::min(now.plus(limits.session_lifetime), last);
}

}  // namespace

bool stands(const OpeningFacts& facts, Instant now) {
  if (!facts.office.settings || !facts.list.definition || !facts.project.details) return false;
  const Date today = local_date(now, facts.office.settings->time_zone);
  return facts.share.exists() &&
         access_state(facts.share, facts.receiver, today) == AccessState::active;
}

Result<void> check_link(const OpeningFacts& facts, const LinkHash& hash, Instant now) {
  const bool same = same_hash(facts.share.link_hash.value_or(LinkHash{}), hash);
  if (!stands(facts, now) || !same) return refuse(Reason::link_dead);
  return {};
}

Result<Proposals> decide(const OpeningFacts& facts, const RequestCode& command,
                         const Deciding& deciding) {
  if (auto link = check_link(facts, command.link, deciding.now); !link)
    return tl::make_unexpected(link.error());
  const Instant next = next_code_at(facts.share.code_mails, command.limits);
  if (deciding.now < next) return too_many_codes(deciding.now, next);
  return Proposals{propose(ShareCodeIssued{facts.share.id, command.code,
                                           deciding.now.plus(command.limits.code_lifetime)})};
}

Result<Proposals> decide(const OpeningFacts& facts, const BeginCodeTry& command,
                         const Deciding& deciding) {
  if (auto link = check_link(facts, command.link, deciding.now); !link)
    return tl::make_unexpected(link.error());
  const ShareState& share = facts.share;
  if (!is_alive(share.code, command.code, deciding.now) ||
      share.code->tries >= command.limits.tries_per_code)
    return refuse(Reason::code_refused);
  // Counts tries whose outcome is open too: many at once get no further than one by one.
  if (within(share.tries, kWrongTryMemory, deciding.now) >= command.limits.wrong_tries_per_day)
    return refuse(Reason::code_refused);
  return Proposals{propose(ShareCodeTried{share.id, command.code})};
}

Result<Proposals> decide(const OpeningFacts& facts, const FinishCodeTry& command,
                         const Deciding& deciding) {
  if (auto link = check_link(facts, command.link, deciding.now); !link)
    return tl::make_unexpected(link.error());
  const ShareState& share = facts.share;
  if (!command.right) return Proposals{refused_code(share, command, deciding.now)};
  if (!is_alive(share.code, command.code, deciding.now) || share.code->tries == 0)
    return refuse(Reason::code_refused);
  return Proposals{propose(ViewingSessionOpened{share.id, command.code, command.session,
                                                session_end(facts, command.limits, deciding.now)})};
}

Result<Proposals> decide(const ShareState& share, const EndViewingSession& command) {
  if (!share.exists()) return refuse(Reason::not_found);
  if (share.session(command.session) == nullptr) return Proposals{};
  return Proposals{propose(ViewingSessionEnded{share.id, command.session})};
}

}  // namespace rollcall::domain
