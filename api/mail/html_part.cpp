#include "api/mail/html_part.hpp"

#include "api/pages/html.hpp"

namespace rollcall::api::mail {
namespace {

std::string anchor(const std::string& link) {
  const auto escaped = pages::escape(link);
  return "<a href=\"" + escaped + "\">" + escaped + "</a>";
}

// Escaped; line ends as <br>.
std::string lines(std::string_view text) {
  std::string html;
  for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    html += pages::escape(text.substr(0, end)) + "<br>\n";
    text.remove_prefix(end + 1);
  }
  return html + pages::escape(text);
}

}  // namespace

std::string html_of(const Mail& mail) {
  std::string html = "<!doctype html>\n<html lang=\"" + pages::escape(mail.language) +
                     "\">\n<head><meta charset=\"utf-8\"><title>" + pages::escape(mail.subject) +
                     "</title></head>\n<body>\n<p>";
  const std::string_view text = mail.text;
  const auto at = mail.link.empty() ? text.npos : text.find(mail.link);
  html += lines(text.substr(0, at));
  if (at != text.npos) html += anchor(mail.link) + lines(text.substr(at + mail.link.size()));
  return html + "</p>\n</body>\n</html>\n";
}

}  // namespace rollcall::api::mail
