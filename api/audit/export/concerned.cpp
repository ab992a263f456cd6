#include "api/audit/export/concerned.hpp"

#include <map>
#include <set>

namespace rollcall::api::audit_export {
namespace {

using domain::Tag;
using domain::TagKind;
using domain::types_of;

// Follows tags from event to event until nothing new is named.
class Gathering {
 public:
  Gathering(const eventstore::Log& log, const Decode& decode, const eventstore::OfficeId& office,
            eventstore::Position up_to, bool of_one_person)
      : log_(log), decode_(decode), office_(office), up_to_(up_to), of_one_person_(of_one_person) {}

  // All events with the tag, or those of some types.
  void ask(Tag tag, std::vector<domain::EventType> types = {}) {
    if (asked_.insert({tag, types}).second) open_.push_back({std::move(types), {tag}});
  }

  // False, and `fault` says why, if it can't be done.
  bool run() {
    while (!open_.empty()) {
      const auto query = std::move(open_.back());
      open_.pop_back();
      if (!take(query)) return false;
    }
    return true;
  }

  std::string fault;
  std::map<eventstore::Position, ConcernedEvent> events;

 private:
  bool take(const domain::FactQuery& query) {
    const auto records = log_.read(office_, projections::to_log(domain::FactQueries{query}),
                                   {.up_to = up_to_, .limit = kMaxEvents + 1});
    if (!records) return fail("cannot read the log");
    for (const auto& record : *records) {
      if (events.contains(record.position)) continue;
      if (events.size() == kMaxEvents) return fail("more events than one export may hold");
      auto logged = decode_(record);
      if (!logged) return fail("an event of the log cannot be read by this version");
      follow(logged->event);
      events.emplace(record.position, ConcernedEvent{record, *std::move(logged)});
    }
    return true;
  }

  void follow(const domain::Event& event) {
    domain::visit_event([this](const auto& e) { follow_ids(e); }, event);
  }

  template <class E>
  void follow_ids(const E& event) {
    if constexpr (requires { share_of(event.share); }) share_of(event.share);
    if constexpr (requires { list_of(event.list); }) list_of(event.list);
    if constexpr (requires { project_of(event.project); }) project_of(event.project);
    if constexpr (requires { contact_of(event.contact); }) contact_of(event.contact);
  }

  void share_of(domain::ShareId id) {
    ask({TagKind::share, id.uuid});
    ask({TagKind::access, id.uuid});
  }
  void list_of(domain::ListId id) {
    ask({TagKind::list, id.uuid},
        types_of<domain::ListCreated, domain::ListEdited, domain::ListDeleted,
                 domain::ListPublishedOnCustomerWeb, domain::ListWithdrawnFromCustomerWeb>());
  }
  // What is about one person says nothing of the others on their projects.
  void project_of(domain::ProjectId id) {
    ask({TagKind::project, id.uuid},
        types_of<domain::ProjectCreated, domain::ProjectEdited, domain::ProjectStatusChanged>());
    if (of_one_person_) return;
    ask({TagKind::project, id.uuid},
        types_of<domain::ContactAddedToProject, domain::ContactRemovedFromProject>());
  }
  void contact_of(domain::ContactId id) {
    if (of_one_person_) return;
    ask({TagKind::contact, id.uuid},
        types_of<domain::ContactAdded, domain::ContactEdited, domain::ContactDeactivated,
                 domain::ContactReactivated, domain::ContactDeleted>());
  }
  void contact_of(const std::optional<domain::ContactId>& id) {
    if (id) contact_of(*id);
  }

  bool fail(std::string why) {
    fault = std::move(why);
    return false;
  }

  const eventstore::Log& log_;
  const Decode& decode_;
  const eventstore::OfficeId& office_;
  const eventstore::Position up_to_;
  const bool of_one_person_;
  std::set<std::pair<Tag, std::vector<domain::EventType>>> asked_;
  domain::FactQueries open_;
};

// The subject's own events, and who read its history.
void ask_about(Gathering& gathering, const Subject& subject) {
  if (subject.list) {
    gathering.ask({TagKind::list, subject.list->uuid});
    gathering.ask({TagKind::disclosure, subject.list->uuid});
    gathering.ask(domain::history_tag(subject.list->uuid));
  }
  if (subject.project) {
    gathering.ask({TagKind::project, subject.project->uuid});
    gathering.ask({TagKind::customer_web, subject.project->uuid});
    gathering.ask(domain::history_tag(subject.project->uuid));
  }
  if (subject.contact) {
    gathering.ask({TagKind::contact, subject.contact->uuid});
    gathering.ask({TagKind::access, subject.contact->uuid});
    gathering.ask(domain::history_tag(subject.contact->uuid));
  }
  if (subject.email) gathering.ask({TagKind::email, subject.email->hash});
}

// Of a project: looks at its lists by the office itself, which no share names.
void ask_for_disclosures(Gathering& gathering) {
  std::vector<domain::ListId> lists;
  for (const auto& [position, event] : gathering.events) {
    const auto* list = std::get_if<domain::ListEvent>(&event.logged.event.of);
    const auto* created = list ? std::get_if<domain::ListCreated>(list) : nullptr;
    if (created) lists.push_back(created->list);
  }
  for (const auto id : lists) gathering.ask({TagKind::disclosure, id.uuid});
}

// Its settings; and its own people, who may see every list.
void ask_for_office(Gathering& gathering, const Tag& office, bool of_one_person) {
  gathering.ask(office, types_of<domain::OfficeCreated, domain::OfficeSettingsChanged>());
  if (of_one_person) return;
  gathering.ask(office, types_of<domain::StaffAdded, domain::StaffEdited, domain::StaffRoleChanged,
                                 domain::StaffDeactivated, domain::StaffReactivated,
                                 domain::ApiTokenCreated, domain::ApiTokenWithdrawn>());
}

}  // namespace

tl::expected<std::vector<ConcernedEvent>, std::string> concerned_events(
    const eventstore::Log& log, const Decode& decode, const eventstore::OfficeId& office,
    const Subject& subject, eventstore::Position up_to) {
  const bool of_one_person = subject.contact || subject.email;
  Gathering gathering(log, decode, office, up_to, of_one_person);
  ask_about(gathering, subject);
  if (!gathering.run()) return tl::make_unexpected(gathering.fault);
  if (subject.project) ask_for_disclosures(gathering);
  if (gathering.events.empty()) return tl::make_unexpected("the office has nothing by that name");
  ask_for_office(gathering, {TagKind::office, projections::from_log(office)}, of_one_person);
  if (!gathering.run()) return tl::make_unexpected(gathering.fault);
  std::vector<ConcernedEvent> events;
  events.reserve(gathering.events.size());
  for (auto& [position, event] : gathering.events) events.push_back(std::move(event));
  return events;
}

}  // namespace rollcall::api::audit_export
