#pragma once
// Accounts: how a person, staff or contact, gets a password, signs in and is signed out.
//
// Hashes of passwords and of sessions' tokens are in the vault, under the ids that the events name.

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/contact.hpp"
#include "domain/office/staff.hpp"
#include "domain/proposal.hpp"
#include "domain/values/delivery.hpp"

namespace rollcall::domain {

enum class AccountKind : std::uint8_t { staff = 1, contact = 2 };

// Whose account it is.
struct AccountHolder {
  AccountKind kind{};
  Uuid person;
  auto operator<=>(const AccountHolder&) const = default;
};
Tag tag_of(const AccountHolder& holder);
Actor actor_of(const AccountHolder& holder);

// ---- Events --------------------------------------------------------------------------------

struct PasswordLinkIssued {  // works from now on; a mailed link's token waits in the vault
  static constexpr EventType kType = 10;
  static constexpr std::string_view kName = "PasswordLinkIssued";
  AccountHolder holder;
  PasswordLinkId link;
  LinkHash link_hash{};
  Instant expires_at;
  bool by_mail = true;  // false: handed over otherwise (the founding of an office prints it)
  bool operator==(const PasswordLinkIssued&) const = default;
};
struct PasswordLinkAttempted {  // recorded before the mail is handed over
  static constexpr EventType kType = 11;
  static constexpr std::string_view kName = "PasswordLinkAttempted";
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  bool operator==(const PasswordLinkAttempted&) const = default;
};
struct PasswordLinkEmailed {
  static constexpr EventType kType = 12;
  static constexpr std::string_view kName = "PasswordLinkEmailed";
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  std::string message_id;
  bool operator==(const PasswordLinkEmailed&) const = default;
};
struct PasswordLinkDeferred {  // will be tried again
  static constexpr EventType kType = 13;
  static constexpr std::string_view kName = "PasswordLinkDeferred";
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  std::string reason;  // a transport's word, no address in it
  Instant retry_at;
  bool operator==(const PasswordLinkDeferred&) const = default;
};
struct PasswordLinkFailed {  // its mail was given up
  static constexpr EventType kType = 14;
  static constexpr std::string_view kName = "PasswordLinkFailed";
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  std::string reason;
  bool operator==(const PasswordLinkFailed&) const = default;
};
struct PasswordSet {  // by a link, which it uses up with all others; ends every session
  static constexpr EventType kType = 15;
  static constexpr std::string_view kName = "PasswordSet";
  AccountHolder holder;
  PasswordLinkId link;
  PasswordId password;
  bool operator==(const PasswordSet&) const = default;
};
struct SignedIn {
  static constexpr EventType kType = 16;
  static constexpr std::string_view kName = "SignedIn";
  AccountHolder holder;
  SessionId session;
  std::optional<Instant> expires_at;  // nullopt: when it has been idle for long enough
  bool operator==(const SignedIn&) const = default;
};
struct SignedInByOffer {  // by an offer's link: to that project's customer web alone
  static constexpr EventType kType = 137;
  static constexpr std::string_view kName = "SignedInByOffer";
  AccountHolder holder;
  SessionId session;
  Instant expires_at;
  ProjectId project;
  bool operator==(const SignedInByOffer&) const = default;
};
struct SignInRefused {  // a wrong password, or a person who may not sign in
  static constexpr EventType kType = 17;
  static constexpr std::string_view kName = "SignInRefused";
  AccountHolder holder;
  bool operator==(const SignInRefused&) const = default;
};
struct SignedOut {
  static constexpr EventType kType = 18;
  static constexpr std::string_view kName = "SignedOut";
  AccountHolder holder;
  SessionId session;
  bool operator==(const SignedOut&) const = default;
};
struct SignedOutEverywhere {
  static constexpr EventType kType = 19;
  static constexpr std::string_view kName = "SignedOutEverywhere";
  AccountHolder holder;
  bool operator==(const SignedOutEverywhere&) const = default;
};
using AccountEvent = std::variant<PasswordLinkIssued, PasswordLinkAttempted, PasswordLinkEmailed,
                                  PasswordLinkDeferred, PasswordLinkFailed, PasswordSet, SignedIn,
                                  SignedInByOffer, SignInRefused, SignedOut, SignedOutEverywhere>;

// ---- State ---------------------------------------------------------------------------------

struct PasswordLink {
  PasswordLinkId id;
  LinkHash hash{};
  Instant issued_at;
  Instant expires_at;
  bool by_mail = true;
  Delivery delivery;  // of a mailed one
};
// A link that died before its mail was sent or given up.
struct WithdrawnLink {
  PasswordLinkId id;
  std::uint32_t attempts = 0;
  std::string reason;  // "deactivated", "address changed", "deleted", "password set", "expired"
};
struct AccountSession {
  SessionId id;
  Instant opened_at;
  std::optional<Instant> expires_at;
  std::optional<ProjectId> only_project{};  // of one by an offer's link
  std::uint64_t position = 0;               // of its opening
};
struct AccountState {
  std::optional<PasswordId> password;  // nullopt: none was set yet
  std::vector<PasswordLink> links;     // outstanding; expired ones are dropped as new ones come
  std::vector<WithdrawnLink> withdrawn;
  std::vector<Instant> links_issued;  // by mail, at most an hour old
  std::vector<AccountSession> sessions;
  std::string staff_address;  // canonical, of staff: a change of it kills the links
  const PasswordLink* link(PasswordLinkId link) const;
  const PasswordLink* link(const LinkHash& hash) const;
  const WithdrawnLink* withdrawn_link(PasswordLinkId link) const;
  const AccountSession* session(SessionId session) const;
};
FactQueries facts_of_account(const AccountHolder& holder);
AccountState evolve(AccountState state, const Recorded& recorded);

// Whose account a link or a session belongs to.
struct HolderState {
  std::optional<AccountHolder> holder;
};
FactQueries facts_of_link_holder(const LinkHash& hash);
FactQueries facts_of_session_holder(SessionId session);
HolderState evolve(HolderState state, const Recorded& recorded);

inline constexpr std::chrono::milliseconds kLinkMailMemory = std::chrono::hours(1);
inline constexpr std::size_t kMaxAccountSessions = 100;  // a further one ends the oldest

// ---- Rules ---------------------------------------------------------------------------------

struct AccountLimits {  // configurable in the safe direction; security.md
  std::chrono::milliseconds link_lifetime = std::chrono::hours(1);
  std::uint32_t links_per_hour = 5;
  std::chrono::milliseconds staff_idle = std::chrono::hours(8);
  std::chrono::milliseconds contact_session = std::chrono::hours(24);
  std::uint32_t tries_without_delay = 10;
  std::chrono::milliseconds first_delay = std::chrono::seconds(1);
  std::chrono::milliseconds longest_delay = std::chrono::minutes(15);
};

// What a person's other facts let them do with their account.
struct Standing {
  bool reachable = false;    // there, active and not erased: gets links, and may use them
  bool may_sign_in = false;  // and has something to sign in to
};
Standing standing_of(const StaffState& staff);
// Being on a project as its customer's contact is what lets a contact person sign in.
Standing standing_of(const ContactState& contact);

// Tries that failed one after the other, and when the next is let through: the first ones at once,
// then after delays that double. It is never closed for good.
struct FailedTries {
  std::uint32_t count = 0;
  Instant last;
};
Instant next_try_at(const FailedTries& tries, const AccountLimits& limits);

// Does the session still open anything? `used_at`: when it was used last.
bool stands(const AccountSession& session, Instant used_at, const AccountLimits& limits,
            Instant now);

// 8 to 1,024 bytes, whatever they are. Compared and hashed in NFC: keyboards differ.
class Password {
 public:
  static Result<Password> parse(std::string_view text);
  const std::string& str() const { return text_; }

