#include "domain/office/share_template.hpp"

#include <algorithm>
#include <array>

#include "domain/event.hpp"

namespace rollcall::domain {
namespace {

// The greetings end without a comma, as a receiver may have no name. Sender and office stand apart,
// as they are one where no person's name is known.
MailText english() {
  return {Subject::restore("[sender-name] has shared the list [list-name] with you"),
          MailBody::restore(R"(Hello [receiver-name]

[sender-name] has shared a list with you: [list-name], for [project-name].

Open it here:

[resource-link]

We will mail you a short code to open it with, so that the list is seen by you alone. You always
see it as it is at that moment, and you can come back as often as you like, up to and including
[valid-until].

The link is yours: please don't pass it on. If you know nothing about this list, just ignore this
mail.

Kind regards
[office-name])")};
}

MailText bokmaal() {
  return {Subject::restore("[sender-name] har delt listen [list-name] med deg"),
          MailBody::restore(R"(Hei [receiver-name]

[sender-name] har delt en liste med deg: [list-name], for [project-name].

Åpne den her:

[resource-link]

Vi sender deg en kort kode på e-post som du åpner den med, slik at det bare er du som ser listen.
Du ser den alltid slik den er akkurat da, og du kan komme tilbake så ofte du vil, til og med
[valid-until].

Lenken er din: vennligst ikke send den videre. Kjenner du ikke til denne listen, kan du bare se
bort fra denne e-posten.

Vennlig hilsen
[office-name])")};
}

MailText nynorsk() {
  return {Subject::restore("[sender-name] har delt lista [list-name] med deg"),
          MailBody::restore(R"(Hei [receiver-name]

[sender-name] har delt ei liste med deg: [list-name], for [project-name].

Opne ho her:

[resource-link]

Vi sender deg ein kort kode på e-post som du opnar ho med, slik at det berre er du som ser lista.
Du ser ho alltid slik ho er akkurat då, og du kan kome tilbake så ofte du vil, til og med
[valid-until].

Lenkja er di: ver venleg og ikkje send ho vidare. Kjenner du ikkje til denne lista, kan du berre
sjå bort frå denne e-posten.

Venleg helsing
[office-name])")};
}

// The tag, then wider ones: without its last subtag, and a single letter before that.
std::vector<std::string> ranges_of(const LanguageTag& language) {
  std::vector<std::string> ranges{language.str()};
  for (;;) {
    std::string wider = ranges.back();
    const auto cut = wider.rfind('-');
    if (cut == std::string::npos) return ranges;
    wider.resize(cut);
    if (wider.size() > 2 && wider[wider.size() - 2] == '-') wider.resize(wider.size() - 2);
    ranges.push_back(std::move(wider));
  }
}

}  // namespace

const std::map<LanguageTag, MailText>& built_in_share_mails() {
  static const std::map<LanguageTag, MailText> texts = {
      {LanguageTag::restore("en"), english()},
      {LanguageTag::restore("nb"), bokmaal()},
      {LanguageTag::restore("nn"), nynorsk()},
  };
  return texts;
}

FactQueries facts_of_share_templates(OfficeId office) {
  return {{types_of<OfficeCreated, ShareEmailTemplateSaved, ShareEmailTemplateRemoved>(),
           {Tag{TagKind::office, office.uuid}}}};
}

ShareTemplates evolve(ShareTemplates state, const Recorded& recorded) {
  if (const auto* event = std::get_if<OfficeEvent>(&recorded.event->of)) {
    if (!std::holds_alternative<OfficeCreated>(*event)) return state;
    for (const auto& [language, mail] : built_in_share_mails())
      state[language] = {mail, recorded.position};
    return state;
  }
  const auto* event = std::get_if<ShareTemplateEvent>(&recorded.event->of);
  if (event == nullptr) return state;
  std::visit(Overloaded{
                 [&](const ShareEmailTemplateSaved& saved) {
                   state[saved.language] = {saved.mail, recorded.position};
                 },
                 [&](const ShareEmailTemplateRemoved& removed) { state.erase(removed.language); },
             },
             *event);
  return state;
}

ShareTemplates::const_iterator serving(const ShareTemplates& templates,
                                       const LanguageTag& language) {
  auto ranges = ranges_of(language);
  if (is_norwegian(language)) ranges.insert(ranges.end(), {"nb", "no", "nn"});
  for (const auto& range : ranges) {
    const auto found = templates.find(LanguageTag::restore(range));
    if (found != templates.end()) return found;
  }
  return templates.end();
}

MailText share_mail(const ShareTemplates& templates, const LanguageTag& language,
                    const LanguageTag& fallback, const std::optional<Subject>& subject,
                    const std::optional<MailBody>& body) {
  MailText mail = english();
  for (const auto& wanted : {language, fallback, LanguageTag::restore("en")}) {
    const auto found = serving(templates, wanted);
    if (found == templates.end()) continue;
    mail = found->second.mail;
    break;
  }
  if (subject) mail.subject = *subject;
  if (body) mail.body = *body;
  return mail;
}

Result<Proposals> decide(const ShareTemplates& templates, const SaveShareTemplate& command) {
  auto mail = check_mail_text(command.mail);
  if (!mail) return tl::make_unexpected(std::move(mail.error()));
  const auto before = templates.find(command.language);
  const bool is_new = before == templates.end();
  if (is_new && templates.size() >= kMaxShareTemplates) return refuse(Reason::out_of_range);
  if (!is_new && before->second.mail == *mail) return Proposals{};
  return Proposals{propose(ShareEmailTemplateSaved{command.office, command.language, *mail})};
}

Result<Proposals> decide(const OfficeState& office, const ShareTemplates& templates,
                         const RemoveShareTemplate& command) {
  const auto removed = templates.find(command.language);
  if (removed == templates.end() || !office.settings) return refuse(Reason::not_found);
  if (serving(templates, office.settings->default_language) == removed)
    return refuse(Reason::default_template);
  return Proposals{propose(ShareEmailTemplateRemoved{command.office, command.language})};
}

}  // namespace rollcall::domain
