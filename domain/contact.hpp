#pragma once
// Contact persons: unique by e-mail in the office, at one or more organisations.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/organisation.hpp"
#include "domain/proposal.hpp"
#include "domain/values/personal.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

struct ContactDetails {
  EmailAddress email;
  PersonName first_name;
  PersonName last_name;
  std::vector<Phone> phones;  // at most kMaxPhones
  bool operator==(const ContactDetails&) const = default;
};

struct ContactAdded {
  static constexpr EventType kType = 30;
  static constexpr std::string_view kName = "ContactAdded";
  ContactId contact;
  OrganisationId organisation;
  OrganisationKind organisation_kind{};
  Personal<ContactDetails> details;
  bool operator==(const ContactAdded&) const = default;
};
struct ContactLinked {
  static constexpr EventType kType = 31;
  static constexpr std::string_view kName = "ContactLinked";
  ContactId contact;
  OrganisationId organisation;
  OrganisationKind organisation_kind{};
  bool operator==(const ContactLinked&) const = default;
};
using ContactEvent = std::variant<ContactAdded, ContactLinked>;

struct ContactOrganisation {
  OrganisationId organisation;
  OrganisationKind kind{};
  bool operator==(const ContactOrganisation&) const = default;
};
struct ContactState {
  bool exists = false;
  std::optional<ContactDetails> details;  // nullopt: erased
  std::vector<ContactOrganisation> organisations;
  bool is_linked_to(OrganisationId organisation) const;
  // There, and not erased: can be linked, put on projects and written to.
  bool is_known() const { return exists && details.has_value(); }
};
FactQueries facts_of_contact(ContactId contact);
ContactState evolve(ContactState state, const Recorded& recorded);

// Whose an e-mail address is in the office.
struct EmailHolder {
  enum class Kind { nobody, contact, staff };
  Kind kind = Kind::nobody;
  Uuid id;
  bool operator==(const EmailHolder&) const = default;
};
FactQueries facts_of_email(EmailKey email);
EmailHolder evolve(EmailHolder holder, const Recorded& recorded);

// An address that is somebody's cannot become another's: contact_exists or email_in_use.
std::optional<Refusal> refusal_of_taken(const EmailHolder& holder, const std::string& field);

// What is wrong with registering such a person: /email, /phones.
Refusals faults_of_new_contact(const ContactDetails& details, const EmailHolder& holder);

// Registers a new person at an organisation.
struct AddContact {
  ContactId contact;
  OrganisationId organisation;
  ContactDetails details;
  EmailKey email;
};
struct AddContactFacts {
  OrganisationState organisation;
  EmailHolder holder;
};
// contact_exists names the person to link instead, email_in_use says it is a staff member's.
Result<Proposals> decide(const AddContactFacts& facts, const AddContact& command);

// Links a known person to one more organisation.
struct LinkContact {
  ContactId contact;
  OrganisationId organisation;
};
struct LinkContactFacts {
  OrganisationState organisation;
  ContactState contact;
};
// Already linked: no event.
Result<Proposals> decide(const LinkContactFacts& facts, const LinkContact& command);

}  // namespace rollcall::domain
