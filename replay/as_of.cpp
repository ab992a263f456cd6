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

constexpr std::size_t kAtOnce = 8'192;

void add(const domain::FactQueries& more, domain::FactQueries& queries) {
  queries.insert(queries.end(), more.begin(), more.end());
}

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
          const eventstore::OfficeId& office, eventstore::Position up_to, std::size_t max_events)
      : log_(log), codec_(codec), office_(office), up_to_(up_to), max_events_(max_events) {}

  // A piece at a time: what was read is as large again as what it says.
  Read add(const domain::FactQueries& queries) {
    if (queries.empty()) return {};
    const auto query = projections::to_log(queries);
    eventstore::ReadOptions options{.up_to = up_to_, .limit = kAtOnce};
    while (true) {
      const auto records = log_.read(office_, query, options);
      if (!records) return tl::make_unexpected(records.error());
      if (const auto kept = keep(*records); !kept) return kept;
      if (records->size() < kAtOnce) return {};
      options.after = records->back().position;
    }
  }

  // Adds what the subjects want of what the events so far name.
  Read add_named(const Subjects& subjects) {
    domain::FactQueries queries;
    for (const auto& tag : named()) {
      if (tag.kind == TagKind::share && subjects.whole_shares) add_own_events(tag, queries);
      if (tag.kind == TagKind::contact && subjects.whole_contacts) {
        replay::add(domain::facts_of_contact({tag.id}), queries);
      }
      if (tag.kind == TagKind::project && subjects.whole_projects) {
        replay::add(domain::facts_of_project({tag.id}), queries);
      }
    }
    for (const auto& [position, event] : events_) {
      const auto* list = std::get_if<domain::ListEvent>(&event.event.of);
      const auto* made = list ? std::get_if<domain::ListCreated>(list) : nullptr;
      if (!made || !subjects.rosters) continue;
      replay::add(domain::facts_of_roster(made->project), queries);
      replay::add(domain::facts_of_customer_web(made->project), queries);
    }
    return add(queries);
  }

  // Adds the headlines of what the events so far refer to.
  Read add_headlines() {
    domain::FactQueries queries;
    for (const auto& tag : named()) {
      auto types = headline_types(tag.kind);
      if (!types.empty() && seen_.insert(tag).second) queries.push_back({std::move(types), {tag}});
    }
    return add(queries);
  }

  const Events& events() const { return events_; }

 private:
  Read keep(const std::vector<eventstore::Record>& records) {
    for (const auto& record : records) {
      if (events_.contains(record.position)) continue;
      if (events_.size() == max_events_) {
        return tl::make_unexpected(eventstore::Error::overloaded);
      }
      auto event = codec_.decode(office_, record);
      if (!event) return tl::make_unexpected(eventstore::Error::corrupt);
      events_.emplace(record.position, std::move(*event));
    }
    return {};
  }

  std::set<Tag> named() const {
    std::set<Tag> tags;
    for (const auto& [position, event] : events_) {
      for (const auto& tag : domain::tags_of(event.event)) tags.insert(tag);
    }
    return tags;
  }

  const eventstore::Log& log_;
  const projections::LogCodec& codec_;
  const eventstore::OfficeId office_;
  const eventstore::Position up_to_;
  const std::size_t max_events_;
  Events events_;
  std::set<Tag> seen_;
};

Read read_subjects(Reading& reading, const eventstore::OfficeId& office, const Subjects& subjects) {
  if (!subjects.types.empty()) return reading.add({{subjects.types, {}}});
  auto queries = subjects.facts;
  queries.push_back(
      {headline_types(TagKind::office), {{TagKind::office, projections::from_log(office)}}});
  if (auto read = reading.add(queries); !read) return read;
  if (auto read = reading.add_named(subjects); !read) return read;
  // Twice: a list refers to its project, which refers to its customer.
  if (auto read = reading.add_headlines(); !read) return read;
  return reading.add_headlines();
}

eventstore::Result<PastView> make_view(const eventstore::OfficeId& office, const Events& events) {
  const auto store = projections::make_memory_view_store();
  const auto all = projections::all_projections();
  std::string reason;
  for (const auto& [position, event] : events) {
    if (!projections::apply_to_all(all, office, event, *store, reason)) {
      return tl::make_unexpected(eventstore::Error::corrupt);
    }
  }
  return PastView{store->snapshot(), events.size()};
}

}  // namespace

eventstore::Result<PastView> view_as_of(const eventstore::Log& log,
                                        const projections::LogCodec& codec,
                                        const eventstore::OfficeId& office,
                                        const Subjects& subjects, eventstore::Position up_to,
                                        std::size_t max_events) {
  Reading reading(log, codec, office, up_to, max_events);
  const auto read = read_subjects(reading, office, subjects);
  if (!read) return tl::make_unexpected(read.error());
  return make_view(office, reading.events());
}

eventstore::Result<std::shared_ptr<const projections::ViewReader>> view_as_of(
    const eventstore::Log& log, const projections::LogCodec& codec,
    const eventstore::OfficeId& office, const std::vector<Tag>& resources,
    eventstore::Position up_to) {
  Subjects subjects;
  for (const auto& resource : resources) add_own_events(resource, subjects.facts);
  auto past = view_as_of(log, codec, office, subjects, up_to, ~std::size_t{0});
  if (!past) return tl::make_unexpected(past.error());
  return std::move(past->view);
}

}  // namespace rollcall::replay
