#include "replay/as_of.hpp"

#include <map>
#include <set>

#include "projections/projector.hpp"

namespace rollcall::replay {
namespace {

using domain::Tag;
using domain::TagKind;
using Events = std::map<eventstore::Position, projections::LoggedEvent>;
using Read = eventstore::Result<void>;

// The events that make up a resource itself; of a share its looks too, which are tagged apart.
void add_own_events(const Tag& resource, domain::FactQueries& queries) {
  queries.push_back({{}, {resource}});
  if (resource.kind == TagKind::share) queries.push_back({{}, {{TagKind::access, resource.id}}});
}

// The events that an answer about something else shows of it: its names and links.
std::vector<domain::EventType> headline_types(TagKind kind) {
  using namespace domain;
  switch (kind) {
    case TagKind::office:
      return types_of<OfficeCreated, OfficeSettingsChanged, StaffAdded, StaffEdited,
                      StaffRoleChanged, StaffDeactivated, StaffReactivated>();
    case TagKind::organisation:
      return types_of<OrganisationAdded, OrganisationRenamed, OrganisationDeleted>();
    case TagKind::contact:
      return types_of<ContactAdded, ContactLinked, ContactEdited, ContactUnlinked,
                      ContactDeactivated, ContactReactivated, ContactDeleted>();
    case TagKind::project:
      return types_of<ProjectCreated, ProjectEdited, ProjectStatusChanged>();
    case TagKind::list:
      return types_of<ListCreated, ListEdited>();
    default:
      return {};
  }
}

class Reading {
 public:
  Reading(const eventstore::Log& log, const projections::LogCodec& codec,
          const eventstore::OfficeId& office, eventstore::Position up_to)
      : log_(log), codec_(codec), office_(office), up_to_(up_to) {}

  Read add(const domain::FactQueries& queries) {
    if (queries.empty()) return {};
    const auto records = log_.read(office_, projections::to_log(queries), {.up_to = up_to_});
    if (!records) return tl::make_unexpected(records.error());
    for (const auto& record : *records) {
      if (events_.contains(record.position)) continue;
      auto event = codec_.decode(office_, record);
      if (!event) return tl::make_unexpected(eventstore::Error::corrupt);
      events_.emplace(record.position, std::move(*event));
    }
    return {};
  }

  // Adds the headlines of what the events so far refer to.
  Read add_headlines() {
    std::set<Tag> wanted;
    for (const auto& [position, event] : events_) {
      for (const auto& tag : domain::tags_of(event.event)) wanted.insert(tag);
    }
    domain::FactQueries queries;
    for (const auto& tag : wanted) {
      auto types = headline_types(tag.kind);
      if (!types.empty() && seen_.insert(tag).second) queries.push_back({std::move(types), {tag}});
    }
    return add(queries);
  }

  const Events& events() const { return events_; }

 private:
  const eventstore::Log& log_;
  const projections::LogCodec& codec_;
  const eventstore::OfficeId office_;
  const eventstore::Position up_to_;
  Events events_;
  std::set<Tag> seen_;
};

}  // namespace

eventstore::Result<std::shared_ptr<const projections::ViewReader>> view_as_of(
    const eventstore::Log& log, const projections::LogCodec& codec,
    const eventstore::OfficeId& office, const std::vector<Tag>& resources,
    eventstore::Position up_to) {
  Reading reading(log, codec, office, up_to);
  domain::FactQueries queries;
  for (const auto& resource : resources) add_own_events(resource, queries);
  queries.push_back(
      {headline_types(TagKind::office), {{TagKind::office, projections::from_log(office)}}});
  // Twice: a list refers to its project, which refers to its customer.
  for (auto read : {reading.add(queries), reading.add_headlines(), reading.add_headlines()}) {
    if (!read) return tl::make_unexpected(read.error());
  }
  const auto store = projections::make_memory_view_store();
  const auto all = projections::all_projections();
  std::string reason;
  for (const auto& [position, event] : reading.events()) {
    if (!projections::apply_to_all(all, office, event, *store, reason)) {
      return tl::make_unexpected(eventstore::Error::corrupt);
    }
  }
  return store->snapshot();
}

}  // namespace rollcall::replay
