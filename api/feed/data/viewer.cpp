#include "api/feed/data/viewer.hpp"

#include <algorithm>

#include "projections/log_codec.hpp"

namespace rollcall::api::feed {
namespace {

using domain::TagKind;

// What a tag gives away.
enum class Names { thing, person, anything, content, secret };

Names named_by(TagKind kind) {
  switch (kind) {
    case TagKind::office:
    case TagKind::api_token:
    case TagKind::organisation:
    case TagKind::project:
    case TagKind::roster:
    case TagKind::list:
    case TagKind::share:
    case TagKind::disclosure:
    case TagKind::session:
    case TagKind::mailing:
    case TagKind::customer_web:
    case TagKind::erasure:
      return Names::thing;
    case TagKind::staff:
    case TagKind::contact:
    case TagKind::participant:
      return Names::person;
    case TagKind::access:   // of a share, a contact person or the look itself
    case TagKind::history:  // of the office, or of what was asked about
      return Names::anything;
    case TagKind::blob:
      return Names::content;
    case TagKind::email:
    case TagKind::link:
      return Names::secret;
  }
  return Names::secret;
}

// Is the one whom a tag of kind `anything` names a person?
bool is_of_person(const domain::ListAccessed& look) {
  return !look.share && look.contact;
}
bool is_of_person(const domain::HistoryRead& read) {
  return read.subject && names_person(read.subject->kind);
}
template <class E>
bool is_of_person(const E&) {
  return false;
}

}  // namespace

domain::Uuid Viewer::person(const domain::Uuid& id) const {
  if (knows_persons() || id.is_nil()) return id;
  const std::string_view bytes(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
  const auto hash = vault_->keyed_hash(office_, "pseudonyms", bytes);
  domain::Uuid pseudonym;
  std::copy_n(hash.begin(), pseudonym.bytes.size(), pseudonym.bytes.begin());
  pseudonym.bytes[6] = static_cast<std::uint8_t>((pseudonym.bytes[6] & 0x0f) | 0x80);
  pseudonym.bytes[8] = static_cast<std::uint8_t>((pseudonym.bytes[8] & 0x3f) | 0x80);
  return pseudonym;
}

bool names_person(domain::HistorySubjectKind kind) {
  switch (kind) {
    case domain::HistorySubjectKind::participant:
    case domain::HistorySubjectKind::contact:
    case domain::HistorySubjectKind::staff:
      return true;
    case domain::HistorySubjectKind::list:
    case domain::HistorySubjectKind::project:
      return false;
  }
  return true;
}

domain::Uuid Viewer::actor(const domain::Actor& actor) const {
  switch (actor.kind) {
    case domain::ActorKind::staff:
    case domain::ActorKind::contact:
      return person(actor.id);
    case domain::ActorKind::system:
    case domain::ActorKind::api_token:
    case domain::ActorKind::receiver:  // the share's id
      return actor.id;
  }
  return {};
}

std::vector<domain::Tag> shown_tags(const domain::Event& event, const Viewer& viewer) {
  const bool of_person = domain::visit_event([](const auto& e) { return is_of_person(e); }, event);
  std::vector<domain::Tag> shown;
  for (domain::Tag tag : domain::tags_of(event)) {
    const Names names = named_by(tag.kind);
    if (names == Names::secret || (names == Names::content && !viewer.knows_persons())) continue;
    if (names == Names::person || (names == Names::anything && of_person)) {
      tag.id = viewer.person(tag.id);
    }
    shown.push_back(tag);
  }
  return shown;
}

Filtering filtering_by(TagKind kind) {
  switch (named_by(kind)) {
    case Names::thing:
      return Filtering::anyone;
    case Names::person:
    case Names::anything:
    case Names::content:
      return Filtering::admin;
    case Names::secret:
      return Filtering::nobody;
  }
  return Filtering::nobody;
}

}  // namespace rollcall::api::feed
