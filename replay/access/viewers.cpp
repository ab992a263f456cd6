#include "replay/access/viewers.hpp"

#include "replay/access/gathered_events.hpp"

namespace rollcall::replay {
namespace {

using namespace domain;
using eventstore::Position;
using eventstore::Result;

FactQuery about(std::vector<EventType> types, TagKind kind, const Uuid& id) {
  return {std::move(types), {{kind, id}}};
}

FactQueries about(const Actor& viewer) {
  switch (viewer.kind) {
    case ActorKind::receiver:
      return {about(types_of<ListShared, ShareResent, ShareReceiverIdentified>(), TagKind::share,
                    viewer.id)};
    case ActorKind::contact:
      return {about(types_of<ContactAdded, ContactEdited>(), TagKind::contact, viewer.id)};
    case ActorKind::staff:
      return {about(types_of<StaffAdded, StaffEdited>(), TagKind::staff, viewer.id)};
    case ActorKind::api_token:
      return {about(types_of<ApiTokenCreated>(), TagKind::api_token, viewer.id)};
    case ActorKind::system:
      break;
  }
  return {};
}

template <class Details>
Viewer introduced(const Details& details) {
  const auto& first = details.first_name.str();
  const auto& last = details.last_name.str();
  return {std::nullopt, first + (first.empty() || last.empty() ? "" : " ") + last,
          details.email.str()};
}

// The latest at `position` or before.
template <class Fact>
const Fact* as_of(const std::map<Position, Fact>& over_time, Position position) {
  const auto after = over_time.upper_bound(position);
  return after == over_time.begin() ? nullptr : &std::prev(after)->second;
}

}  // namespace

Result<Viewers> Viewers::read(const Moment& moment, ProjectId project,
                              const std::set<Actor>& viewers) {
  GatheredEvents gathered(moment);
  FactQueries queries;
  for (const Actor& viewer : viewers) {
    for (auto& query : about(viewer)) queries.push_back(std::move(query));
  }
  if (auto read = gathered.add(queries); !read) return tl::make_unexpected(read.error());
  queries.clear();
  for (const auto& [position, logged] : gathered.events()) {
    for (const Tag& tag : tags_of(logged.event)) {
      if (tag.kind != TagKind::contact) continue;
      const Tag on_project{TagKind::project, project.uuid};
      queries.push_back({types_of<ContactAddedToProject>(), {on_project, tag}});
    }
  }
  if (auto read = gathered.add(queries); !read) return tl::make_unexpected(read.error());
  queries.clear();
  for (const auto& [position, logged] : gathered.events()) {
    const auto* event = std::get_if<ProjectEvent>(&logged.event.of);
    const auto* added = event ? std::get_if<ContactAddedToProject>(event) : nullptr;
    if (added) {
      queries.push_back(about(types_of<OrganisationAdded, OrganisationRenamed>(),
                              TagKind::organisation, added->organisation.uuid));
    }
  }
  if (auto read = gathered.add(queries); !read) return tl::make_unexpected(read.error());
  Viewers known;
  for (const auto& [position, logged] : gathered.events()) known.note(logged);
  return known;
}

Viewers Viewers::among(std::span<const projections::LoggedEvent* const> events, ProjectId project) {
  Viewers known;
  for (const auto* logged : events) {
    const auto* event = std::get_if<ProjectEvent>(&logged->event.of);
    const auto* added = event ? std::get_if<ContactAddedToProject>(event) : nullptr;
    if (added == nullptr || added->project == project) known.note(*logged);
  }
  return known;
}

void Viewers::note(const projections::LoggedEvent& logged) {
  const auto person = [this](const Uuid& id, const auto& details) {
    persons_[id] = details.known ? introduced(*details.known) : Viewer{};
  };
  visit_event(
      Overloaded{
          [&](const ContactAdded& added) { person(added.contact.uuid, added.details); },
          [&](const ContactEdited& edited) { person(edited.contact.uuid, edited.details); },
          [&](const StaffAdded& added) { person(added.staff.uuid, added.details); },
          [&](const StaffEdited& edited) { person(edited.staff.uuid, edited.details); },
          [&](const ApiTokenCreated& made) { persons_[made.token.uuid].name = made.name.str(); },
          [&](const ContactAddedToProject& added) {
            memberships_[added.contact.uuid][logged.position] = added.organisation;
          },
          [&](const OrganisationAdded& added) {
            organisations_[added.organisation.uuid] = added.name.str();
          },
          [&](const OrganisationRenamed& renamed) {
            organisations_[renamed.organisation.uuid] = renamed.name.str();
          },
          [](const auto&) {},
      },
      logged.event);
  if (const auto* event = std::get_if<ShareEvent>(&logged.event.of)) {
    note_share(*event, logged.position);
  }
}

void Viewers::note_share(const ShareEvent& event, Position position) {
  const auto latest = [&](ShareId share) {
    const auto& sendings = shares_[share.uuid];
    return sendings.empty() ? Addressee{} : sendings.rbegin()->second;
  };
  std::visit(Overloaded{
                 [&](const ListShared& sent) {
                   shares_[sent.share.uuid][position] = {sent.contact, sent.sending.addressed};
                 },
                 [&](const ShareResent& sent) {
                   shares_[sent.share.uuid][position] = {latest(sent.share).contact,
                                                         sent.sending.addressed};
                 },
                 [&](const ShareReceiverIdentified& same) {
                   shares_[same.share.uuid][position] = {same.contact,
                                                         latest(same.share).addressed};
                 },
                 [](const auto&) {},
             },
             event);
}

Viewer Viewers::of(const Actor& viewer, Position position) const {
  Viewer who;
  if (viewer.kind == ActorKind::receiver) {
    const auto share = shares_.find(viewer.id);
    const auto* to = share == shares_.end() ? nullptr : as_of(share->second, position);
    if (to != nullptr) who.contact = to->contact;
    if (to != nullptr && to->addressed.known) {
      who.name = to->addressed.known->name.str();
      who.email = to->addressed.known->email.str();
    }
  } else {
    const auto person = persons_.find(viewer.id);
    if (person != persons_.end()) who = person->second;
    if (viewer.kind == ActorKind::contact) who.contact = ContactId{viewer.id};
  }
  const auto member = who.contact ? memberships_.find(who.contact->uuid) : memberships_.end();
  const auto* as = member == memberships_.end() ? nullptr : as_of(member->second, position);
  if (as == nullptr) return who;
  who.organisation = *as;
  const auto name = organisations_.find(as->uuid);
  if (name != organisations_.end()) who.organisation_name = name->second;
  return who;
}

}  // namespace rollcall::replay
