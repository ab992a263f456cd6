#include "domain/share/sending.hpp"

#include <algorithm>
#include <set>

namespace rollcall::domain {
namespace {

bool is_column_of(const std::vector<Column>& columns, const Column& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

PersonName full_name(const ContactDetails& contact) {
  const std::string& first = contact.first_name.str();
  const std::string& last = contact.last_name.str();
  return PersonName::restore(first + (first.empty() || last.empty() ? "" : " ") + last);
}

}  // namespace

Refusals fault(Reason reason, std::string field, Uuid subject) {
  return refuse(reason, std::move(field), subject).value();
}

bool is_cancelled(const ProjectState& project) {
  return project.details->status == ProjectStatus::cancelled;
}

Refusals check_columns(const std::optional<std::vector<Column>>& columns,
                       const ListDefinition& list) {
  if (!columns) return {};
  if (columns->empty()) return fault(Reason::required, "/columns");
  Refusals refusals;
  std::set<Column> seen;
  for (std::size_t i = 0; i < columns->size(); ++i) {
    const Column& column = (*columns)[i];
    const std::string field = "/columns/" + std::to_string(i);
    if (!is_column_of(list.columns, column))
      add(refusals, Reason::column_not_in_list, field);
    else if (!seen.insert(column).second)
      add(refusals, Reason::duplicate, field);
  }
  return refusals;
}

Refusals check_mail(const OfficeSettings& office, const ShareTemplates& templates,
                    const std::optional<Subject>& subject, const std::optional<MailBody>& body) {
  const auto checked = check_mail_text(
      share_mail(templates, office.default_language, office.default_language, subject, body));
  return checked ? Refusals{} : checked.error();
}

Result<Date> choose_valid_until(const std::optional<Date>& given, const std::optional<Date>& kept,
                                const ProjectDetails& project, Date today,
                                const std::string& field) {
  if (given && *given < today) return refuse(Reason::valid_until_past, field);
  if (given) return *given;
  if (kept && *kept >= today) return *kept;
  if (project.return_date && *project.return_date >= today) return *project.return_date;
  return refuse(Reason::valid_until_needed, field);
}

std::optional<ContactId> contact_of(const std::optional<ContactId>& named,
                                    const ReceiverFacts& facts) {
  if (named) return named;
  if (facts.holder && facts.holder->kind == EmailHolder::Kind::contact)
    return ContactId{facts.holder->id};
  return std::nullopt;
}

Refusals be_contact(const ProjectState& project, const ContactState* contact,
                    const std::string& field, Target& target) {
  const bool known = contact && contact->exists && contact->details;
  if (!known) return fault(Reason::unknown_reference, field, target.contact->uuid);
  if (!contact->standing.active)
    return fault(Reason::contact_inactive, field, target.contact->uuid);
  if (project.member(*target.contact) == nullptr)
    return fault(Reason::not_on_project, field, target.contact->uuid);
  target.email = contact->details->email;
  target.name = full_name(*contact->details);
  target.person = person_of(*target.contact);
  return {};
}

void resend(const ShareState& share, const Target& target, ShareResent event,
            std::optional<EmailKey> email, Proposals& proposals) {
  if (target.contact && !share.contact)
    proposals.push_back(
        propose(ShareReceiverIdentified{share.id, share.list, share.project, *target.contact}));
  proposals.push_back(propose(std::move(event), email));
}

}  // namespace rollcall::domain
