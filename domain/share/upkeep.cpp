// What the office does with a share that is there: change it, revoke it, send it again.
#include "domain/share.hpp"
#include "domain/share/sending.hpp"

namespace rollcall::domain {
namespace {

bool is_there(const ShareFacts& facts) {
  return facts.office.settings && facts.list.definition && facts.project.details &&
         facts.share.exists();
}

// To whom a share goes when it is sent again: a contact person as they are now.
Result<Target> receiver_again(const ShareFacts& facts, const ReceiverFacts& receiver) {
  Target target{contact_of(facts.share.contact, receiver), {}, {}, {}, &facts.share, {}};
  if (target.contact) {
    const ContactState* contact = receiver.contact ? &*receiver.contact : nullptr;
    Refusals refusals = be_contact(facts.project, contact, "", target);
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

void revoke_all(const std::vector<ShareState>& shares, RevocationCause cause,
                Proposals& proposals) {
  for (const ShareState& share : shares) {
    if (!share.exists() || share.revocation) continue;
    proposals.push_back(propose(ShareRevoked{share.id, cause}));
  }
}

Result<Proposals> decide(const ShareFacts& facts, const ReceiverFacts& receiver,
                         const SendShareAgain& command, const Deciding& deciding) {
  if (!is_there(facts)) return refuse(Reason::not_found);
  if (is_cancelled(facts.project)) return refuse(Reason::project_cancelled);
  const OfficeSettings& office = *facts.office.settings;
  const ShareState& share = facts.share;
  const auto target = receiver_again(facts, receiver);
  const auto day =
      choose_valid_until(command.valid_until, share.valid_until, *facts.project.details,
                         local_date(deciding.now, office.time_zone), "/validUntil");
  Refusals refusals = check_mail(office, facts.templates, command.subject, command.body);
  if (!target) add(refusals, target.error());
  if (!day) add(refusals, day.error());
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  const LanguageTag language = command.language.value_or(share.sending.language);
  const MailText mail =
      share_mail(facts.templates, language, office.default_language, command.subject, command.body);
  const Sending sending{
      command.sending, language, {target->person, Addressed{target->email, target->name, mail}}};
  Proposals proposals;
  resend(share, *target, {share.id, *day, share.columns, share.may_download, sending},
         command.email_key, proposals);
  return proposals;
}

}  // namespace rollcall::domain
