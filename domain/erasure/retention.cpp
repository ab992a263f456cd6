#include "domain/erasure/retention.hpp"

#include <algorithm>

#include <date/date.h>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

bool may_go(const KeptPerson& person, Date today) {
  return person.deleted && !person.erased &&
         std::all_of(
             person.named_by.begin(), person.named_by.end(),
             [&](const ProjectDetails& project) { return retention_has_passed(project, today); });
}

}  // namespace

Date last_day_of_retention(const ProjectDetails& project) {
  const Date end = project.return_date.value_or(project.start_date);
  const date::year_month_day day{date::sys_days{date::days{end.days}}};
  const auto month = date::year_month{day.year(), day.month()} +
                     date::months{std::clamp(project.retention_months, 1, kMaxRetentionMonths)};
  const auto last = date::year_month_day_last{month.year(), date::month_day_last{month.month()}};
  const date::sys_days kept{month / std::min(day.day(), last.day())};
  return Date{static_cast<std::int32_t>(kept.time_since_epoch().count())};
}

bool retention_has_passed(const ProjectDetails& project, Date today) {
  return last_day_of_retention(project) < today;
}

FactQueries facts_of_members(ProjectId project) {
  return {{types_of<ContactAddedToProject>(), {Tag{TagKind::project, project.uuid}}}};
}

FormerMembers evolve(FormerMembers state, const Recorded& recorded) {
  const auto* event = std::get_if<ProjectEvent>(&recorded.event->of);
  const auto* added = event ? std::get_if<ContactAddedToProject>(event) : nullptr;
  if (added) state.contacts.insert(added->contact);
  return state;
}

Result<Proposals> decide(const RetentionFacts& facts, const PassRetention& command,
                         const Deciding& deciding) {
  if (!facts.office.settings || !facts.project.details) return refuse(Reason::not_found);
  const Date today = local_date(deciding.now, facts.office.settings->time_zone);
  if (!retention_has_passed(*facts.project.details, today)) return Proposals{};
  Proposals proposals;
  revoke_all(facts.shares, RevocationCause::retention, proposals);
  for (const ParticipantId participant : facts.participants) {
    proposals.push_back(propose(PersonErased{person_of(participant), PersonKind::participant,
                                             ErasureCause::retention, command.project}));
  }
  if (facts.more_participants) return proposals;
  for (const KeptPerson& person : facts.kept) {
    if (!may_go(person, today)) continue;
    proposals.push_back(propose(
        PersonErased{person_of(person.contact), PersonKind::contact, ErasureCause::retention}));
  }
  proposals.push_back(propose(RetentionPassed{command.project}));
  return proposals;
}

}  // namespace rollcall::domain
