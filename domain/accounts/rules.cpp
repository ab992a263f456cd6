// The rules of accounts: links, passwords, sign-ins, sessions.
#include <algorithm>

#include "domain/account.hpp"

namespace rollcall::domain {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMinPasswordBytes = 8;
constexpr std::size_t kMaxPasswordBytes = 1'024;

// When the next link may be mailed. `issued` are in order.
Instant next_link_at(const std::vector<Instant>& issued, const AccountLimits& limits) {
  const std::size_t per_hour = std::max<std::size_t>(limits.links_per_hour, 1);
  if (issued.size() < per_hour) return {};
  return issued[issued.size() - per_hour].plus(kLinkMailMemory);
}

tl::unexpected<Refusals> too_many_links(Instant now, Instant next) {
  const long seconds = static_cast<long>((next.ms - now.ms + 999) / 1000);
  return tl::make_unexpected(Refusals{Refusal{Reason::too_many_links, "", {}, "", seconds}});
}

// Attempts at a mail that is still under way, also of a link that died meanwhile.
Result<std::uint32_t> attempts_at(const AccountState& account, PasswordLinkId id) {
  if (const auto* withdrawn = account.withdrawn_link(id)) return withdrawn->attempts;
  const auto* link = account.link(id);
  if (!link || is_settled(link->delivery)) return refuse(Reason::not_found);
  return link->delivery.attempts;
}

// Records an outcome of an attempt that there was.
template <class Event>
Result<Proposals> settle(const AccountState& account, Event event) {
  const auto attempts = attempts_at(account, event.link);
  if (!attempts) return tl::make_unexpected(attempts.error());
  if (event.attempt > *attempts) return refuse(Reason::not_found, "/attempt");
  return Proposals{propose(std::move(event))};
}

std::optional<Instant> session_end(const FinishSignIn& command, Instant now) {
  if (command.holder.kind == AccountKind::staff) return std::nullopt;
  return now.plus(command.limits.contact_session);
}

// On a project, as contact of an organisation that is a customer: the project's.
bool is_customers_contact(const ContactState& contact) {
  const auto is_customer = [&](const ContactProject& on) {
    return std::any_of(contact.organisations.begin(), contact.organisations.end(),
                       [&](const ContactOrganisation& at) {
                         return at.organisation == on.organisation &&
                                at.kind == OrganisationKind::customer;
                       });
  };
  return std::any_of(contact.projects.begin(), contact.projects.end(), is_customer);
}

}  // namespace

Standing standing_of(const StaffState& staff) {
  const bool active = staff.is_known() && staff.active;
  return {active, active};
}

Standing standing_of(const ContactState& contact) {
  const bool active = contact.is_known() && contact.standing.active;
  return {active, active && is_customers_contact(contact)};
}

Instant next_try_at(const FailedTries& tries, const AccountLimits& limits) {
  if (tries.count < limits.tries_without_delay) return {};
  const auto doublings = std::min(tries.count - limits.tries_without_delay, 30u);
  const auto delay = limits.first_delay * (std::int64_t{1} << doublings);
  return tries.last.plus(std::min(delay, limits.longest_delay));
}

bool stands(const AccountSession& session, Instant used_at, const AccountLimits& limits,
            Instant now) {
  return now < session.expires_at.value_or(used_at.plus(limits.staff_idle));
}

Result<Password> Password::parse(std::string_view text) {
  if (text.size() < kMinPasswordBytes) return refuse(Reason::too_short);
  if (text.size() > kMaxPasswordBytes) return refuse(Reason::too_long);
  if (!is_valid_utf8(text)) return refuse(Reason::malformed);
  Password password;
  password.text_ = to_nfc(text);
  return password;
}

Result<Proposals> decide(const AccountFacts& facts, const IssuePasswordLink& command,
                         const Deciding& deciding) {
  if (!facts.standing.reachable) return refuse(Reason::not_reachable);
  const auto next = next_link_at(facts.account.links_issued, command.limits);
  if (command.by_mail && deciding.now < next) return too_many_links(deciding.now, next);
  return Proposals{propose(PasswordLinkIssued{command.holder, command.link, command.link_hash,
                                              deciding.now.plus(command.limits.link_lifetime),
                                              command.by_mail})};
}

Result<Proposals> decide(const EmailHolder& holder, const InviteStaff& command,
                         const Deciding& deciding) {
  auto proposals = decide(holder, command.staff);
  if (!proposals) return proposals;
  const AccountFacts newcomer{{}, {.reachable = true, .may_sign_in = true}};
  const IssuePasswordLink link{{AccountKind::staff, command.staff.staff.uuid},
                               command.link,
                               command.link_hash,
                               true,
                               command.limits};
  auto issued = decide(newcomer, link, deciding);
  if (!issued) return issued;
  proposals->push_back(std::move(issued->front()));
  return proposals;
}

Result<Proposals> decide(const AccountState& account, const RecordLinkAttempt& command) {
  const auto attempts = attempts_at(account, command.link);
  if (!attempts) return tl::make_unexpected(attempts.error());
  if (command.attempt != *attempts + 1) return refuse(Reason::not_found, "/attempt");
  if (const auto* withdrawn = account.withdrawn_link(command.link))
    return Proposals{
        propose(PasswordLinkFailed{command.holder, command.link, *attempts, withdrawn->reason})};
  return Proposals{propose(PasswordLinkAttempted{command.holder, command.link, command.attempt})};
}

Result<Proposals> decide(const AccountState& account, const RecordLinkEmailed& command) {
  return settle(account, PasswordLinkEmailed{command.holder, command.link, command.attempt,
                                             command.message_id});
}

Result<Proposals> decide(const AccountState& account, const RecordLinkDeferred& command) {
  return settle(account, PasswordLinkDeferred{command.holder, command.link, command.attempt,
                                              command.reason, command.retry_at});
}

Result<Proposals> decide(const AccountState& account, const RecordLinkFailed& command) {
  return settle(account,
                PasswordLinkFailed{command.holder, command.link, command.attempt, command.reason});
}

Result<void> check_link(const AccountFacts& facts, const LinkHash& hash, Instant now) {
  const auto* link = facts.account.link(hash);
  if (!link || !facts.standing.reachable || link->expires_at <= now)
    return refuse(Reason::link_dead);
  return {};
}

Result<Proposals> decide(const AccountFacts& facts, const SetPassword& command,
                         const Deciding& deciding) {
  if (auto link = check_link(facts, command.link_hash, deciding.now); !link)
    return tl::make_unexpected(link.error());
  const auto id = facts.account.link(command.link_hash)->id;
  return Proposals{propose(PasswordSet{command.holder, id, command.password})};
}

Result<Proposals> decide(const AccountFacts& facts, const FinishSignIn& command,
                         const Deciding& deciding) {
  const bool right = command.right && command.against && command.against == facts.account.password;
  if (!right || !facts.standing.may_sign_in)
    return Proposals{propose(SignInRefused{command.holder})};
  return Proposals{
      propose(SignedIn{command.holder, command.session, session_end(command, deciding.now)})};
}

Result<Proposals> decide(const AccountState& account, const SignOut& command) {
  if (account.session(command.session) == nullptr) return Proposals{};
  return Proposals{propose(SignedOut{command.holder, command.session})};
}

Result<Proposals> decide(const AccountState& account, const SignOutEverywhere& command) {
  if (account.sessions.empty()) return Proposals{};
  return Proposals{propose(SignedOutEverywhere{command.holder})};
}

}  // namespace rollcall::domain
