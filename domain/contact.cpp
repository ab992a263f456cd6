#include "domain/contact.hpp"

#include <algorithm>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

void link(ContactState& state, OrganisationId organisation, OrganisationKind kind) {
  if (!state.is_linked_to(organisation)) state.organisations.push_back({organisation, kind});
}

void leave_project(ContactState& state, ProjectId project) {
  std::erase_if(state.projects, [&](const ContactProject& on) { return on.project == project; });
}

void join_project(ContactState& state, const ContactAddedToProject& added) {
  for (ContactProject& on : state.projects) {
    if (on.project != added.project) continue;
    on.organisation = added.organisation;
    return;
  }
  state.projects.push_back({added.project, added.organisation});
}

// One event's change to a person. A new event of contact persons must get its line to compile.
class ContactChange {
 public:
  ContactChange(ContactState& state, std::uint64_t position) : state_(state), position_(position) {}

  void operator()(const ContactAdded& added) {
    state_.exists = true;
    state_.details = added.details.known;
    state_.standing.address_since = position_;
    link(state_, added.organisation, added.organisation_kind);
  }
  void operator()(const ContactLinked& linked) {
    link(state_, linked.organisation, linked.organisation_kind);
  }
  void operator()(const ContactEdited& edited) {
    state_.details = edited.details.known;
    if (edited.email_changed) state_.standing.address_since = position_;
  }
  void operator()(const ContactUnlinked& unlinked) {
    std::erase_if(state_.organisations, [&](const ContactOrganisation& linked) {
      return linked.organisation == unlinked.organisation;
    });
  }
  void operator()(const ContactDeactivated&) { state_.standing.active = false; }
  void operator()(const ContactReactivated&) { state_.standing.active = true; }
  void operator()(const ContactDeleted&) {
    state_ = ContactState{false, std::nullopt, {}, {}, {.active = false}, position_};
  }
  void operator()(const ContactAddedToProject& added) { join_project(state_, added); }
  void operator()(const ContactRemovedFromProject& removed) {
    leave_project(state_, removed.project);
  }

 private:
  ContactState& state_;
  const std::uint64_t position_;
};

// An edit that changes the address is found by the old one and by the new: whoever has it gives it
// up, whoever has it not takes it.
EmailHolder passed_on(const EmailHolder& holder, const EmailHolder& person) {
  return holder == person ? EmailHolder{} : person;
}

}  // namespace

bool ContactState::is_linked_to(OrganisationId organisation) const {
  return std::any_of(
      organisations.begin(), organisations.end(),
      [&](const ContactOrganisation& linked) { return linked.organisation == organisation; });
}

FactQueries facts_of_contact(ContactId contact) {
  return {{types_of<ContactAdded, ContactLinked, ContactEdited, ContactUnlinked, ContactDeactivated,
                    ContactReactivated, ContactDeleted, ContactAddedToProject,
                    ContactRemovedFromProject, PersonErased>(),
           {Tag{TagKind::contact, contact.uuid}}}};
}

ContactState evolve(ContactState state, const Recorded& recorded) {
  state.version = recorded.position;
  ContactChange change(state, recorded.position);
  if (const auto* contact = std::get_if<ContactEvent>(&recorded.event->of)) {
    std::visit(change, *contact);
  } else if (const auto* project = std::get_if<ProjectEvent>(&recorded.event->of)) {
    if (const auto* added = std::get_if<ContactAddedToProject>(project)) change(*added);
    if (const auto* removed = std::get_if<ContactRemovedFromProject>(project)) change(*removed);
  } else if (person_erased(recorded)) {
    state.details.reset();
  }
  return state;
}

FactQueries facts_of_traces(ContactId contact) {
  return {{types_of<ContactDeleted, ListShared, ShareReceiverIdentified>(),
           {Tag{TagKind::contact, contact.uuid}}},
          {types_of<ListAccessed>(), {Tag{TagKind::access, contact.uuid}}}};
}

ContactTraces evolve(ContactTraces traces, const Recorded& recorded) {
  visit_event(
      [&](const auto& event) {
        if constexpr (requires {
                        event.project;
                        event.list;
                      }) {  // a share or a look
          traces.named = true;
          traces.projects.insert(event.project);
        } else {
          traces.deleted = true;
        }
      },
      *recorded.event);
  return traces;
}

FactQueries facts_of_email(EmailKey email) {
  return {{types_of<StaffAdded, StaffEdited, ContactAdded, ContactEdited, ContactDeleted>(),
           {Tag{TagKind::email, email.hash}}}};
}

EmailHolder evolve(EmailHolder holder, const Recorded& recorded) {
  using enum EmailHolder::Kind;
  if (const auto* event = std::get_if<StaffEvent>(&recorded.event->of)) {
    std::visit(Overloaded{
                   [&](const StaffAdded& added) { holder = {staff, added.staff.uuid}; },
                   [&](const StaffEdited& edited) {
                     holder = passed_on(holder, {staff, edited.staff.uuid});
                   },
                   [](const StaffRoleChanged&) {},
                   [](const StaffDeactivated&) {},
                   [](const StaffReactivated&) {},
               },
               *event);
  } else if (const auto* of_contact = std::get_if<ContactEvent>(&recorded.event->of)) {
    std::visit(Overloaded{
                   [&](const ContactAdded& added) { holder = {contact, added.contact.uuid}; },
                   [](const ContactLinked&) {},
                   [&](const ContactEdited& edited) {
                     holder = passed_on(holder, {contact, edited.contact.uuid});
                   },
                   [](const ContactUnlinked&) {},
                   [](const ContactDeactivated&) {},
                   [](const ContactReactivated&) {},
                   [&](const ContactDeleted&) { holder = {}; },
               },
               *of_contact);
  }
  return holder;
}

std::optional<Refusal> refusal_of_taken(const EmailHolder& holder, const std::string& field) {
  switch (holder.kind) {
    case EmailHolder::Kind::nobody:
      return std::nullopt;
    case EmailHolder::Kind::contact:
      return Refusal{Reason::contact_exists, field, holder.id, "", 0};
    case EmailHolder::Kind::staff:
      return Refusal{Reason::email_in_use, field, holder.id, "", 0};
  }
  return std::nullopt;
}

Refusals faults_of_new_contact(const ContactDetails& details, const EmailHolder& holder) {
  Refusals faults;
  if (auto taken = refusal_of_taken(holder, "/email")) faults.push_back(*std::move(taken));
  if (details.phones.size() > kMaxPhones) add(faults, Reason::too_long, "/phones");
  return faults;
}

Result<Proposals> decide(const AddContactFacts& facts, const AddContact& command) {
  if (!facts.organisation.exists) {
    return refuse(Reason::not_found, "", command.organisation.uuid);
  }
  Refusals faults = faults_of_new_contact(command.details, facts.holder);
  if (!faults.empty()) return tl::make_unexpected(std::move(faults));
  return Proposals{
      propose(ContactAdded{command.contact, command.organisation, facts.organisation.kind,
                           Personal<ContactDetails>{person_of(command.contact), command.details}},
              command.email)};
}

Result<Proposals> decide(const LinkContactFacts& facts, const LinkContact& command) {
  if (!facts.organisation.exists) {
    return refuse(Reason::not_found, "", command.organisation.uuid);
  }
  if (!facts.contact.is_known()) {
    return refuse(Reason::unknown_reference, "/contactId", command.contact.uuid);
  }
  if (facts.contact.is_linked_to(command.organisation)) return Proposals{};
  return Proposals{
      propose(ContactLinked{command.contact, command.organisation, facts.organisation.kind})};
}

}  // namespace rollcall::domain
