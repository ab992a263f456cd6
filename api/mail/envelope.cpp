#include "api/mail/envelope.hpp"

#include <algorithm>
#include <cctype>
#include <strings.h>

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

}  // namespace rollcall::api::mail
