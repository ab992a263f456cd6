#pragma once
// Share e-mail templates: the office's own texts of the mails that share a list, one per language.
// English and Norwegian are there from the start.

#include <map>
#include <optional>
#include <variant>

#include "domain/mail_text.hpp"
#include "domain/office.hpp"

namespace rollcall::domain {

inline constexpr std::size_t kMaxShareTemplates = 200;  // of an office

// Events.
struct ShareEmailTemplateSaved {
  static constexpr EventType kType = 28;
  static constexpr std::string_view kName = "ShareEmailTemplateSaved";
  OfficeId office;
  LanguageTag language;
  MailText mail;
  bool operator==(const ShareEmailTemplateSaved&) const = default;
};
struct ShareEmailTemplateRemoved {
  static constexpr EventType kType = 29;
  static constexpr std::string_view kName = "ShareEmailTemplateRemoved";
  OfficeId office;
  LanguageTag language;
  bool operator==(const ShareEmailTemplateRemoved&) const = default;
};
using ShareTemplateEvent = std::variant<ShareEmailTemplateSaved, ShareEmailTemplateRemoved>;

// State: what is there of which language.
struct ShareTemplate {
  MailText mail;
  std::uint64_t version = 0;  // position of the last change
};
using ShareTemplates = std::map<LanguageTag, ShareTemplate>;

// The texts that every office begins with. They are no events: an office that was made before they
// were mended has the mended ones.
const std::map<LanguageTag, MailText>& built_in_share_mails();

FactQueries facts_of_share_templates(OfficeId office);
ShareTemplates evolve(ShareTemplates state, const Recorded& recorded);

// The template of a language, else of a wider one (nb-NO: nb; RFC 4647, 3.4), else, Norwegian being
// read by all who read one of its forms, of another of these; end() if there is none.
ShareTemplates::const_iterator serving(const ShareTemplates& templates,
                                       const LanguageTag& language);

// The text of one sending: what the sender wrote, and for the rest the template that serves the
// language, else the one that serves `fallback` (the office's language), else the English one, else
// English as it is built in.
MailText share_mail(const ShareTemplates& templates, const LanguageTag& language,
                    const LanguageTag& fallback, const std::optional<Subject>& subject,
                    const std::optional<MailBody>& body);

// Commands.
struct SaveShareTemplate {
  OfficeId office;
  LanguageTag language;
  MailText mail;
};
// Refuses what check_mail_text does; out_of_range: too many languages. Nothing changed: no event.
Result<Proposals> decide(const ShareTemplates& templates, const SaveShareTemplate& command);

struct RemoveShareTemplate {
  OfficeId office;
  LanguageTag language;
};
// not_found; default_template: it serves the office's default language.
Result<Proposals> decide(const OfficeState& office, const ShareTemplates& templates,
                         const RemoveShareTemplate& command);

}  // namespace rollcall::domain
