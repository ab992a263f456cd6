#include "domain/contact.hpp"

#include <algorithm>
#include <utility>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

void link(ContactState& state, OrganisationId organisation, OrganisationKind kind) {
  if (!state.is_linked_to(organisation)) state.organisations.push_back({organisation, kind});
}

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
  return {{types_of<ContactAdded, ContactLinked>(), {Tag{TagKind::contact, contact.uuid}}}};
}

ContactState evolve(ContactState state, const Recorded& recorded) {
  const auto* event = std::get_if<ContactEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const ContactAdded& added) {
                   state.exists = true;
                   state.details = added.details.known;
                   link(state, added.organisation, added.organisation_kind);
                 },
                 [&](const ContactLinked& linked) {
                   link(state, linked.organisation, linked.organisation_kind);
                 },
             },
             *event);
  return state;
}

FactQueries facts_of_email(EmailKey email) {
  return {{types_of<StaffAdded, StaffEdited, ContactAdded>(), {Tag{TagKind::email, email.hash}}}};
}

EmailHolder evolve(EmailHolder holder, const Recorded& recorded) {
  if (const auto* staff = std::get_if<StaffEvent>(&recorded.event->of)) {
    std::visit(
        Overloaded{
            [&](const StaffAdded& added) { holder = {EmailHolder::Kind::staff, added.staff.uuid}; },
            [&](const StaffEdited& edited) {
              holder = passed_on(holder, {EmailHolder::Kind::staff, edited.staff.uuid});
            },
            [](const StaffRoleChanged&) {},
            [](const StaffDeactivated&) {},
            [](const StaffReactivated&) {},
        },
        *staff);
  } else if (const auto* contact = std::get_if<ContactEvent>(&recorded.event->of)) {
    std::visit(Overloaded{
                   [&](const ContactAdded& added) {
                     holder = {EmailHolder::Kind::contact, added.contact.uuid};
                   },
                   [](const ContactLinked&) {},
               },
               *contact);
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
