// How a project is made, with the people who are on it from the start.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <unordered_set>
#include <utility>

#include "domain/event.hpp"
#include "domain/projects/details.hpp"

namespace rollcall::domain {
namespace {

// As whose contact a known person comes onto the new project. nullopt: is to be linked to the
// customer first.
Result<std::optional<ContactOrganisation>> organisation_for(const ContactState& contact,
                                                            OrganisationId customer) {
  std::vector<ContactOrganisation> suppliers;
  for (const ContactOrganisation& linked : contact.organisations) {
    if (linked.organisation == customer) return linked;
    if (linked.kind == OrganisationKind::supplier) suppliers.push_back(linked);
  }
  if (suppliers.size() > 1) return refuse(Reason::organisation_needed);
  if (suppliers.empty()) return std::nullopt;
  return suppliers.front();
}

// One command's way through the rules: collects every fault and, besides, the events.
class Creation {
 public:
  Creation(const CreateProjectFacts& facts, const CreateProject& command, const Deciding& deciding)
      : facts_(facts), command_(command), deciding_(deciding) {
    // Facts that are not the command's are a fault of the program: nothing may be decided on them.
    const bool complete = facts.managers.size() == command.managers.size() &&
                          facts.contacts.size() == command.contacts.size() &&
                          facts.holders.size() == command.contacts.size();
    if (!complete) std::abort();
  }

  Result<Proposals> decided() {
    ProjectDetails details = project_details();
    add(faults_, faults_of_details(details, facts_.customer));
    if (command_.status == ProjectStatus::cancelled) {
      add(faults_, Reason::unknown_value, "/status");
    }
    details.managers = managers();
    if (command_.contacts.size() > kMaxProjectContacts) {
      add(faults_, Reason::too_long, "/contacts");
    } else {
      for (std::size_t i = 0; i < command_.contacts.size(); ++i) put_on_project(i);
    }
    if (!faults_.empty()) return tl::make_unexpected(std::move(faults_));
    Proposals proposals = {propose(ProjectCreated{command_.project, std::move(details)})};
    if (command_.status_reason) {
      proposals.push_back(
          propose(ProjectStatusChanged{command_.project, command_.status, command_.status_reason}));
    }
    std::move(people_.begin(), people_.end(), std::back_inserter(proposals));
    return proposals;
  }

 private:
  ProjectDetails project_details() {
    const std::int32_t office_months =
        facts_.office.settings ? facts_.office.settings->retention_months : 120;
    return ProjectDetails{command_.name,
                          command_.customer,
                          command_.start_date,
                          command_.return_date,
                          {},
                          command_.status,
                          command_.retention_months.value_or(office_months)};
  }

  std::vector<StaffId> managers() {
    if (command_.managers.empty()) return default_managers();
    add(faults_, faults_of_managers(command_.managers, facts_.managers));
    return command_.managers;
  }

  std::vector<StaffId> default_managers() {
    if (deciding_.actor.kind == ActorKind::staff) return {StaffId{deciding_.actor.id}};
    if (const auto admin = facts_.staff.first_admin()) return {*admin};
    add(faults_, Reason::required, "/projectManagerIds");
    return {};
  }

  void put_on_project(std::size_t index) {
    const std::string field = "/contacts/" + std::to_string(index);
    if (command_.contacts[index].details) {
      put_new_person(index, field);
    } else {
      put_known_person(index, field);
    }
  }

  void put_new_person(std::size_t index, const std::string& field) {
    const NewProjectContact& person = command_.contacts[index];
    Refusals faults = faults_of_new_contact(*person.details, facts_.holders[index]);
    if (!emails_.insert(person.email.hash).second) {
      add(faults, Reason::duplicate, "/email");
    }
    add(faults_, below(field, std::move(faults)));
    people_.push_back(
        propose(ContactAdded{person.contact, command_.customer, OrganisationKind::customer,
                             Personal<ContactDetails>{person_of(person.contact), person.details}},
                person.email));
    add_member(person.contact, {command_.customer, OrganisationKind::customer});
  }

  void put_known_person(std::size_t index, const std::string& field) {
    const ContactId contact = command_.contacts[index].contact;
    if (!contacts_.insert(contact).second) {
      return add(faults_, Reason::duplicate, field + "/contactId", contact.uuid);
    }
    if (!facts_.contacts[index].is_known()) {
      return add(faults_, Reason::unknown_reference, field + "/contactId", contact.uuid);
    }
    if (!facts_.contacts[index].standing.active) {
      return add(faults_, Reason::contact_inactive, field + "/contactId", contact.uuid);
    }
    auto organisation = organisation_for(facts_.contacts[index], command_.customer);
    if (!organisation) {
      return add(faults_, below(field, std::move(organisation).error()));
    }
    if (!*organisation) {
      *organisation = ContactOrganisation{command_.customer, OrganisationKind::customer};
      people_.push_back(
          propose(ContactLinked{contact, command_.customer, OrganisationKind::customer}));
    }
    add_member(contact, **organisation);
  }

  void add_member(ContactId contact, const ContactOrganisation& as) {
    people_.push_back(
        propose(ContactAddedToProject{command_.project, contact, as.organisation, as.kind}));
  }

  const CreateProjectFacts& facts_;
  const CreateProject& command_;
  const Deciding& deciding_;
  Refusals faults_;
  Proposals people_;
  std::unordered_set<Uuid> emails_;
  std::unordered_set<ContactId> contacts_;
};

}  // namespace

Result<Proposals> decide(const CreateProjectFacts& facts, const CreateProject& command,
                         const Deciding& deciding) {
  return Creation(facts, command, deciding).decided();
}

}  // namespace rollcall::domain
