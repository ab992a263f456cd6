// A person's details change; the address with them, if it is nobody else's.

#include <utility>

#include "domain/contact.hpp"

namespace rollcall::domain {
namespace {

ContactDetails edited(ContactDetails details, const EditContact& command) {
  details.email = command.email.value_or(std::move(details.email));
  details.first_name = command.first_name.value_or(std::move(details.first_name));
  details.last_name = command.last_name.value_or(std::move(details.last_name));
  details.phones = command.phones.value_or(std::move(details.phones));
  return details;
}

}  // namespace

Result<Proposals> decide(const EditContactFacts& facts, const EditContact& command) {
  if (!facts.contact.is_known()) return refuse(Reason::not_found, "", command.contact.uuid);
  const ContactDetails& before = *facts.contact.details;
  ContactDetails after = edited(before, command);
  const bool email_changed = after.email.canonical() != before.email.canonical();
  const Refusals faults =
      faults_of_new_contact(after, email_changed ? facts.holder : EmailHolder{});
  if (!faults.empty()) return tl::make_unexpected(faults);
  if (after == before) return Proposals{};
  ContactEdited event{
      command.contact, email_changed, {person_of(command.contact), std::move(after)}};
  if (!email_changed) return Proposals{propose(std::move(event))};
  return Proposals{propose(std::move(event), command.email_key, facts.former_email)};
}

}  // namespace rollcall::domain
