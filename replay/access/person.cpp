#include "replay/access/person.hpp"

#include "replay/access/gathered_events.hpp"

namespace rollcall::replay {
namespace {

using namespace domain;
using eventstore::Result;

// Adds whom an event is about.
void note(const Event& event, PersonTraces& person) {
  visit_event(Overloaded{
                  [&](const ContactAdded& added) { person.contacts.insert(added.contact); },
                  [&](const ContactEdited& edited) { person.contacts.insert(edited.contact); },
                  [&](const StaffAdded& added) { person.staff.insert(added.staff); },
                  [&](const StaffEdited& edited) { person.staff.insert(edited.staff); },
                  [&](const ListShared& shared) { person.shares.insert(shared.share); },
                  [&](const ShareResent& resent) { person.shares.insert(resent.share); },
                  [&](const ShareReceiverIdentified& same) { person.shares.insert(same.share); },
                  [](const auto&) {},
              },
              event);
}

Result<void> add_traces(const Moment& moment, const FactQuery& query, PersonTraces& person) {
  GatheredEvents gathered(moment);
  if (auto read = gathered.add({query}); !read) return read;
  for (const auto& [position, logged] : gathered.events()) note(logged.event, person);
  return {};
}

void add_all(TagKind kind, const Uuid& id, FactQueries& queries) {
  queries.push_back({{}, {{kind, id}}});
}

FactQueries queries_about(const PersonTraces& person) {
  FactQueries queries;
  for (const ContactId contact : person.contacts) {
    for (const auto kind : {TagKind::contact, TagKind::access, TagKind::history}) {
      add_all(kind, contact.uuid, queries);
    }
  }
  for (const StaffId staff : person.staff) {
    for (const auto kind : {TagKind::staff, TagKind::history}) add_all(kind, staff.uuid, queries);
  }
  for (const ShareId share : person.shares) {
    for (const auto kind : {TagKind::share, TagKind::access}) add_all(kind, share.uuid, queries);
  }
  if (person.email) add_all(TagKind::email, person.email->hash, queries);
  return queries;
}

}  // namespace

Result<PersonTraces> traces_of(const Moment& moment, ContactId contact) {
  PersonTraces person;
  const auto types = types_of<ContactAdded, ListShared, ShareReceiverIdentified>();
  const auto read = add_traces(moment, {types, {{TagKind::contact, contact.uuid}}}, person);
  if (!read) return tl::make_unexpected(read.error());
  return person;
}

Result<PersonTraces> traces_of(const Moment& moment, EmailKey email) {
  PersonTraces person;
  person.email = email;
  const auto types =
      types_of<ContactAdded, ContactEdited, StaffAdded, StaffEdited, ListShared, ShareResent>();
  const auto read = add_traces(moment, {types, {{TagKind::email, email.hash}}}, person);
  if (!read) return tl::make_unexpected(read.error());
  for (const ContactId contact : person.contacts) {
    const auto theirs = traces_of(moment, contact);
    if (!theirs) return tl::make_unexpected(theirs.error());
    person.shares.insert(theirs->shares.begin(), theirs->shares.end());
  }
  return person;
}

Result<std::vector<projections::LoggedEvent>> events_about(const Moment& moment,
                                                           const PersonTraces& person,
                                                           eventstore::Position after,
                                                           std::size_t limit) {
  const auto records = moment.log.read(moment.office, projections::to_log(queries_about(person)),
                                       {.after = after, .up_to = moment.position, .limit = limit});
  if (!records) return tl::make_unexpected(records.error());
  std::vector<projections::LoggedEvent> events;
  for (const auto& record : *records) {
    auto logged = moment.codec.decode(moment.office, record);
    if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
    events.push_back(std::move(*logged));
  }
  return events;
}

}  // namespace rollcall::replay
