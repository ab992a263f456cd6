#include "api/mail/wording.hpp"

#include "api/mail/envelope.hpp"
#include "domain/mail_text.hpp"
#include "projections/lists.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::mail {
namespace {

// With hyphens that are none to whoever looks for a code: U+2011.
std::string unlike_code(const std::string& text) {
  std::string hyphens;
  for (const char c : text) c == '-' ? hyphens += "\u2011" : hyphens += c;
  return hyphens;
}

Names names_for(Context& context, const eventstore::OfficeId& office,
                const domain::ShareState& share) {
  const auto snapshot = context.projector.snapshot(office);
  const auto& view = *snapshot.view;
  const auto project = projections::find_project(view, office, share.project);
  auto names = names_of(view, office, share.sent_by, project);
  if (const auto list = projections::find_list(view, office, share.list)) {
    names.list = unlinked(list->definition.name.str());
  }
  return names;
}

Mail addressed(const Context& context, const domain::ShareState& share, const std::string& from,
               const std::string& unique) {
  const auto& to = *share.sending.addressed.known;
  return enveloped(context, {from, to.email, to.name.str(), share.sending.language, unique});
}

std::string share_link(const Context& context, const std::string& token) {
  return context.settings.public_url + "/s/" + token;
}

domain::MailTagValues values_of(const Names& names) {
  domain::MailTagValues values;
  values.list_name = names.list;
  values.project_name = names.project;
  values.sender_name = names.sender;
  values.office_name = names.office;
  return values;
}

}  // namespace

std::optional<Mail> share_mail(Context& context, const eventstore::OfficeId& office,
                               const domain::ShareState& share, const std::string& token,
                               std::uint32_t attempt) {
  if (share.sending.addressed.erased()) return std::nullopt;
  const auto& to = *share.sending.addressed.known;
  const auto names = names_for(context, office, share);
  const auto unique = unique_part(share.sending.id.uuid, attempt);
  auto mail = addressed(context, share, names.sender, unique);
  mail.reply_to = names.sender_email;
  mail.link = share_link(context, token);
  auto values = values_of(names);
  values.resource_link = mail.link;
  values.receiver_name = to.name.empty() ? to.email.str() : mail.to_name;
  values.valid_until = share.valid_until.to_string();
  const auto resolved = domain::resolve(to.mail, values);
  mail.subject = resolved.subject;
  mail.text = resolved.body;
  return mail;
}

domain::ResolvedMail share_mail_example(Context& context, const eventstore::OfficeId& office,
                                        const domain::Actor& sender, const domain::MailText& text,
                                        domain::Date valid_until) {
  const auto snapshot = context.projector.snapshot(office);
  auto values = values_of(names_of(*snapshot.view, office, sender, std::nullopt));
  values.resource_link = share_link(context, std::string(kNoToken));
  values.receiver_name = "Anna Berg";
  values.list_name = "Participants";
  values.project_name = "Summer meeting";
  values.valid_until = valid_until.to_string();
  return domain::resolve(text, values);
}

std::optional<Mail> code_mail(Context& context, const eventstore::OfficeId& office,
                              const domain::ShareState& share, const std::string& code) {
  if (share.sending.addressed.erased() || !share.code) return std::nullopt;
  auto names = names_for(context, office, share);
  names.office = unlike_code(names.office);
  auto mail = addressed(context, share, names.office, unique_part(share.code->id.uuid));
  mail.to_name = unlike_code(mail.to_name);
  const auto shown = code.substr(0, 4) + '-' + code.substr(4);
  if (is_norwegian(share.sending.language)) {
    mail.subject = "Engangskode fra " + names.office;
    mail.text = "Koden din er\n\n    " + shown +
                "\n\nDen gjelder i ti minutter og kan brukes én gang. Har du ikke bedt om den, kan "
                "du se bort fra denne e-posten.\n";
  } else {
    mail.subject = "Your code from " + names.office;
    mail.text = "Your code is\n\n    " + shown +
                "\n\nIt works once, for ten minutes. If you did not ask for it, you can ignore "
                "this mail.\n";
  }
  return mail;
}

Mail password_link_mail(Context& context, const eventstore::OfficeId& office, const Person& person,
                        const PasswordLinkMailed& link) {
  const auto snapshot = context.projector.snapshot(office);
  const auto row = projections::find_office(*snapshot.view, office);
  const auto settings = row ? row->settings : domain::OfficeSettings{};
  const auto from = unlinked(settings.name.str());
  auto mail = enveloped(context, {from, person.email, person.name(), settings.default_language,
                                  unique_part(link.id.uuid, link.attempt)});
  mail.link = context.settings.public_url + "/password/" + link.token;
  if (is_norwegian(settings.default_language)) {
    mail.subject = "Velg passord hos " + from;
    mail.text = "Her velger du passordet ditt:\n\n    " + mail.link +
                "\n\nLenken virker én gang, i én time. Har du ikke bedt om den, kan du se bort fra "
                "denne e-posten.\n";
  } else {
    mail.subject = "Choose your password at " + from;
    mail.text = "Choose your password here:\n\n    " + mail.link +
                "\n\nThe link works once, for an hour. If you did not ask for it, you can ignore "
                "this mail.\n";
  }
  return mail;
}

}  // namespace rollcall::api::mail
