#include "domain/mails/reminder.hpp"

#include <algorithm>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

template <class Event>
const Event* reminder_event(const Recorded& recorded) {
  const auto* event = std::get_if<ReminderEvent>(&recorded.event->of);
  return event ? std::get_if<Event>(event) : nullptr;
}

// Its recipient is known.
bool is_for(const ExpiringShare& share, StaffId recipient) {
  return *share.recipient == recipient;
}

}  // namespace

FactQueries facts_of_reminder(MailingId mailing) {
  return {{types_of<ExpiryReminderQueued, ShareExpiryReminded>(),
           {Tag{TagKind::mailing, mailing.uuid}}}};
}

ReminderState evolve(ReminderState state, const Recorded& recorded) {
  if (const auto* queued = reminder_event<ExpiryReminderQueued>(recorded))
    state.recipient = queued->recipient;
  if (const auto* reminded = reminder_event<ShareExpiryReminded>(recorded))
    state.shares.push_back({reminded->share, reminded->valid_until});
  return state;
}

FactQueries facts_of_reminded_days(ShareId share) {
  return {{types_of<ShareExpiryReminded>(), {Tag{TagKind::share, share.uuid}}}};
}

RemindedDays evolve(RemindedDays state, const Recorded& recorded) {
  if (const auto* reminded = reminder_event<ShareExpiryReminded>(recorded))
    state.days.insert(reminded->valid_until);
  return state;
}

ReminderDays days_to_remind_of(const OfficeSettings& office, Instant now) {
  const Date today = local_date(now, office.time_zone);
  if (office.expiry_reminder_days == 0) return {Date{today.days + 1}, today};
  return {today, Date{today.days + office.expiry_reminder_days}};
}

std::vector<StaffId> reminder_candidates(const ShareState& share, const ProjectState& project) {
  std::vector<StaffId> candidates;
  if (share.sent_by.kind == ActorKind::staff) candidates.push_back({share.sent_by.id});
  if (!project.details) return candidates;
  const auto& managers = project.details->managers;
  candidates.insert(candidates.end(), managers.begin(), managers.end());
  return candidates;
}

bool is_to_be_reminded_of(const ExpiringShare& share, Instant now) {
  if (!share.recipient || !share.facts.office.settings || !stands(share.facts, now)) return false;
  const auto days = days_to_remind_of(*share.facts.office.settings, now);
  const Date last_day = share.facts.share.valid_until;
  return days.first <= last_day && last_day <= days.last && !share.reminded.days.contains(last_day);
}

Result<Proposals> decide(const std::vector<ExpiringShare>& shares,
                         const QueueExpiryReminders& command, const Deciding& deciding) {
  std::vector<const ExpiringShare*> due;
  for (const auto& share : shares)
    if (is_to_be_reminded_of(share, deciding.now)) due.push_back(&share);
  if (due.size() > command.mailings.size()) return refuse(Reason::out_of_range);
  Proposals proposals;
  for (auto mailing = command.mailings.begin(); !due.empty(); ++mailing) {
    const StaffId recipient = *due.front()->recipient;
    proposals.push_back(propose(ExpiryReminderQueued{*mailing, recipient}));
    for (const auto* each : due) {
      if (!is_for(*each, recipient)) continue;
      const ShareState& share = each->facts.share;
      proposals.push_back(propose(ShareExpiryReminded{share.id, share.valid_until, *mailing}));
    }
    std::erase_if(due, [&](const auto* each) { return is_for(*each, recipient); });
  }
  return proposals;
}

}  // namespace rollcall::domain
