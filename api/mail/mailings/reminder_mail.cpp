#include "api/mail/mailings/reminder_mail.hpp"

#include "api/accounts/person.hpp"
#include "api/mail/envelope.hpp"
#include "domain/account.hpp"

namespace rollcall::api::mail {
namespace {

std::optional<domain::StaffId> first_reachable(Facts& facts,
                                               const std::vector<domain::StaffId>& candidates) {
  for (const auto id : candidates) {
    const auto staff = facts.load<domain::StaffState>(domain::facts_of_staff(id));
    if (domain::standing_of(*staff).reachable) return id;
  }
  return std::nullopt;
}

std::string receiver_of(const domain::ShareState& share) {
  const auto& addressed = share.sending.addressed.known;
  if (!addressed) return "?";
  const auto& name = addressed->name;
  return (name.empty() ? "" : unlinked(name.str()) + ", ") + addressed->email.str();
}

// What is shared, who has it, and until when.
std::string line_of(const domain::OpeningFacts& facts) {
  return "    " + unlinked(facts.list.definition->name.str()) + " (" +
         unlinked(facts.project.details->name.str()) + ")\n        " + receiver_of(facts.share) +
         ", " + facts.share.valid_until.to_string() + "\n";
}

struct ReminderWords {
  std::string_view subject_of_one, subject_of_several, before, after;
};
constexpr ReminderWords kEnglish{
    "A shared list is about to close", "Shared lists are about to close",
    "These shares end soon. The last day is the last on which the receiver can look at the list:",
    "If somebody needs a list for longer, give the share a later last day: the link that they "
    "have goes on working."};
constexpr ReminderWords kNorwegian{
    "En delt liste lukkes snart", "Delte lister lukkes snart",
    "Disse delingene utløper snart. Siste dag er den siste da mottakeren kan se listen:",
    "Trenger noen en liste lenger, kan du gi delingen en senere siste dag: lenken de har, virker "
    "fortsatt."};

}  // namespace

domain::ExpiringShare load_expiring(Facts& facts, domain::ShareId id) {
  domain::ExpiringShare expiring;
  auto& known = expiring.facts;
  known.share = *facts.load<domain::ShareState>(domain::facts_of_share(id));
  known.office = *facts.load<domain::OfficeState>(
      domain::facts_of_office({projections::from_log(facts.office())}));
  known.list = *facts.load<domain::ListState>(domain::facts_of_list(known.share.list));
  known.project = *facts.load<domain::ProjectState>(domain::facts_of_project(known.share.project));
  if (known.share.contact) {
    known.receiver =
        facts.load<domain::ContactState>(domain::facts_of_contact(*known.share.contact))->standing;
  }
  expiring.reminded = *facts.load<domain::RemindedDays>(domain::facts_of_reminded_days(id));
  expiring.recipient =
      first_reachable(facts, domain::reminder_candidates(known.share, known.project));
  return expiring;
}

Composed reminder_mail(Context& context, Facts& facts, const MailingAttempt& attempt) {
  const auto reminder =
      facts.load<domain::ReminderState>(domain::facts_of_reminder(attempt.mailing));
  const auto person = load_person(facts, {domain::AccountKind::staff, reminder->recipient.uuid});
  if (!person.facts.standing.reachable) return NotAnyMore{"nobody active"};
  std::string lines;
  std::size_t count = 0;
  domain::OfficeSettings office;
  for (const auto& [id, valid_until] : reminder->shares) {
    const auto known = load_expiring(facts, id).facts;
    const bool is_due = known.share.valid_until == valid_until &&
                        domain::stands(known, context.commands.now(facts.office()));
    if (!is_due) continue;
    office = *known.office.settings;
    lines += line_of(known);
    ++count;
  }
  if (count == 0) return NotAnyMore{"nothing to remind of"};
  const auto& words = is_norwegian(office.default_language) ? kNorwegian : kEnglish;
  auto mail = enveloped(
      context, {unlinked(office.name.str()), person.email, person.name(), office.default_language,
                unique_part(attempt.mailing.uuid, attempt.number)});
  mail.subject = count == 1 ? words.subject_of_one : words.subject_of_several;
  mail.text.append(words.before).append("\n\n").append(lines).append("\n");
  mail.text.append(words.after).append("\n");
  return mail;
}

}  // namespace rollcall::api::mail
