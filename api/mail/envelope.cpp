#include "api/mail/envelope.hpp"

#include <algorithm>
#include <cctype>
#include <strings.h>

#include "projections/offices.hpp"

namespace rollcall::api::mail {
namespace {

// "localhost" for what is no plain name, such as an IPv6 address. Small letters: no code has any.
std::string host_of(const std::string& url) {
  const auto start = url.find("://");
  auto host = url.substr(start == std::string::npos ? 0 : start + 3);
  host.resize(std::min(host.find_first_of(":/"), host.size()));
  for (auto& c : host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool plain = !host.empty() && host.front() != '[';
  return plain ? host : "localhost";
}

struct Sender {
  std::string name;
  std::optional<domain::EmailAddress> email;
};

std::optional<Sender> sender_of(const projections::ViewReader& view,
                                const eventstore::OfficeId& office, domain::StaffId id) {
  const auto staff = projections::find_staff(view, office, id);
  if (!staff || !staff->details) return std::nullopt;
  const auto& [email, first, last] = *staff->details;
  return Sender{first.str() + (first.empty() || last.empty() ? "" : " ") + last.str(), email};
}

// Whoever sent it, then the project's managers: the first whose name is known, else whose address.
Sender sender_of(const projections::ViewReader& view, const eventstore::OfficeId& office,
                 const domain::Actor& sent_by,
                 const std::optional<projections::ProjectRow>& project) {
  std::vector<domain::StaffId> candidates;
  if (sent_by.kind == domain::ActorKind::staff) candidates.push_back({sent_by.id});
  if (project) {
    const auto& managers = project->details.managers;
    candidates.insert(candidates.end(), managers.begin(), managers.end());
  }
  Sender nameless;
  for (const auto id : candidates) {
    const auto sender = sender_of(view, office, id);
    if (sender && !sender->name.empty()) return *sender;
    if (sender && !nameless.email) nameless = *sender;
  }
  return nameless;
}

}  // namespace

std::string unlinked(std::string text) {
  constexpr std::string_view kScheme = "://";
  constexpr std::string_view kBroken = "[:]//";
  for (auto at = text.find(kScheme); at != text.npos; at = text.find(kScheme, at + kBroken.size()))
    text.replace(at, kScheme.size(), kBroken);
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (strncasecmp(text.data() + at, "www.", 4) == 0) text.replace(at + 3, 1, "[.]");
  }
  return text;
}

std::string unique_part(const domain::Uuid& id) {
  auto text = id.to_string();
  std::erase(text, '-');
  return text;
}

std::string unique_part(const domain::Uuid& id, std::uint32_t attempt) {
  return unique_part(id) + '.' + std::to_string(attempt);
}

Mail enveloped(const Context& context, const Envelope& envelope) {
  Mail mail;
  mail.from_name = envelope.from_name;
  mail.from = domain::EmailAddress::restore(context.settings.mail_from);
  mail.to_name = unlinked(envelope.to_name);
  mail.to = envelope.to;
  mail.language = envelope.language.str();
  mail.date_ms = context.clock.now().ms;
  mail.message_id = envelope.unique + '@' + host_of(context.settings.public_url);
  return mail;
}

Names names_of(const projections::ViewReader& view, const eventstore::OfficeId& office,
               const domain::Actor& sent_by,
               const std::optional<projections::ProjectRow>& project) {
  Names names;
  if (const auto row = projections::find_office(view, office)) {
    names.office = unlinked(row->settings.name.str());
  }
  if (project) names.project = unlinked(project->details.name.str());
  const auto sender = sender_of(view, office, sent_by, project);
  names.sender = sender.name.empty() ? names.office : unlinked(sender.name);
  names.sender_email = sender.email;
  return names;
}

}  // namespace rollcall::api::mail
