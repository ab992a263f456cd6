#pragma once
// Mailings: mails that the office owes somebody, and how each fares. What a mailing is about begins
// it with an event of its own; from there on all fare alike. (Mails of shares and of set-password
// links are part of what shares and accounts are, and are recorded there.)

#include <string>
#include <variant>

#include "domain/proposal.hpp"
#include "domain/values/delivery.hpp"

namespace rollcall::domain {

// Events.
struct MailingAttempted {  // recorded before the mail is handed over
  static constexpr EventType kType = 130;
  static constexpr std::string_view kName = "MailingAttempted";
  MailingId mailing;
  std::uint32_t attempt = 0;  // 1, 2 …
  bool operator==(const MailingAttempted&) const = default;
};
struct MailingSent {
  static constexpr EventType kType = 131;
  static constexpr std::string_view kName = "MailingSent";
  MailingId mailing;
  std::uint32_t attempt = 0;
  std::string message_id;
  bool operator==(const MailingSent&) const = default;
};
struct MailingDeferred {  // will be tried again
  static constexpr EventType kType = 132;
  static constexpr std::string_view kName = "MailingDeferred";
  MailingId mailing;
  std::uint32_t attempt = 0;
  std::string reason;  // a transport's word, no address in it
  Instant retry_at;
  bool operator==(const MailingDeferred&) const = default;
};
struct MailingFailed {  // given up
  static constexpr EventType kType = 133;
  static constexpr std::string_view kName = "MailingFailed";
  MailingId mailing;
  std::uint32_t attempt = 0;
  std::string reason;
  bool operator==(const MailingFailed&) const = default;
};
using MailingEvent = std::variant<MailingAttempted, MailingSent, MailingDeferred, MailingFailed>;

// What it is about.
enum class MailingKind : std::uint8_t { none, expiry_reminder, offer };

struct MailingState {
  MailingKind kind = MailingKind::none;  // none: no such mailing
  Instant since;
  Delivery delivery;
};
FactQueries facts_of_mailing(MailingId mailing);
MailingState evolve(MailingState state, const Recorded& recorded);

// How its mail fares. Each refuses (not_found) a mailing whose mail was sent or given up already,
// and an attempt out of turn.
struct RecordMailingAttempt {
  MailingId mailing;
  std::uint32_t attempt = 0;
};
struct RecordMailingSent {
  MailingId mailing;
  std::uint32_t attempt = 0;
  std::string message_id;
};
struct RecordMailingDeferred {
  MailingId mailing;
  std::uint32_t attempt = 0;
  std::string reason;
  Instant retry_at;
};
struct RecordMailingFailed {
  MailingId mailing;
  std::uint32_t attempt = 0;
  std::string reason;
};
Result<Proposals> decide(const MailingState& state, const RecordMailingAttempt& command);
Result<Proposals> decide(const MailingState& state, const RecordMailingSent& command);
Result<Proposals> decide(const MailingState& state, const RecordMailingDeferred& command);
Result<Proposals> decide(const MailingState& state, const RecordMailingFailed& command);

}  // namespace rollcall::domain
