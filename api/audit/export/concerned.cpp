#include "api/audit/export/concerned.hpp"

#include <map>
#include <set>

#include "replay/access/disclosures.hpp"

namespace rollcall::api::audit_export {
namespace {

using domain::Tag;
using domain::TagKind;
using domain::types_of;

constexpr const char* kUnreadable = "cannot read the log";
constexpr const char* kTooMany = "more events than one export may hold";
constexpr const char* kNothing = "the office has nothing by that name";

// Follows tags from event to event until nothing new is named.
class Gathering {
 public:
  Gathering(const replay::Moment& moment, const Decode& decode, const Subject& subject)
      : moment_(moment),
        decode_(decode),
        of_participant_(subject.participant.has_value()),
        of_one_person_(subject.participant || subject.contact || subject.email) {}

  // All events with the tags, or those of some types.
  void ask(std::vector<Tag> tags, std::vector<domain::EventType> types = {}) {
    domain::FactQuery query{std::move(types), std::move(tags)};
    if (asked_.insert({query.tags, query.types}).second) open_.push_back(std::move(query));
  }
  void ask(Tag tag, std::vector<domain::EventType> types = {}) {
    ask(std::vector<Tag>{tag}, std::move(types));
  }

  // False, and `fault` says why, if it can't be done. So for all that may fail.
  bool run() {
    while (!open_.empty()) {
      const auto query = std::move(open_.back());
      open_.pop_back();
      if (!take(query, {.up_to = moment_.position, .limit = kMaxEvents + 1})) return false;
    }
    return true;
  }

  // The looks that showed the participant.
  bool take_looks_at(domain::ParticipantId participant) {
    const auto project = replay::project_of(moment_, participant);
    if (!project) return fail(kUnreadable);
    if (!*project) return fail(kNothing);
    const auto shown = replay::disclosures_of_participant(moment_, **project, participant,
                                                          {.limit = kMaxEvents + 1});
    if (!shown) return fail(kUnreadable);
    for (const auto& each : *shown) {
      const domain::FactQuery looks{{}, {{TagKind::disclosure, each.look.list.uuid}}};
      if (!take(looks, {.after = each.position - 1, .up_to = each.position})) return false;
    }
    return true;
  }

  bool of_one_person() const { return of_one_person_; }

  std::string fault;
  std::map<eventstore::Position, ConcernedEvent> events;

 private:
  bool take(const domain::FactQuery& query, const eventstore::ReadOptions& options) {
    const auto records =
        moment_.log.read(moment_.office, projections::to_log(domain::FactQueries{query}), options);
    if (!records) return fail(kUnreadable);
    for (const auto& record : *records) {
      if (events.contains(record.position)) continue;
      if (events.size() == kMaxEvents) return fail(kTooMany);
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
    if constexpr (requires { organisation_of(event.organisation); }) {
      organisation_of(event.organisation);
    }
    if constexpr (requires { membership_of(event.contact, event.project); }) {
      membership_of(event.contact, event.project);
    }
  }

  // Of a participant's: whom it was for and what it let them see, not how they got in.
  void share_of(domain::ShareId id) {
    if (of_participant_) {
      return ask({TagKind::share, id.uuid},
                 types_of<domain::ListShared, domain::ShareResent, domain::ShareReceiverIdentified,
                          domain::ShareEmailSent, domain::ShareValidityChanged,
                          domain::ShareColumnsChanged, domain::ShareDownloadChanged,
                          domain::ShareRevoked>());
    }
    ask({TagKind::share, id.uuid});
    ask({TagKind::access, id.uuid});
  }
  void share_of(const std::optional<domain::ShareId>& id) {
    if (id) share_of(*id);
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
  // As whose contact they were on the project: for whom they looked.
  void membership_of(domain::ContactId contact, domain::ProjectId project) {
    ask({{TagKind::project, project.uuid}, {TagKind::contact, contact.uuid}},
        types_of<domain::ContactAddedToProject>());
  }
  void membership_of(const std::optional<domain::ContactId>& contact, domain::ProjectId project) {
    if (contact) membership_of(*contact, project);
  }
  void organisation_of(domain::OrganisationId id) {
    ask({TagKind::organisation, id.uuid},
        types_of<domain::OrganisationAdded, domain::OrganisationRenamed>());
  }

  bool fail(std::string why) {
    fault = std::move(why);
    return false;
  }

  const replay::Moment& moment_;
  const Decode& decode_;
  const bool of_participant_;
  const bool of_one_person_;
  std::set<std::pair<std::vector<Tag>, std::vector<domain::EventType>>> asked_;
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
  if (subject.participant) {
    gathering.ask({TagKind::participant, subject.participant->uuid});
    gathering.ask(domain::history_tag(subject.participant->uuid));
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
void ask_for_office(Gathering& gathering, const Tag& office) {
  gathering.ask(office, types_of<domain::OfficeCreated, domain::OfficeSettingsChanged>());
  if (gathering.of_one_person()) return;
  gathering.ask(office, types_of<domain::StaffAdded, domain::StaffEdited, domain::StaffRoleChanged,
                                 domain::StaffDeactivated, domain::StaffReactivated,
                                 domain::ApiTokenCreated, domain::ApiTokenWithdrawn>());
}

}  // namespace

tl::expected<std::vector<ConcernedEvent>, std::string> concerned_events(
    const replay::Moment& moment, const Decode& decode, const Subject& subject) {
  Gathering gathering(moment, decode, subject);
  ask_about(gathering, subject);
  const bool is_read = !subject.participant || gathering.take_looks_at(*subject.participant);
  if (!is_read || !gathering.run()) return tl::make_unexpected(gathering.fault);
  if (subject.project) ask_for_disclosures(gathering);
  if (gathering.events.empty()) return tl::make_unexpected(kNothing);
  ask_for_office(gathering, {TagKind::office, projections::from_log(moment.office)});
  if (!gathering.run()) return tl::make_unexpected(gathering.fault);
  std::vector<ConcernedEvent> events;
  events.reserve(gathering.events.size());
  for (auto& [position, event] : gathering.events) events.push_back(std::move(event));
  return events;
}

}  // namespace rollcall::api::audit_export
