// What is known of persons who are to be erased, from their events.
#include "domain/erasure/erasure.hpp"
#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

// An edit of the address is found by the old one and by the new.
template <class Id>
void pass_on(std::set<Id>& holders, const Id& id) {
  if (holders.erase(id) == 0) holders.insert(id);
}

void note_email(ParticipantTrace& trace, const Personal<ParticipantDetails>& details) {
  if (!details.known) return;
  auto email = email_key_of(*details.known);
  if (!email.empty()) trace.emails.insert(std::move(email));
}

TagKind tag_kind_of(PersonKind kind) {
  switch (kind) {
    case PersonKind::contact:
      return TagKind::contact;
    case PersonKind::participant:
      return TagKind::participant;
    case PersonKind::receiver:
      return TagKind::share;
    case PersonKind::staff:
      return TagKind::staff;
  }
  return TagKind::erasure;
}

}  // namespace

Tag subject_of(const PersonErased& erased) {
  return {tag_kind_of(erased.kind), erased.share ? erased.share->uuid : erased.person.uuid};
}

const PersonErased* person_erased(const Recorded& recorded) {
  const auto* event = std::get_if<ErasureEvent>(&recorded.event->of);
  return event ? std::get_if<PersonErased>(event) : nullptr;
}

FactQueries facts_of_erased(const Tag& subject) {
  return {{types_of<PersonErased>(), {subject}}};
}

ErasedPersons evolve(ErasedPersons state, const Recorded& recorded) {
  if (const auto* erased = person_erased(recorded)) state.persons.insert(erased->person);
  return state;
}

FactQueries facts_of_participant(ParticipantId participant) {
  return {{types_of<ParticipantAdded, ParticipantEdited, PersonErased>(),
           {Tag{TagKind::participant, participant.uuid}}}};
}

ParticipantTrace evolve(ParticipantTrace state, const Recorded& recorded) {
  visit_event(Overloaded{
                  [&](const ParticipantAdded& added) {
                    state.project = added.project;
                    note_email(state, added.details);
                  },
                  [&](const ParticipantEdited& edited) { note_email(state, edited.details); },
                  [&](const PersonErased&) {
                    state.erased = true;
                    state.emails.clear();
                  },
                  [](const auto&) {},  // not asked for
              },
              *recorded.event);
  return state;
}

FactQueries facts_of_receivers(ShareId share) {
  return {{types_of<ListShared, ShareResent, ShareReceiverIdentified, PersonErased>(),
           {Tag{TagKind::share, share.uuid}}}};
}

ReceiverTrace evolve(ReceiverTrace state, const Recorded& recorded) {
  visit_event(
      Overloaded{
          [&](const ListShared& shared) {
            if (!shared.contact) state.persons.insert(shared.sending.addressed.person);
          },
          [&](const ShareResent& resent) { state.persons.insert(resent.sending.addressed.person); },
          [&](const PersonErased& erased) { state.persons.erase(erased.person); },
          [](const auto&) {},
      },
      *recorded.event);
  return state;
}

AddressTrace evolve(AddressTrace state, const Recorded& recorded) {
  visit_event(Overloaded{
                  [&](const ContactAdded& added) { state.contacts.insert(added.contact); },
                  [&](const ContactEdited& edited) { pass_on(state.contacts, edited.contact); },
                  [&](const StaffAdded& added) { state.staff = added.staff; },
                  [&](const StaffEdited& edited) {
                    state.staff =
                        state.staff == edited.staff ? std::nullopt : std::optional(edited.staff);
                  },
                  [](const auto&) {},  // of who is deleted the address stays a trace
              },
              *recorded.event);
  return state;
}

}  // namespace rollcall::domain
