#pragma once
// The text of share e-mails, with tags such as [resource-link].

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "domain/values/result.hpp"
#include "domain/values/text.hpp"

namespace rollcall::domain {

inline constexpr std::array<std::string_view, 7> kMailTags = {
    "resource-link", "receiver-name", "list-name",  "project-name",
    "valid-until",   "sender-name",   "office-name"};

struct MailText {
  Subject subject;
  MailBody body;
  bool operator==(const MailText&) const = default;
};

// A text's own tags; it must hold [resource-link].
using MailTags = std::span<const std::string_view>;

// resource_link_missing (field "/body") and unknown_tag (field "/subject" or "/body", detail = the
// offset of its bracket in bytes). A tag is [ and lower-case letters and hyphens and ]; other
// brackets are text. [resource-link] in the subject is refused as unknown_tag too.
Result<MailText> check_mail_text(MailText text, MailTags tags = kMailTags);

struct MailTagValues {
  std::string resource_link, receiver_name, list_name, project_name, valid_until, sender_name,
      office_name, offer_title;
};
// Puts the values in, once: a value that looks like a tag stays as it is. In the subject line
// breaks and control characters of a value become spaces.
struct ResolvedMail {
  std::string subject;
  std::string body;
};
ResolvedMail resolve(const MailText& text, const MailTagValues& values);

}  // namespace rollcall::domain
