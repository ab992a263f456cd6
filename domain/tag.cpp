#include "domain/tag.hpp"

#include <algorithm>
#include <string_view>

namespace rollcall::domain {
namespace {

constexpr std::string_view kUnknown = "unknown";

std::string_view name_of(TagKind kind) {
  switch (kind) {
    case TagKind::office:
      return "office";
    case TagKind::staff:
      return "staff";
    case TagKind::api_token:
      return "apiToken";
    case TagKind::organisation:
      return "organisation";
    case TagKind::contact:
      return "contact";
    case TagKind::project:
      return "project";
    case TagKind::roster:
      return "roster";
    case TagKind::participant:
      return "participant";
    case TagKind::list:
      return "list";
    case TagKind::share:
      return "share";
    case TagKind::access:
      return "access";
    case TagKind::disclosure:
      return "disclosure";
    case TagKind::email:
      return "email";
    case TagKind::link:
      return "link";
    case TagKind::session:
      return "session";
    case TagKind::mailing:
      return "mailing";
    case TagKind::customer_web:
      return "customerWeb";
    case TagKind::blob:
      return "blob";
    case TagKind::history:
      return "history";
    case TagKind::erasure:
      return "erasure";
  }
  return kUnknown;  // a kind of a newer build, read from an index
}

Tag cut_tag(TagKind kind, const std::array<std::uint8_t, 32>& hash) {
  Tag tag{kind, {}};
  std::copy_n(hash.begin(), tag.id.bytes.size(), tag.id.bytes.begin());
  return tag;
}

}  // namespace

Tag link_tag(const LinkHash& hash) {
  return cut_tag(TagKind::link, hash);
}

Tag blob_tag(const ContentHash& hash) {
  return cut_tag(TagKind::blob, hash);
}

std::string to_string(const Tag& tag) {
  return std::string(name_of(tag.kind)) + ":" + tag.id.to_string();
}

std::optional<Tag> parse_tag(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const auto id = Uuid::parse(text.substr(colon + 1));
  if (!id) return std::nullopt;
  for (unsigned number = 1; number <= 0xff; ++number) {
    const auto kind = static_cast<TagKind>(number);
    const auto name = name_of(kind);
    if (name == text.substr(0, colon) && name != kUnknown) return Tag{kind, *id};
  }
  return std::nullopt;
}

}  // namespace rollcall::domain
