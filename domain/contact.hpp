#pragma once
// Contact persons: unique by e-mail in the office, at one or more organisations.

#include <map>
#include <optional>
#include <set>
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
struct ContactEdited {
  static constexpr EventType kType = 32;
  static constexpr std::string_view kName = "ContactEdited";
  ContactId contact;
  bool email_changed = false;  // it is another mailbox now
  Personal<ContactDetails> details;
  bool operator==(const ContactEdited&) const = default;
};
struct ContactUnlinked {
  static constexpr EventType kType = 33;
  static constexpr std::string_view kName = "ContactUnlinked";
  ContactId contact;
  OrganisationId organisation;
  bool operator==(const ContactUnlinked&) const = default;
};
struct ContactDeactivated {
  static constexpr EventType kType = 34;
  static constexpr std::string_view kName = "ContactDeactivated";
  ContactId contact;
  bool operator==(const ContactDeactivated&) const = default;
};
struct ContactReactivated {
  static constexpr EventType kType = 35;
  static constexpr std::string_view kName = "ContactReactivated";
  ContactId contact;
  bool operator==(const ContactReactivated&) const = default;
};
struct ContactDeleted {  // unlinked from every organisation; the address is free again
  static constexpr EventType kType = 36;
  static constexpr std::string_view kName = "ContactDeleted";
  ContactId contact;
  bool operator==(const ContactDeleted&) const = default;
};
using ContactEvent = std::variant<ContactAdded, ContactLinked, ContactEdited, ContactUnlinked,
                                  ContactDeactivated, ContactReactivated, ContactDeleted>;

struct ContactOrganisation {
  OrganisationId organisation;
  OrganisationKind kind{};
  bool operator==(const ContactOrganisation&) const = default;
};
struct ContactProject {
  ProjectId project;
  OrganisationId organisation;  // through which they are on it
  bool operator==(const ContactProject&) const = default;
};
// What decides whether a share of theirs stands.
struct ContactStanding {
  bool active = true;               // neither deactivated nor deleted
  std::uint64_t address_since = 0;  // position from which on they have their present mailbox
  bool operator==(const ContactStanding&) const = default;
};
struct ContactState {
  bool exists = false;                    // false again once deleted
  std::optional<ContactDetails> details;  // nullopt: erased
  std::vector<ContactOrganisation> organisations;
  std::vector<ContactProject> projects{};  // oldest membership first
  ContactStanding standing{};
  std::uint64_t version = 0;  // position of the last event
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

// What is wrong with such details, `holder` being whose the address is: /email, /phones.
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

// Changes what is given.
struct EditContact {
  ContactId contact;
  std::optional<EmailAddress> email{};
  std::optional<PersonName> first_name{};
  std::optional<PersonName> last_name{};
  std::optional<std::vector<Phone>> phones{};
  std::optional<EmailKey> email_key{};  // of `email`
};
struct EditContactFacts {
  ContactState contact;
  EmailHolder holder;                    // of the address given
  std::optional<EmailKey> former_email;  // of the address they have
};
// contact_exists, email_in_use: the new address is somebody else's. As it was: no event.
Result<Proposals> decide(const EditContactFacts& facts, const EditContact& command);

// What is left of a person in the log. Shares that name them, the accesses by these, and their own
// on customer web do so for ever: then their key stays when they are deleted, so that who was shown
// what can still be told.
struct ContactTraces {
  bool deleted = false;
  bool named = false;
  std::set<ProjectId> projects{};  // of what names them
  // Nothing needs their key any more.
  bool are_to_be_forgotten() const { return deleted && !named; }
};
FactQueries facts_of_traces(ContactId contact);
ContactTraces evolve(ContactTraces traces, const Recorded& recorded);

// How a person goes: for good, or until they are reactivated.
enum class ContactLeave { deletion, deactivation };
// domain.md's table: by the number of projects the person is on, whatever their state.
bool is_allowed(ContactLeave leave, std::size_t projects);
// The projects that stand in the way; of unlinking: those the person is on through it.
std::vector<ProjectId> blocking_projects(const ContactState& contact, ContactLeave leave);
std::vector<ProjectId> blocking_projects(const ContactState& contact, OrganisationId organisation);

struct ContactLeaveFacts {
  ContactState contact;
  std::optional<EmailKey> email;              // of the address they have, if known
  std::map<ProjectId, Name> project_names{};  // of those that stand in the way
};
// Each refuses with a contact_on_projects per project that stands in the way, `subject` being the
// project. not_found: nobody, or not linked there.
struct DeleteContact {
  ContactId contact;
};
// What is left of them goes at once; if they are named (ContactTraces), what they signed in by.
Result<Proposals> decide(const ContactLeaveFacts& facts, const DeleteContact& command);
struct DeactivateContact {
  ContactId contact;
};
// Inactive already: no event.
Result<Proposals> decide(const ContactLeaveFacts& facts, const DeactivateContact& command);
struct UnlinkContact {
  ContactId contact;
  OrganisationId organisation;
};
// From the last organisation: deletes the person.
Result<Proposals> decide(const ContactLeaveFacts& facts, const UnlinkContact& command);

struct ReactivateContact {
  ContactId contact;
};
// Active already: no event.
Result<Proposals> decide(const ContactState& contact, const ReactivateContact& command);

}  // namespace rollcall::domain