 private:
  std::string text_;
};

// ---- Commands ------------------------------------------------------------------------------

struct AccountFacts {
  AccountState account;
  Standing standing;
};

struct IssuePasswordLink {
  AccountHolder holder;
  PasswordLinkId link;
  LinkHash link_hash{};
  bool by_mail = true;
  AccountLimits limits;
};
// not_reachable: there is nobody, or nobody active, to send it to. too_many_links: asked too often.
Result<Proposals> decide(const AccountFacts& facts, const IssuePasswordLink& command,
                         const Deciding& deciding);

// Adds a staff member and has the link mailed by which they set their password.
struct InviteStaff {
  AddStaff staff;
  PasswordLinkId link;
  LinkHash link_hash{};
  AccountLimits limits;
};
// contact_exists, email_in_use: the address is somebody's.
Result<Proposals> decide(const EmailHolder& holder, const InviteStaff& command,
                         const Deciding& deciding);

// How a link's mail fares. Each refuses (not_found) a link whose mail was sent or given up already.
// Of a withdrawn link: gives it up instead (PasswordLinkFailed).
struct RecordLinkAttempt {
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
};
struct RecordLinkEmailed {
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  std::string message_id;
};
struct RecordLinkDeferred {
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  std::string reason;
  Instant retry_at;
};
struct RecordLinkFailed {
  AccountHolder holder;
  PasswordLinkId link;
  std::uint32_t attempt = 0;
  std::string reason;
};
Result<Proposals> decide(const AccountState& account, const RecordLinkAttempt& command);
Result<Proposals> decide(const AccountState& account, const RecordLinkEmailed& command);
Result<Proposals> decide(const AccountState& account, const RecordLinkDeferred& command);
Result<Proposals> decide(const AccountState& account, const RecordLinkFailed& command);

// ok() exactly if the link is outstanding and the person reachable; else link_dead, alike.
Result<void> check_link(const AccountFacts& facts, const LinkHash& hash, Instant now);

struct SetPassword {
  AccountHolder holder;
  LinkHash link_hash{};
  PasswordId password;
};
Result<Proposals> decide(const AccountFacts& facts, const SetPassword& command,
                         const Deciding& deciding);

// What comparing gave. Opens a session, or records the refusal: of a wrong password, of one that
// was replaced meanwhile (`against` is no longer the account's), of who may not sign in.
struct FinishSignIn {
  AccountHolder holder;
  std::optional<PasswordId> against;  // nullopt: the account had none
  bool right = false;
  SessionId session;
  AccountLimits limits;
};
Result<Proposals> decide(const AccountFacts& facts, const FinishSignIn& command,
                         const Deciding& deciding);

struct SignOut {
  AccountHolder holder;
  SessionId session;
};
Result<Proposals> decide(const AccountState& account, const SignOut& command);  // ended: no event
struct SignOutEverywhere {
  AccountHolder holder;
};
Result<Proposals> decide(const AccountState& account, const SignOutEverywhere& command);

}  // namespace rollcall::domain
