#pragma once
// Reminders: some days before a share expires, whoever sent it is told.

#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "domain/office/staff.hpp"
#include "domain/share.hpp"

namespace rollcall::domain {

// Events. A mail to one member of staff, and which shares it is about, one event each.
struct ExpiryReminderQueued {
  static constexpr EventType kType = 134;
  static constexpr std::string_view kName = "ExpiryReminderQueued";
  MailingId mailing;
  StaffId recipient;
  bool operator==(const ExpiryReminderQueued&) const = default;
};
struct ShareExpiryReminded {  // never again of that share and day
  static constexpr EventType kType = 135;
  static constexpr std::string_view kName = "ShareExpiryReminded";
  ShareId share;
  Date valid_until;
  MailingId mailing;
  bool operator==(const ShareExpiryReminded&) const = default;
};
using ReminderEvent = std::variant<ExpiryReminderQueued, ShareExpiryReminded>;

// State of one mail.
struct ReminderState {
  StaffId recipient;
  struct Item {
    ShareId share;
    Date valid_until;
    bool operator==(const Item&) const = default;
  };
  std::vector<Item> shares;
};
FactQueries facts_of_reminder(MailingId mailing);
ReminderState evolve(ReminderState state, const Recorded& recorded);

// Of which last days of a share somebody was reminded.
struct RemindedDays {
  std::set<Date> days;
};
FactQueries facts_of_reminded_days(ShareId share);
RemindedDays evolve(RemindedDays state, const Recorded& recorded);

// The days on which a share is reminded of that is valid until then: these before it, and it.
// first > last: the office wants none.
struct ReminderDays {
  Date first, last;
};
ReminderDays days_to_remind_of(const OfficeSettings& office, Instant now);

// Who may be told, first choice first: whoever sent the share, then the project's managers.
std::vector<StaffId> reminder_candidates(const ShareState& share, const ProjectState& project);

// What is to be known about one share.
struct ExpiringShare {
  OpeningFacts facts;
  RemindedDays reminded;
  std::optional<StaffId> recipient;  // the first candidate who is active and known
};
// Is it to be reminded of now?
bool is_to_be_reminded_of(const ExpiringShare& share, Instant now);

struct QueueExpiryReminders {
  std::vector<MailingId> mailings;  // ids for what may be made: as many as shares
};
// Of the shares that are to be reminded of, one mail for each recipient. None: no event.
Result<Proposals> decide(const std::vector<ExpiringShare>& shares,
                         const QueueExpiryReminders& command, const Deciding& deciding);

}  // namespace rollcall::domain
