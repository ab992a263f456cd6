#include "api/feed/cloud_event.hpp"

#include "api/audit/log_signer.hpp"
#include "api/feed/data/data_writer.hpp"

namespace rollcall::api::feed {
namespace {

std::string text_of(const domain::Actor& actor, const Viewer& viewer) {
  std::string text(word_of(actor.kind));
  if (actor.kind == domain::ActorKind::system) return text;
  return text + ":" + viewer.actor(actor).to_string();
}

std::string joined(const std::vector<domain::Tag>& tags) {
  std::string all;
  for (const auto& tag : tags) all += (all.empty() ? "" : " ") + to_string(tag);
  return all;
}

// What the event is about before all: the office stands first where it is only whose it is.
std::string subject_of(const std::vector<domain::Tag>& tags) {
  if (tags.empty()) return "";
  const bool is_whose = tags.front().kind == domain::TagKind::office && tags.size() > 1;
  return to_string(is_whose ? tags[1] : tags.front());
}

// Attributes' names are a-z and 0-9; a position can be larger than their Integer (3.1, 32 bits).
void write_attributes(json::Writer& out, const projections::LoggedEvent& event,
                      const Viewer& viewer) {
  const auto tags = shown_tags(event.event, viewer);
  const auto position = std::to_string(event.position);
  out.field("specversion", "1.0").field("id", position).field("source", source_of(viewer.office()));
  out.field("type", std::string(kTypePrefix).append(domain::name_of(event.event)));
  out.field("time", event.recorded_at.to_string());
  if (const auto subject = subject_of(tags); !subject.empty()) out.field("subject", subject);
  out.field("position", position).field("actor", text_of(event.actor, viewer));
  out.field("correlation", event.correlation.to_string());
  if (!tags.empty()) out.field("tags", joined(tags));
  out.field("datacontenttype", "application/json");
}

bool write_data(json::Writer& out, const domain::Event& event, const Viewer& viewer) {
  DataWriter data(out, viewer);
  domain::visit_event([&](const auto& e) { data.object(e); }, event);
  return data.has_personal();
}

template <class... E>
void look_up(const std::variant<E...>*, std::string_view name,
             std::optional<domain::EventType>& type) {
  ((E::kName == name ? void(type = E::kType) : void()), ...);
}
template <class... Concepts>
std::optional<domain::EventType> type_among(const std::variant<Concepts...>*,
                                            std::string_view name) {
  std::optional<domain::EventType> type;
  (look_up(static_cast<const Concepts*>(nullptr), name, type), ...);
  return type;
}

}  // namespace

std::optional<domain::EventType> type_named(std::string_view name) {
  return type_among(static_cast<const decltype(domain::Event::of)*>(nullptr), name);
}

std::string source_of(const eventstore::OfficeId& office) {
  return "//" + log_origin({projections::from_log(office)});
}

CloudEvent cloud_event(const projections::LoggedEvent& event, const Viewer& viewer) {
  CloudEvent made;
  made.position = event.position;
  made.type = std::string(kTypePrefix).append(domain::name_of(event.event));
  json::Writer out;
  out.begin_object();
  write_attributes(out, event, viewer);
  out.key("data");
  made.has_personal = write_data(out, event.event, viewer);
  made.json = out.end_object().finish();
  return made;
}

std::string data_of(const domain::Event& event, const Viewer& viewer) {
  json::Writer out;
  write_data(out, event, viewer);
  return out.finish();
}

}  // namespace rollcall::api::feed
