#include "domain/mail_text.hpp"

#include <algorithm>

namespace rollcall::domain {
namespace {

constexpr std::string_view kLinkTag = "resource-link";

struct TagSpot {
  std::size_t begin;  // of [
  std::size_t end;    // after ]
  std::string_view name;
};

bool is_tag_letter(char c) {
  return (c >= 'a' && c <= 'z') || c == '-';
}

std::optional<TagSpot> next_tag(std::string_view text, std::size_t from) {
  for (std::size_t begin = text.find('[', from); begin != text.npos;
       begin = text.find('[', begin + 1)) {
    std::size_t end = begin + 1;
    while (end < text.size() && is_tag_letter(text[end])) ++end;
    const bool closed = end < text.size() && text[end] == ']';
    if (closed && end > begin + 1)
      return TagSpot{begin, end + 1, text.substr(begin + 1, end - begin - 1)};
  }
  return std::nullopt;
}

// Of all texts, as MailTagValues has their values.
constexpr std::array<std::string_view, 8> kAllTags = {
    "resource-link", "receiver-name", "list-name",   "project-name",
    "valid-until",   "sender-name",   "office-name", "offer-title"};

bool is_in(MailTags tags, std::string_view tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

enum class Place { subject, body };

bool may_stand(std::string_view tag, MailTags tags, Place place) {
  return is_in(tags, tag) && (place == Place::body || tag != kLinkTag);
}

void refuse_unknown_tags(std::string_view text, const char* field, MailTags tags, Place place,
                         Refusals& refusals) {
  for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, tag->end))
    if (!may_stand(tag->name, tags, place))
      add(refusals, Reason::unknown_tag, field, {}, std::to_string(tag->begin));
}

bool has_tag(std::string_view text, std::string_view name) {
  for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, tag->end))
    if (tag->name == name) return true;
  return false;
}

const std::string& value_of(std::string_view tag, const MailTagValues& values) {
  const std::array<const std::string*, kAllTags.size()> in_order = {
      &values.resource_link, &values.receiver_name, &values.list_name,   &values.project_name,
      &values.valid_until,   &values.sender_name,   &values.office_name, &values.offer_title};
  const auto found = std::find(kAllTags.begin(), kAllTags.end(), tag);
  return *in_order[static_cast<std::size_t>(found - kAllTags.begin())];
}

// Length of the control character or line separator at `at`: C0, DEL, C1 and U+2028, U+2029.
std::size_t control_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(at);
  if (first < 0x20 || first == 0x7F) return 1;
  if (first == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9F) return 2;
  const bool separator =
      first == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9);
  return separator ? 3 : 0;
}

std::string on_one_line(std::string_view value) {
  std::string line;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t control = control_length(value, at);
    line += control > 0 ? ' ' : value[at];
    at += std::max<std::size_t>(control, 1);
  }
  return line;
}

// One pass over `text`: what was put in is never looked at again.
template <class ValueOf>
std::string put_in(std::string_view text, Place place, ValueOf value) {
  std::string result;
  std::size_t copied = 0;
  for (auto tag = next_tag(text, 0); tag; tag = next_tag(text, tag->end)) {
    if (!may_stand(tag->name, kAllTags, place)) continue;
    result += text.substr(copied, tag->begin - copied);
    result += value(tag->name);
    copied = tag->end;
  }
  result += text.substr(copied);
  return result;
}

}  // namespace

Result<MailText> check_mail_text(MailText text, MailTags tags) {
  Refusals refusals;
  refuse_unknown_tags(text.subject.str(), "/subject", tags, Place::subject, refusals);
  refuse_unknown_tags(text.body.str(), "/body", tags, Place::body, refusals);
  if (!has_tag(text.body.str(), kLinkTag)) add(refusals, Reason::resource_link_missing, "/body");
  if (!refusals.empty()) return tl::make_unexpected(std::move(refusals));
  return text;
}

ResolvedMail resolve(const MailText& text, const MailTagValues& values) {
  const auto value = [&](std::string_view tag) { return value_of(tag, values); };
  const auto line = [&](std::string_view tag) { return on_one_line(value_of(tag, values)); };
  return {put_in(text.subject.str(), Place::subject, line),
          put_in(text.body.str(), Place::body, value)};
}

}  // namespace rollcall::domain
