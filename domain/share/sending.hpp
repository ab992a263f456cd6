#pragma once
// What every sending of a share has to get right, the first one and those after. Of domain/share
// only.

#include <optional>
#include <string>
#include <vector>

#include "domain/share.hpp"

namespace rollcall::domain {

// Whom a sending goes to.
struct Target {
  std::optional<ContactId> contact;
  EmailAddress email;
  PersonName name;
  PersonId person;
  const ShareState* existing = nullptr;
  Date valid_until;
};

// One refusal, as a list to be added to.
Refusals fault(Reason reason, std::string field, Uuid subject = {});

// Lists of a cancelled project are not shared.
bool is_cancelled(const ProjectState& project);

// Faults of columns that were asked for (none: no fault).
Refusals check_columns(const std::optional<std::vector<Column>>& columns,
                       const ListDefinition& list);

// Faults of what the sender wrote. They are the same whatever the language of the rest.
Refusals check_mail(const OfficeSettings& office, const ShareTemplates& templates,
                    const std::optional<Subject>& subject, const std::optional<MailBody>& body);

// The date given, else `kept` (what the share has already) if not past, else the project's return
// date if not past.
Result<Date> choose_valid_until(const std::optional<Date>& given, const std::optional<Date>& kept,
                                const ProjectDetails& project, Date today,
                                const std::string& field);

// The contact person that a receiver is: `named`, or who holds the address.
std::optional<ContactId> contact_of(const std::optional<ContactId>& named,
                                    const ReceiverFacts& facts);

// Makes the target, whose `contact` is set, that person as they are now (nullptr: not known).
Refusals be_contact(const ProjectState& project, const ContactState* contact,
                    const std::string& field, Target& target);

// The share goes to the target again, who may have become a contact person since.
void resend(const ShareState& share, const Target& target, ShareResent event,
            std::optional<EmailKey> email, Proposals& proposals);

}  // namespace rollcall::domain
