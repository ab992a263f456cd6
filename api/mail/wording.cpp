#include "api/mail/wording.hpp"

#include "domain/mail_text.hpp"
#include "projections/lists.hpp"
#include "projections/offices.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::mail {
namespace {

struct Names {
  std::string office;
  std::string list;
  std::string project;
  std::string sender;
};

Names names_for(Context& context, const eventstore::OfficeId& office,
                const domain::ShareState& share) {
  const auto snapshot = context.projector.snapshot(office);
  Names names;
  if (const auto row = projections::find_office(*snapshot.view, office)) {
    names.office = row->settings.name.str();
  }
  if (const auto list = projections::find_list(*snapshot.view, office, share.list)) {
    names.list = list->definition.name.str();
  }
  if (const auto project = projections::find_project(*snapshot.view, office, share.project)) {
    names.project = project->details.name.str();
  }
  names.sender = names.office;
  if (share.sent_by.kind == domain::ActorKind::staff) {
    const auto staff = projections::find_staff(*snapshot.view, office, {share.sent_by.id});
    if (staff && staff->details) {
      names.sender = staff->details->first_name.str() + ' ' + staff->details->last_name.str();
    }
  }
  return names;
}

std::string host_of(const std::string& url) {
  const auto start = url.find("://");
  const auto host = url.substr(start == std::string::npos ? 0 : start + 3);
  return host.substr(0, host.find_first_of(":/"));
}

Mail addressed(Context& context, const domain::ShareState& share, const Names& names,
               const std::string& unique) {
  const auto& to = *share.sending.addressed.known;
  Mail mail;
  mail.from_name = names.office;
  mail.from = domain::EmailAddress::restore(context.settings.mail_from);
  mail.to_name = to.name.str();
  mail.to = to.email;
  mail.language = share.sending.language.str();
  mail.date_ms = context.clock.now().ms;
  mail.message_id = unique + '@' + host_of(context.settings.public_url);
  return mail;
}

bool is_norwegian(const domain::LanguageTag& language) {
  const auto primary = language.str().substr(0, language.str().find('-'));
  return primary == "nb" || primary == "nn" || primary == "no";
}

}  // namespace

std::optional<Mail> share_mail(Context& context, const eventstore::OfficeId& office,
                               const domain::ShareState& share, const std::string& token,
                               std::uint32_t attempt) {
  if (share.sending.addressed.erased()) return std::nullopt;
  const auto& to = *share.sending.addressed.known;
  const auto names = names_for(context, office, share);
  const auto unique = share.sending.id.uuid.to_string() + '-' + std::to_string(attempt);
  auto mail = addressed(context, share, names, unique);
  const auto resolved =
      domain::resolve(to.mail, {.resource_link = context.settings.public_url + "/s/" + token,
                                .receiver_name = to.name.empty() ? to.email.str() : to.name.str(),
                                .list_name = names.list,
                                .project_name = names.project,
                                .valid_until = share.valid_until.to_string(),
                                .sender_name = names.sender,
                                .office_name = names.office});
  mail.subject = resolved.subject;
  mail.text = resolved.body;
  return mail;
}

std::optional<Mail> code_mail(Context& context, const eventstore::OfficeId& office,
                              const domain::ShareState& share, const std::string& code) {
  if (share.sending.addressed.erased() || !share.code) return std::nullopt;
  const auto names = names_for(context, office, share);
  auto mail = addressed(context, share, names, share.code->id.uuid.to_string());
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

}  // namespace rollcall::api::mail
