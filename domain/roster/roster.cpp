// A project's participants as its events make them, with the keys by which an import finds them.

#include <algorithm>
#include <utility>

#include "domain/event.hpp"
#include "domain/participant.hpp"

namespace rollcall::domain {
namespace {

// "" for those a participant does not have.
struct Keys {
  std::string external_id;
  std::string email;
};

Keys keys_of(const std::optional<ParticipantDetails>& details) {
  if (!details) return {};
  return {external_id_key(*details), email_key_of(*details)};
}

Keys keys_of(const RosterState& roster, ParticipantId participant) {
  const auto found = roster.participants.find(participant);
  return found == roster.participants.end() ? Keys{} : keys_of(found->second.details);
}

void reindex_external_id(RosterState& roster, ParticipantId participant, const std::string& before,
                         const std::string& after) {
  const auto found = roster.by_external_id.find(before);
  const bool is_its = found != roster.by_external_id.end() && found->second == participant;
  if (is_its) roster.by_external_id.erase(found);
  if (!after.empty()) roster.by_external_id.insert_or_assign(after, participant);
}

// Who keeps an address keeps their place in the order of those who have it.
void reindex_email(RosterState& roster, ParticipantId participant, const std::string& before,
                   const std::string& after) {
  if (before == after) return;
  const auto found = roster.by_email.find(before);
  if (found != roster.by_email.end()) {
    std::erase(found->second, participant);
    if (found->second.empty()) roster.by_email.erase(found);
  }
  if (!after.empty()) roster.by_email[after].push_back(participant);
}

void reindex(RosterState& roster, ParticipantId participant, const Keys& before,
             const Keys& after) {
  reindex_external_id(roster, participant, before.external_id, after.external_id);
  reindex_email(roster, participant, before.email, after.email);
}

void put(RosterState& roster, ParticipantId participant,
         const Personal<ParticipantDetails>& details, std::uint64_t position) {
  reindex(roster, participant, keys_of(roster, participant), keys_of(details.known));
  roster.participants.insert_or_assign(participant, RosterState::Entry{details.known, position});
}

void take_away(RosterState& roster, ParticipantId participant) {
  reindex(roster, participant, keys_of(roster, participant), Keys{});
  roster.participants.erase(participant);
}

}  // namespace

FactQueries facts_of_roster(ProjectId project) {
  return {{types_of<ParticipantAdded, ParticipantEdited, ParticipantRemoved, PersonErased>(),
           {Tag{TagKind::roster, project.uuid}}}};
}

RosterState evolve(RosterState roster, const Recorded& recorded) {
  if (const auto* erased = person_erased(recorded)) {
    const ParticipantId participant{erased->person.uuid};
    if (roster.participants.contains(participant)) {
      put(roster, participant, {erased->person, std::nullopt}, recorded.position);
    }
    return roster;
  }
  const auto* event = std::get_if<ParticipantEvent>(&recorded.event->of);
  if (event == nullptr) return roster;
  std::visit(Overloaded{
                 [&](const ParticipantAdded& added) {
                   put(roster, added.participant, added.details, recorded.position);
                 },
                 [&](const ParticipantEdited& edited) {
                   put(roster, edited.participant, edited.details, recorded.position);
                 },
                 [&](const ParticipantRemoved& removed) { take_away(roster, removed.participant); },
                 [](const ParticipantsImported&) {},
             },
             *event);
  return roster;
}

}  // namespace rollcall::domain
