// Sharing a list with receivers, for the first time or again.
#include <algorithm>
#include <set>

#include "domain/share.hpp"
#include "domain/share/sending.hpp"

namespace rollcall::domain {
namespace {

// What is the same for all receivers of one request.
struct Sharing {
  const ShareListFacts& facts;
  const ShareList& command;
  Date today;
};

std::string pointer(std::size_t receiver, const char* field) {
  return "/receivers/" + std::to_string(receiver) + field;
}

bool is_share_with(const ShareState& share, const Sharing& sharing, const Target& target) {
  if (!share.exists() || share.list != sharing.command.list) return false;
  if (share.contact) return share.contact == target.contact;
  const auto& addressed = share.sending.addressed.known;
  return addressed && addressed->email.canonical() == target.email.canonical();
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
  target.contact = contact_of(receiver.contact, facts);
  if (target.contact) {
    const char* field = receiver.contact ? "/contactId" : "/email";
    const ContactState* contact = facts.contact ? &*facts.contact : nullptr;
    add(refusals, be_contact(sharing.facts.project, contact, pointer(n, field), target));
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
  if (const auto contact = contact_of(receiver.contact, facts)) return contact->uuid.to_string();
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
          {target.person,
           Addressed{target.email, target.name,
                     share_mail(sharing.facts.templates, language, office.default_language,
                                command.subject, command.body)}}};
}

void share_with(const Sharing& sharing, const NewReceiver& receiver, const Target& target,
                Proposals& proposals) {
  const ShareList& command = sharing.command;
  const Sending sending = sending_to(sharing, receiver, target);
  if (const ShareState* share = target.existing)
    return resend(
        *share, target,
        ShareResent{share->id, target.valid_until, command.columns.value_or(share->columns),
                    command.may_download.value_or(share->may_download), sending},
        receiver.email_key, proposals);
  const bool may_download = sharing.facts.office.settings->receivers_may_download;
  proposals.push_back(
      propose(ListShared{receiver.share, command.list, sharing.facts.list.project, target.contact,
                         target.valid_until,
                         command.columns.value_or(sharing.facts.list.definition->columns),
                         command.may_download.value_or(may_download), sending},
              receiver.email_key));
}

}  // namespace

Result<Proposals> decide(const ShareListFacts& facts, const ShareList& command,
                         const Deciding& deciding) {
  if (!facts.office.settings || !facts.list.definition || !facts.project.details)
    return refuse(Reason::not_found);
  if (is_cancelled(facts.project)) return refuse(Reason::project_cancelled);
  const OfficeSettings& office = *facts.office.settings;
  Refusals refusals = check_count(facts, command);
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  const Sharing sharing{facts, command, local_date(deciding.now, office.time_zone)};
  std::vector<Target> targets(command.receivers.size());
  for (std::size_t n = 0; n < targets.size(); ++n)
    add(refusals, resolve_receiver(sharing, n, targets[n]));
  add(refusals, refuse_repeated(sharing));
  add(refusals, check_columns(command.columns, *facts.list.definition));
  add(refusals, check_mail(office, facts.templates, command.subject, command.body));
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  Proposals proposals;
  for (std::size_t n = 0; n < targets.size(); ++n)
    share_with(sharing, command.receivers[n], targets[n], proposals);
  return proposals;
}

}  // namespace rollcall::domain
