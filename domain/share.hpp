#pragma once
// Shares: one receiver's access to one list through an e-mailed link.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/contact.hpp"
#include "domain/list.hpp"
#include "domain/office.hpp"
#include "domain/office/share_template.hpp"
#include "domain/project.hpp"
#include "domain/proposal.hpp"
#include "domain/values/delivery.hpp"
#include "domain/values/personal.hpp"
#include "domain/values/time.hpp"

namespace rollcall::domain {

// To whom a sending goes and what it says. Sealed under the receiver's key.
struct Addressed {
  EmailAddress email;
  PersonName name;
  MailText mail;
  bool operator==(const Addressed&) const = default;
};

// ---- Events --------------------------------------------------------------------------------

// One e-mailing of a share: every sending has its own link and kills the earlier ones.
struct Sending {
  SendingId id;
  LanguageTag language;
  Personal<Addressed> addressed;
  bool operator==(const Sending&) const = default;
};
struct ListShared {
  static constexpr EventType kType = 70;
  static constexpr std::string_view kName = "ListShared";
  ShareId share;
  ListId list;
  ProjectId project;
  std::optional<ContactId> contact;  // nullopt: another e-mail address
  Date valid_until;
  std::vector<Column> columns;
  bool may_download = true;
  Sending sending;
  bool operator==(const ListShared&) const = default;
};
struct ShareResent {  // a new mail with a new link; also gives access again after revocation
  static constexpr EventType kType = 71;
  static constexpr std::string_view kName = "ShareResent";
  ShareId share;
  Date valid_until;
  std::vector<Column> columns;
  bool may_download = true;
  Sending sending;
  bool operator==(const ShareResent&) const = default;
};
// Whoever was an address when the list was shared turned out to be a contact person when it was
// sent again: from then on the share is theirs. Numbered among the events of contact persons.
struct ShareReceiverIdentified {
  static constexpr EventType kType = 37;
  static constexpr std::string_view kName = "ShareReceiverIdentified";
  ShareId share;
  ListId list;
  ProjectId project;
  ContactId contact;
  bool operator==(const ShareReceiverIdentified&) const = default;
};
struct ShareEmailAttempted {  // before hand-over; the link works from here on
  static constexpr EventType kType = 72;
  static constexpr std::string_view kName = "ShareEmailAttempted";
  ShareId share;
  SendingId sending;
  std::uint32_t attempt = 0;  // 1, 2 …
  LinkHash link_hash{};
  bool operator==(const ShareEmailAttempted&) const = default;
};
struct ShareEmailSent {
  static constexpr EventType kType = 73;
  static constexpr std::string_view kName = "ShareEmailSent";
  ShareId share;
  SendingId sending;
  std::uint32_t attempt = 0;
  std::string message_id;
  bool operator==(const ShareEmailSent&) const = default;
};
struct ShareEmailDeferred {  // will be tried again
  static constexpr EventType kType = 74;
  static constexpr std::string_view kName = "ShareEmailDeferred";
  ShareId share;
  SendingId sending;
  std::uint32_t attempt = 0;
  std::string reason;  // a transport's word, no address in it
  Instant retry_at;
  bool operator==(const ShareEmailDeferred&) const = default;
};
struct ShareEmailFailed {  // given up
  static constexpr EventType kType = 75;
  static constexpr std::string_view kName = "ShareEmailFailed";
  ShareId share;
  SendingId sending;
  std::uint32_t attempt = 0;
  std::string reason;
  bool operator==(const ShareEmailFailed&) const = default;
};
struct ShareValidityChanged {
  static constexpr EventType kType = 76;
  static constexpr std::string_view kName = "ShareValidityChanged";
  ShareId share;
  Date valid_until;
  bool operator==(const ShareValidityChanged&) const = default;
};
struct ShareColumnsChanged {
  static constexpr EventType kType = 77;
  static constexpr std::string_view kName = "ShareColumnsChanged";
  ShareId share;
  std::vector<Column> columns;
  bool operator==(const ShareColumnsChanged&) const = default;
};
struct ShareDownloadChanged {
  static constexpr EventType kType = 78;
  static constexpr std::string_view kName = "ShareDownloadChanged";
  ShareId share;
  bool may_download = false;
  bool operator==(const ShareDownloadChanged&) const = default;
};
enum class RevocationCause : std::uint8_t {
  by_sender = 1,
  contact_removed_from_project = 2,
  list_deleted = 3,
  project_cancelled = 4,
  retention = 5,
  receiver_erased = 6
};
struct ShareRevoked {  // final for the link
  static constexpr EventType kType = 79;
  static constexpr std::string_view kName = "ShareRevoked";
  ShareId share;
  RevocationCause cause{};
  bool operator==(const ShareRevoked&) const = default;
};
struct ShareCodeIssued {  // its keyed hash is in the vault under the code's id
  static constexpr EventType kType = 80;
  static constexpr std::string_view kName = "ShareCodeIssued";
  ShareId share;
  CodeId code;
  Instant expires_at;
  bool operator==(const ShareCodeIssued&) const = default;
};
struct ShareCodeSent {
  static constexpr EventType kType = 81;
  static constexpr std::string_view kName = "ShareCodeSent";
  ShareId share;
  CodeId code;
  std::string message_id;
  bool operator==(const ShareCodeSent&) const = default;
};
struct ShareCodeFailed {
  static constexpr EventType kType = 82;
  static constexpr std::string_view kName = "ShareCodeFailed";
  ShareId share;
  CodeId code;
  std::string reason;
  bool operator==(const ShareCodeFailed&) const = default;
};
struct ShareCodeTried {  // counted before it is compared
  static constexpr EventType kType = 83;
  static constexpr std::string_view kName = "ShareCodeTried";
  ShareId share;
  CodeId code;
  bool operator==(const ShareCodeTried&) const = default;
};
struct ShareCodeRefused {  // that try was wrong
  static constexpr EventType kType = 84;
  static constexpr std::string_view kName = "ShareCodeRefused";
  ShareId share;
  CodeId code;
  bool locks_share = false;  // it was one wrong try too many; decided with the limits of then
  bool operator==(const ShareCodeRefused&) const = default;
};
struct ViewingSessionOpened {  // the code was right and is used up; token hash in the vault
  static constexpr EventType kType = 85;
  static constexpr std::string_view kName = "ViewingSessionOpened";
  ShareId share;
  CodeId code;
  SessionId session;
  Instant expires_at;
  bool operator==(const ViewingSessionOpened&) const = default;
};
struct ViewingSessionEnded {  // signed out
  static constexpr EventType kType = 86;
  static constexpr std::string_view kName = "ViewingSessionEnded";
  ShareId share;
  SessionId session;
  bool operator==(const ViewingSessionEnded&) const = default;
};
using ShareEvent =
    std::variant<ListShared, ShareResent, ShareReceiverIdentified, ShareEmailAttempted,
                 ShareEmailSent, ShareEmailDeferred, ShareEmailFailed, ShareValidityChanged,
                 ShareColumnsChanged, ShareDownloadChanged, ShareRevoked, ShareCodeIssued,
                 ShareCodeSent, ShareCodeFailed, ShareCodeTried, ShareCodeRefused,
                 ViewingSessionOpened, ViewingSessionEnded>;

// ---- State ---------------------------------------------------------------------------------

struct OneTimeCode {
  CodeId id;
  Instant issued_at;
  Instant expires_at;
  std::uint32_t tries = 0;
  bool used = false;
  bool mailed = false;  // its mail was sent or given up
};
struct ViewingSession {
  SessionId id;
  Instant expires_at;
};
struct Revocation {
  Instant at;
  Actor by;
  RevocationCause cause{};
  bool operator==(const Revocation&) const = default;
};
struct ShareState {
  ShareId id;  // nil: no such share
  ListId list;
  ProjectId project;
  std::optional<ContactId> contact;
  Date valid_until;
  std::vector<Column> columns;
  bool may_download = true;
  Sending sending;  // the current one
  Instant sending_since;
  std::uint64_t sending_position = 0;
  Actor sent_by;  // who asked for it
  Delivery delivery;
  std::optional<LinkHash> link_hash;  // set with the first attempt: the link works
  std::optional<Revocation> revocation;
  std::optional<OneTimeCode> code;       // the newest
  std::vector<Instant> code_mails;       // codes issued for this sending, at most an hour old
  std::vector<Instant> tries;            // like wrong_tries, but counted before comparing
  std::vector<Instant> wrong_tries;      // of the last 24 h, since this sending
  bool locked = false;                   // too many wrong tries; a re-send unlocks
  std::vector<ViewingSession> sessions;  // open ones; expired ones are dropped as new ones come
  std::uint32_t revision = 0;            // counts commands of the office, not looks or mails
  std::uint64_t version = 0;             // position of its last event
  bool exists() const { return !id.uuid.is_nil(); }
  const ViewingSession* session(SessionId session) const;
};
FactQueries facts_of_share(ShareId share);
ShareState evolve(ShareState state, const Recorded& recorded);

// Which share a link belongs to (nullopt: none).
struct LinkState {
  std::optional<ShareId> share;
  LinkHash hash{};
};
FactQueries facts_of_link(const LinkHash& hash);
LinkState evolve(LinkState state, const Recorded& recorded);

// The shares that one query finds by what they were made as or turned out to be, oldest first.
struct ShareIndex {
  std::vector<ShareId> shares;
};
FactQueries facts_of_shares_of_project(ProjectId project);
FactQueries facts_of_shares_of_list(ListId list);
FactQueries facts_of_shares_with_contact(ListId list, ContactId contact);
FactQueries facts_of_shares_with_email(ListId list, EmailKey email);
FactQueries facts_of_shares_to_contact(ProjectId project, ContactId contact);
ShareIndex evolve(ShareIndex state, const Recorded& recorded);

enum class AccessState : std::uint8_t {
  pending = 1,
  active = 2,
  expired = 3,
  revoked = 4,
  suspended = 5,
  locked = 6
};
// What a share's access state is made of.
struct AccessFacts {
  std::optional<ContactId> contact;
  std::uint64_t sending_position = 0;
  Date valid_until;
  bool is_revoked = false;
  bool is_locked = false;
  bool is_handed_over = false;
  bool operator==(const AccessFacts&) const = default;
};
AccessFacts access_facts(const ShareState& share);
// The access state shown and acted on. Expiry is computed, every time, from the office's calendar;
// suspended from `receiver`, how the share's contact person stands now ({} if it has none): an
// inactive person's share, and one that was last sent to an address they have no more.
AccessState access_state(const AccessFacts& share, const ContactStanding& receiver, Date today);
AccessState access_state(const ShareState& share, const ContactStanding& receiver, Date today);
bool is_expired(Date valid_until, Date today);
// Why a share is suspended: "receiver inactive", "address changed"; "": it is not.
std::string_view suspension(const AccessFacts& share, const ContactStanding& receiver);
// Within which wrong tries and code mails are counted (24 h and 1 h).
inline constexpr std::chrono::milliseconds kWrongTryMemory = std::chrono::hours(24);
inline constexpr std::chrono::milliseconds kCodeMailMemory = std::chrono::hours(1);
inline constexpr std::size_t kMaxSessions = 100;  // open at once; a further one ends the oldest

// ---- Limits --------------------------------------------------------------------------------

inline constexpr std::size_t kMaxReceivers = 200;  // of one request
struct ShareLimits {  // configurable in the safe direction; security.md
  std::chrono::milliseconds code_lifetime = std::chrono::minutes(10);
  std::uint32_t tries_per_code = 5;
  std::uint32_t wrong_tries_per_day = 10;
  std::chrono::milliseconds between_code_mails = std::chrono::minutes(1);
  std::uint32_t code_mails_per_hour = 5;
  std::chrono::milliseconds session_lifetime = std::chrono::hours(24);
};

// ---- Commands ------------------------------------------------------------------------------

struct NewReceiver {
  std::optional<ContactId> contact;  // or
  std::optional<EmailAddress> email;
  PersonName name;                    // of a typed address; a contact person's own name wins
  std::optional<EmailKey> email_key;  // of the address that is written to (typed, or the contact's)
  std::optional<Date> valid_until;
  std::optional<LanguageTag> language;
  ShareId share;  // ids for what may be made
  SendingId sending;
  PersonId person;  // key of a receiver who is no contact person
};
struct ShareList {
  ListId list;
  std::vector<NewReceiver> receivers;          // 1 to kMaxReceivers
  std::optional<std::vector<Column>> columns;  // default: the list's
  std::optional<bool> may_download;            // default: the office's setting
  std::optional<LanguageTag> language;         // default: the office's
  std::optional<Subject> subject;              // default: the language's template
  std::optional<MailBody> body;
};
struct ReceiverFacts {
  std::optional<EmailHolder> holder;    // of a typed address
  std::optional<ContactState> contact;  // the contact person named, or who holds the address
  std::optional<ShareState> existing;   // this list's share with this receiver
};
struct ShareListFacts {
  OfficeState office;
  ListState list;
  ProjectState project;
  std::vector<ReceiverFacts> receivers;  // like ShareList::receivers
  ShareTemplates templates{};
};
// One ListShared per new receiver, ShareResent where there is a share already; in receivers' order.
// All or none; refusals name receivers/N/…. A typed address that is a contact person's is that
// person; who must then be on the project (not_on_project) and active (contact_inactive), as a
// named one must; a share they had as an address becomes theirs. A receiver given twice is
// `duplicate`. Sharing again keeps what the share has where the command says nothing: columns never
// widen by themselves.
Result<Proposals> decide(const ShareListFacts& facts, const ShareList& command,
                         const Deciding& deciding);

struct ShareFacts {
  OfficeState office;
  ListState list;
  ProjectState project;
  ShareState share;
  ShareTemplates templates{};  // to send again
};
struct ChangeShare {
  std::optional<Date> valid_until;
  std::optional<std::vector<Column>> columns;
  std::optional<bool> may_download;
};
// Also of an expired share (revives it); share_revoked of a revoked one. Unchanged values: no
// event.
Result<Proposals> decide(const ShareFacts& facts, const ChangeShare& command,
                         const Deciding& deciding);

struct RevokeShare {};
Result<Proposals> decide(const ShareState& share, const RevokeShare& command);  // revoked: no event
// Adds the revocation of those that stand, when what they hang on ends.
void revoke_all(const std::vector<ShareState>& shares, RevocationCause cause, Proposals& proposals);

struct SendShareAgain {
  SendingId sending;
  EmailKey email_key;
  std::optional<Date> valid_until;      // default: the share's if not past, else the return date
  std::optional<LanguageTag> language;  // default: that of the sending before
  std::optional<Subject> subject;       // default: the language's template
  std::optional<MailBody> body;
};
// `receiver`: the share's contact person, or who holds the address of a share that has none. A
// contact person must be on the project (not_on_project) and active (contact_inactive); who only
// became one since is identified. unknown_reference if the receiver has been erased.
Result<Proposals> decide(const ShareFacts& facts, const ReceiverFacts& receiver,
                         const SendShareAgain& command, const Deciding& deciding);

// Mail delivery. Each refuses (not_found) a sending that is no longer the current one or a share
// that was revoked meanwhile, and one that was already sent or given up.
struct ShareMailFacts {
  ShareState share;
  ContactStanding receiver{};  // of the share's contact person, if it has one
};
// Of a suspended share: gives it up instead (ShareEmailFailed), as its link would be dead.
struct RecordMailAttempt {
  SendingId sending;
  std::uint32_t attempt = 0;
  LinkHash link_hash{};
};
struct RecordMailSent {
  SendingId sending;
  std::uint32_t attempt = 0;
  std::string message_id;
};
struct RecordMailDeferred {
  SendingId sending;
  std::uint32_t attempt = 0;
  std::string reason;
  Instant retry_at;
};
struct RecordMailFailed {
  SendingId sending;
  std::uint32_t attempt = 0;
  std::string reason;
};
Result<Proposals> decide(const ShareMailFacts& facts, const RecordMailAttempt& command);
Result<Proposals> decide(const ShareState& share, const RecordMailSent& command);
Result<Proposals> decide(const ShareState& share, const RecordMailDeferred& command);
Result<Proposals> decide(const ShareState& share, const RecordMailFailed& command);
struct RecordCodeSent {
  CodeId code;
  std::string message_id;
};
struct RecordCodeFailed {
  CodeId code;
  std::string reason;
};
Result<Proposals> decide(const ShareState& share, const RecordCodeSent& command);
Result<Proposals> decide(const ShareState& share, const RecordCodeFailed& command);

// What opening needs to know: every one of these facts can end access.
struct OpeningFacts {
  OfficeState office;
  ListState list;
  ProjectState project;
  ShareState share;
  ContactStanding receiver{};  // of the share's contact person, if it has one
};
// Do list and project still exist, and is the share active today?
bool stands(const OpeningFacts& facts, Instant now);
// Is the link good? ok() exactly if `hash` is the current sending's, it was handed over, and the
// share is active today. Otherwise link_dead, alike for every cause.
Result<void> check_link(const OpeningFacts& facts, const LinkHash& hash, Instant now);

struct RequestCode {
  LinkHash link{};
  CodeId code;
  ShareLimits limits;
};
Result<Proposals> decide(const OpeningFacts& facts, const RequestCode& command,
                         const Deciding& deciding);

// First step of a try: counts it. code_refused if there is no code that can be tried.
struct BeginCodeTry {
  LinkHash link{};
  CodeId code;
  ShareLimits limits;
};
Result<Proposals> decide(const OpeningFacts& facts, const BeginCodeTry& command,
                         const Deciding& deciding);
// Second step: what the comparison gave. Opens the session (until session_lifetime, never past the
// end of valid-until) or records the refusal, also of a code that died meanwhile: replacing the
// code must not hide wrong tries. code_refused if it was right but died in between.
struct FinishCodeTry {
  LinkHash link{};
  CodeId code;
  bool right = false;
  SessionId session;
  ShareLimits limits;
};
Result<Proposals> decide(const OpeningFacts& facts, const FinishCodeTry& command,
                         const Deciding& deciding);

struct EndViewingSession {
  SessionId session;
};
Result<Proposals> decide(const ShareState& share,
                         const EndViewingSession& command);  // ended: no event

}  // namespace rollcall::domain
