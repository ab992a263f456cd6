#include "replay/access/audience.hpp"

#include <algorithm>
#include <set>

#include "replay/access/gathered_events.hpp"
#include "replay/access/grants.hpp"

namespace rollcall::replay {
namespace {

using namespace domain;
using eventstore::Result;

// The events of the office that decide who looks at lists at all.
FactQuery of_office(const eventstore::OfficeId& office) {
  return {types_of<OfficeCreated, OfficeSettingsChanged, StaffAdded, StaffEdited, StaffRoleChanged,
                   StaffDeactivated, StaffReactivated, ApiTokenCreated, ApiTokenWithdrawn>(),
          {{TagKind::office, projections::from_log(office)}}};
}

// Of a share whatever opens and closes it; how its mails and codes fare otherwise does not.
FactQuery of_share(ShareId share) {
  return {types_of<ListShared, ShareResent, ShareReceiverIdentified, ShareEmailAttempted,
                   ShareValidityChanged, ShareColumnsChanged, ShareDownloadChanged, ShareRevoked,
                   ShareCodeRefused>(),
          {{TagKind::share, share.uuid}}};
}

FactQuery of_contact(ContactId contact) {
  return {types_of<ContactAdded, ContactEdited, ContactDeactivated, ContactReactivated,
                   ContactDeleted>(),
          {{TagKind::contact, contact.uuid}}};
}

// What the events so far name, as further queries.
struct Named {
  std::set<ShareId> shares;
  std::set<ContactId> contacts;
  std::optional<ProjectId> project;

  explicit Named(const GatheredEvents::Events& events) {
    for (const auto& [position, logged] : events) {
      for (const auto& [kind, id] : tags_of(logged.event)) {
        if (kind == TagKind::share) shares.insert({id});
        if (kind == TagKind::contact) contacts.insert({id});
        if (kind == TagKind::project) project = {id};
      }
    }
  }
};

Result<void> gather(GatheredEvents& gathered, const eventstore::OfficeId& office, ListId list) {
  if (auto read = gathered.add({{{}, {{TagKind::list, list.uuid}}}}); !read) return read;
  const Named by_list(gathered.events());
  if (!by_list.project) return {};
  FactQueries queries = facts_of_project(*by_list.project);
  queries.push_back(of_office(office));
  for (const ShareId share : by_list.shares) queries.push_back(of_share(share));
  if (auto read = gathered.add(queries); !read) return read;
  queries.clear();
  for (const ContactId contact : Named(gathered.events()).contacts) {
    queries.push_back(of_contact(contact));
  }
  return gathered.add(queries);
}

}  // namespace

bool Grant::ended_by(eventstore::Position position, Instant at) const {
  if (!end) return false;
  return end->event ? end->event->position <= position : end->at <= at;
}

bool Grant::covers(eventstore::Position position, Instant at) const {
  return from_position <= position && !ended_by(position, at);
}

Result<std::optional<Audience>> audience_of(const Moment& moment, ListId list, Instant at) {
  GatheredEvents gathered(moment);
  if (auto read = gather(gathered, moment.office, list); !read) {
    return tl::make_unexpected(read.error());
  }
  Grants grants(list);
  for (const auto& [position, event] : gathered.events()) grants.apply(event);
  if (grants.facts().list(list).project.uuid.is_nil()) return std::nullopt;
  grants.pass_time(at);
  return std::move(grants).finish();
}

}  // namespace rollcall::replay
