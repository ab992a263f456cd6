#pragma once
// Projects and who is on them.

#include <optional>
#include <variant>
#include <vector>

#include "domain/contact.hpp"
#include "domain/office.hpp"
#include "domain/organisation.hpp"
#include "domain/proposal.hpp"

namespace rollcall::domain {

struct ShareState;

enum class ProjectStatus : std::uint8_t { pending = 1, confirmed = 2, finished = 3, cancelled = 4 };

struct ProjectDetails {
  Name name;
  OrganisationId customer;
  Date start_date;
  std::optional<Date> return_date;  // not before start_date
  std::vector<StaffId> managers;    // at least one
  ProjectStatus status = ProjectStatus::pending;
  std::int32_t retention_months = 120;  // after the return date; 1 to kMaxRetentionMonths
  bool operator==(const ProjectDetails&) const = default;
};

struct ProjectCreated {
  static constexpr EventType kType = 40;
  static constexpr std::string_view kName = "ProjectCreated";
  ProjectId project;
  ProjectDetails details;
  bool operator==(const ProjectCreated&) const = default;
};
struct ContactAddedToProject {
  static constexpr EventType kType = 41;
  static constexpr std::string_view kName = "ContactAddedToProject";
  ProjectId project;
  ContactId contact;
  OrganisationId organisation;  // as whose contact
  OrganisationKind organisation_kind{};
  bool operator==(const ContactAddedToProject&) const = default;
};
struct ContactRemovedFromProject {
  static constexpr EventType kType = 42;
  static constexpr std::string_view kName = "ContactRemovedFromProject";
  ProjectId project;
  ContactId contact;
  bool operator==(const ContactRemovedFromProject&) const = default;
};
struct ProjectEdited {
  static constexpr EventType kType = 43;
  static constexpr std::string_view kName = "ProjectEdited";
  ProjectId project;
  ProjectDetails details;  // the status in it is the one the project has
  bool operator==(const ProjectEdited&) const = default;
};
struct ProjectStatusChanged {  // the status, its reason, or both
  static constexpr EventType kType = 44;
  static constexpr std::string_view kName = "ProjectStatusChanged";
  ProjectId project;
  ProjectStatus status{};
  std::optional<StatusReason> reason;
  bool operator==(const ProjectStatusChanged&) const = default;
};
using ProjectEvent = std::variant<ProjectCreated, ContactAddedToProject, ContactRemovedFromProject,
                                  ProjectEdited, ProjectStatusChanged>;

struct Membership {
  ContactId contact;
  OrganisationId organisation;
  OrganisationKind kind{};
  bool operator==(const Membership&) const = default;
};
struct ProjectState {
  std::optional<ProjectDetails> details;  // nullopt: no such project
  std::vector<Membership> members;
  std::optional<StatusReason> status_reason{};  // a cancelled project has one
  std::uint64_t version = 0;                    // position of its last own change
  const Membership* member(ContactId contact) const;
};
FactQueries facts_of_project(ProjectId project);
ProjectState evolve(ProjectState state, const Recorded& recorded);

// A contact person of a new project: one that is known, or a new one, who joins the customer too.
struct NewProjectContact {
  ContactId contact;                      // of the known person, or the new one's id
  std::optional<ContactDetails> details;  // given: a new person
  EmailKey email;                         // of the new person
};
inline constexpr std::size_t kMaxProjectContacts = 500;
inline constexpr std::size_t kMaxProjectManagers = 100;

struct CreateProject {
  ProjectId project;
  Name name;
  OrganisationId customer;
  Date start_date;
  std::optional<Date> return_date;
  std::vector<StaffId> managers;  // empty: the acting staff member, else the office's first admin
  ProjectStatus status = ProjectStatus::pending;
  std::optional<StatusReason> status_reason;
  std::optional<std::int32_t> retention_months;  // default: the office's
  std::vector<NewProjectContact> contacts;
};
struct CreateProjectFacts {
  OfficeState office;
  OfficeStaff staff;
  OrganisationState customer;
  std::vector<StaffState> managers;    // like CreateProject::managers
  std::vector<ContactState> contacts;  // like CreateProject::contacts; of known persons
  std::vector<EmailHolder> holders;    // like CreateProject::contacts; of new persons
};
// The project's customer and every supplier fit a project. A known person is put on it as contact
// of the customer, if at it; else of the only supplier they are at (of several:
// organisation_needed); who is at no organisation that fits is linked to the customer too. Refusals
// name /customerId, /contacts/N/email and so on. A project is not made cancelled: unknown_value at
// /status.
Result<Proposals> decide(const CreateProjectFacts& facts, const CreateProject& command,
                         const Deciding& deciding);

// Which status may follow which. A finished project can be taken up again, but what has taken place
// cannot be cancelled; a cancelled one is planned anew, and shares that were revoked stay so.
//
//   from \ to    pending  confirmed  finished  cancelled
//   pending         -        yes       yes        yes
//   confirmed      yes        -        yes        yes
//   finished        no       yes        -         no
//   cancelled      yes        no        no         -
bool may_become(ProjectStatus from, ProjectStatus to);

struct EditProject {
  ProjectId project;
  ProjectDetails details;  // as they are to be, the status too
  std::optional<StatusReason> status_reason;
};
struct EditProjectFacts {
  ProjectState project;
  OrganisationState customer;        // EditProject::details.customer
  std::vector<StaffState> managers;  // like EditProject::details.managers; of those who stay: any
  std::vector<ShareState> shares;    // of the project's lists; read only if it is to be cancelled
  std::vector<ListId> ticked{};      // lists on its customer web; likewise
};
// Cancelling needs a reason (required at /statusReason), revokes the shares of the project's lists
// and takes these off its customer web. The customer stays while people are on the project as its
// contacts (customer_contacts_on_project): they would be contacts of a customer they may not be at.
// Dates that shares have stay as they are. Nothing changed: no event.
Result<Proposals> decide(const EditProjectFacts& facts, const EditProject& command);

struct AddContactToProject {
  ProjectId project;
  ContactId contact;
  std::optional<OrganisationId> organisation;  // needed only if several of the person's fit
};
struct AddContactToProjectFacts {
  ProjectState project;
  ContactState contact;
};
// contact_inactive: who is inactive can't be added. not_of_project: at no organisation that fits,
// or not at the one named; organisation_needed: at several that fit, and none was named. On it
// already as that organisation's contact (or none was named): no event. As another's: the
// membership changes, with one ContactAddedToProject.
Result<Proposals> decide(const AddContactToProjectFacts& facts, const AddContactToProject& command);

struct RemoveContactFromProject {
  ProjectId project;
  ContactId contact;
};
struct RemoveContactFromProjectFacts {
  ProjectState project;
  std::vector<ShareState> shares;  // of this project's lists, made to this person
};
// Revokes those shares too. not_found if the person is not on the project.
Result<Proposals> decide(const RemoveContactFromProjectFacts& facts,
                         const RemoveContactFromProject& command);

}  // namespace rollcall::domain
