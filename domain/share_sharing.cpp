// What the office does with shares: share a list, change, revoke, send again.
#include <algorithm>
#include <set>

#include "domain/share.hpp"

namespace rollcall::domain {
namespace {

// What is the same for all receivers of one request.
struct Sharing {
  const ShareListFacts& facts;
  const ShareList& command;
  Date today;
};

// Whom one receiver of the request turns out to be.
struct Target {
  std::optional<ContactId> contact;
  EmailAddress email;
  PersonName name;
  PersonId person;
  const ShareState* existing = nullptr;
  Date valid_until;
};

Refusals fault(Reason reason, std::string field, Uuid subject = {}) {
  return refuse(reason, std::move(field), subject).value();
}

bool is_column_of(const std::vector<Column>& columns, const Column& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

// Faults of columns that were asked for.
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

Refusals check_mail(const OfficeSettings& office, const std::optional<Subject>& subject,
                    const std::optional<MailBody>& body) {
  const auto checked =
      check_mail_text(share_mail(office.default_language, office.default_language, subject, body));
  return checked ? Refusals{} : checked.error();
}

// `kept`: what the share has already.
Result<Date> choose_valid_until(const std::optional<Date>& given, const std::optional<Date>& kept,
                                const ProjectDetails& project, Date today,
                                const std::string& field) {
  if (given && *given < today) return refuse(Reason::valid_until_past, field);
  if (given) return *given;
  if (kept && *kept >= today) return *kept;
  if (project.return_date && *project.return_date >= today) return *project.return_date;
  return refuse(Reason::valid_until_needed, field);
}

PersonName full_name(const ContactDetails& contact) {
  const std::string& first = contact.first_name.str();
  const std::string& last = contact.last_name.str();
  return PersonName::restore(first + (first.empty() || last.empty() ? "" : " ") + last);
}

// The contact person that receiver is, named or by the address.
std::optional<ContactId> contact_of(const NewReceiver& receiver, const ReceiverFacts& facts) {
  if (receiver.contact) return receiver.contact;
  if (facts.holder && facts.holder->kind == EmailHolder::Kind::contact)
    return ContactId{facts.holder->id};
  return std::nullopt;
}

std::string pointer(std::size_t receiver, const char* field) {
  return "/receivers/" + std::to_string(receiver) + field;
}

bool is_share_with(const ShareState& share, const Sharing& sharing, const Target& target) {
  if (!share.exists() || share.list != sharing.command.list) return false;
  if (share.contact) return share.contact == target.contact;
  const auto& addressed = share.sending.addressed.known;
  return addressed && addressed->email.canonical() == target.email.canonical();
}

Refusals be_contact(const ProjectState& project, const ReceiverFacts& facts,
                    const std::string& field, Target& target) {
  const bool known = facts.contact && facts.contact->exists && facts.contact->details;
  if (!known) return fault(Reason::unknown_reference, field, target.contact->uuid);
  if (project.member(*target.contact) == nullptr)
    return fault(Reason::not_on_project, field, target.contact->uuid);
  target.email = facts.contact->details->email;
  target.name = full_name(*facts.contact->details);
  target.person = person_of(*target.contact);
  return {};
}

// A receiver who is no contact person keeps key and name from one sending to the next.
void be_address(const NewReceiver& receiver, Target& target) {
  target.email = *receiver.email;
  target.name = receiver.name;
  target.person = receiver.person;
}

void take_over(const ShareState& share, Target& target) {
  target.existing = &share;
  const auto& addressed = share.sending.addressed;
  if (target.contact || addressed.erased()) return;
  target.person = addressed.person;
  if (target.name.empty()) target.name = addressed.known->name;
}

// Finds out who receiver `n` is and until when; what is wrong comes back.
Refusals resolve_receiver(const Sharing& sharing, std::size_t n, Target& target) {
  const NewReceiver& receiver = sharing.command.receivers[n];
  const ReceiverFacts& facts = sharing.facts.receivers[n];
  if (receiver.contact && receiver.email) return fault(Reason::malformed, pointer(n, ""));
  if (!receiver.contact && !receiver.email) return fault(Reason::required, pointer(n, "/email"));
  Refusals refusals;
  target.contact = contact_of(receiver, facts);
  if (target.contact) {
    const char* field = receiver.contact ? "/contactId" : "/email";
    add(refusals, be_contact(sharing.facts.project, facts, pointer(n, field), target));
  } else {
    be_address(receiver, target);
  }
  if (facts.existing && is_share_with(*facts.existing, sharing, target))
    take_over(*facts.existing, target);
  const auto kept = target.existing ? std::optional(target.existing->valid_until) : std::nullopt;
  const auto day = choose_valid_until(receiver.valid_until, kept, *sharing.facts.project.details,
                                      sharing.today, pointer(n, "/validUntil"));
  if (day)
    target.valid_until = *day;
  else
    add(refusals, day.error());
  return refusals;
}

// Whom a receiver is, to be found twice: the contact person, else the mailbox.
std::string identity(const NewReceiver& receiver, const ReceiverFacts& facts) {
  if (const auto contact = contact_of(receiver, facts)) return contact->uuid.to_string();
  return receiver.email ? receiver.email->canonical() : "";
}

Refusals refuse_repeated(const Sharing& sharing) {
  Refusals refusals;
  std::set<std::string> seen;
  for (std::size_t n = 0; n < sharing.command.receivers.size(); ++n) {
    const NewReceiver& receiver = sharing.command.receivers[n];
    const std::string who = identity(receiver, sharing.facts.receivers[n]);
    if (who.empty() || seen.insert(who).second) continue;
    const char* field = receiver.contact ? "/contactId" : "/email";
    add(refusals, Reason::duplicate, pointer(n, field));
  }
  return refusals;
}

Refusals check_count(const ShareListFacts& facts, const ShareList& command) {
  const std::size_t count = command.receivers.size();
  if (count == 0) return fault(Reason::required, "/receivers");
  // Receivers without facts can't be decided about.
  if (count > kMaxReceivers || facts.receivers.size() != count)
    return fault(Reason::out_of_range, "/receivers");
  return {};
}

Sending sending_to(const Sharing& sharing, const NewReceiver& receiver, const Target& target) {
  const OfficeSettings& office = *sharing.facts.office.settings;
  const ShareList& command = sharing.command;
  const LanguageTag language =
      receiver.language.value_or(command.language.value_or(office.default_language));
  return {receiver.sending,
          language,
          {target.person, Addressed{target.email, target.name,
                                    share_mail(language, office.default_language, command.subject,
                                               command.body)}}};
}

Proposal share_with(const Sharing& sharing, const NewReceiver& receiver, const Target& target) {
  const ShareList& command = sharing.command;
  const Sending sending = sending_to(sharing, receiver, target);
  if (const ShareState* share = target.existing)
    return propose(
        ShareResent{share->id, target.valid_until, command.columns.value_or(share->columns),
                    command.may_download.value_or(share->may_download), sending},
        receiver.email_key);
  const bool may_download = sharing.facts.office.settings->receivers_may_download;
  return propose(ListShared{receiver.share, command.list, sharing.facts.list.project,
                            target.contact, target.valid_until,
                            command.columns.value_or(sharing.facts.list.definition->columns),
                            command.may_download.value_or(may_download), sending},
                 receiver.email_key);
}

bool is_there(const ShareFacts& facts) {
  return facts.office.settings && facts.list.definition && facts.project.details &&
         facts.share.exists();
}

// To whom a share goes when it is sent again: a contact person as they are now.
Result<Target> receiver_again(const ShareFacts& facts, const ContactState* contact) {
  Target target{facts.share.contact, {}, {}, {}, &facts.share, {}};
  if (target.contact) {
    const ReceiverFacts known{std::nullopt, contact ? std::optional(*contact) : std::nullopt, {}};
    Refusals refusals = be_contact(facts.project, known, "", target);
    if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
    return target;
  }
  const auto& addressed = facts.share.sending.addressed;
  if (addressed.erased()) return refuse(Reason::unknown_reference);
  target.email = addressed.known->email;
  target.name = addressed.known->name;
  target.person = addressed.person;
  return target;
}

Refusals check_change(const ShareFacts& facts, const ChangeShare& command, Date today) {
  const ShareState& share = facts.share;
  Refusals refusals;
  const bool moved = command.valid_until && *command.valid_until != share.valid_until;
  if (moved && *command.valid_until < today) add(refusals, Reason::valid_until_past, "/validUntil");
  if (command.columns && *command.columns != share.columns)
    add(refusals, check_columns(command.columns, *facts.list.definition));
  return refusals;
}

}  // namespace

Result<Proposals> decide(const ShareListFacts& facts, const ShareList& command,
                         const Deciding& deciding) {
  if (!facts.office.settings || !facts.list.definition || !facts.project.details)
    return refuse(Reason::not_found);
  const OfficeSettings& office = *facts.office.settings;
  Refusals refusals = check_count(facts, command);
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  const Sharing sharing{facts, command, local_date(deciding.now, office.time_zone)};
  std::vector<Target> targets(command.receivers.size());
  for (std::size_t n = 0; n < targets.size(); ++n)
    add(refusals, resolve_receiver(sharing, n, targets[n]));
  add(refusals, refuse_repeated(sharing));
  add(refusals, check_columns(command.columns, *facts.list.definition));
  add(refusals, check_mail(office, command.subject, command.body));
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  Proposals proposals;
  for (std::size_t n = 0; n < targets.size(); ++n)
    proposals.push_back(share_with(sharing, command.receivers[n], targets[n]));
  return proposals;
}

Result<Proposals> decide(const ShareFacts& facts, const ChangeShare& command,
                         const Deciding& deciding) {
  if (!is_there(facts)) return refuse(Reason::not_found);
  const ShareState& share = facts.share;
  if (share.revocation) return refuse(Reason::share_revoked);
  const Date today = local_date(deciding.now, facts.office.settings->time_zone);
  Refusals refusals = check_change(facts, command, today);
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  Proposals proposals;
  if (command.valid_until && *command.valid_until != share.valid_until)
    proposals.push_back(propose(ShareValidityChanged{share.id, *command.valid_until}));
  if (command.columns && *command.columns != share.columns)
    proposals.push_back(propose(ShareColumnsChanged{share.id, *command.columns}));
  if (command.may_download && *command.may_download != share.may_download)
    proposals.push_back(propose(ShareDownloadChanged{share.id, *command.may_download}));
  return proposals;
}

Result<Proposals> decide(const ShareState& share, const RevokeShare&) {
  if (!share.exists()) return refuse(Reason::not_found);
  if (share.revocation) return Proposals{};
  return Proposals{propose(ShareRevoked{share.id, RevocationCause::by_sender})};
}

Result<Proposals> decide(const ShareFacts& facts, const ContactState* contact,
                         const SendShareAgain& command, const Deciding& deciding) {
  if (!is_there(facts)) return refuse(Reason::not_found);
  const OfficeSettings& office = *facts.office.settings;
  const ShareState& share = facts.share;
  const auto target = receiver_again(facts, contact);
  const auto day =
      choose_valid_until(command.valid_until, share.valid_until, *facts.project.details,
                         local_date(deciding.now, office.time_zone), "/validUntil");
  Refusals refusals = check_mail(office, command.subject, command.body);
  if (!target) add(refusals, target.error());
  if (!day) add(refusals, day.error());
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  const LanguageTag language = command.language.value_or(share.sending.language);
  const MailText mail =
      share_mail(language, office.default_language, command.subject, command.body);
  const Sending sending{
      command.sending, language, {target->person, Addressed{target->email, target->name, mail}}};
  return Proposals{propose(ShareResent{share.id, *day, share.columns, share.may_download, sending},
                           command.email_key)};
}

}  // namespace rollcall::domain
