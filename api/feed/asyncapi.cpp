#include "api/feed/asyncapi.hpp"

#include "api/feed/cloud_event.hpp"
#include "api/feed/data/schema_writer.hpp"

namespace rollcall::api::feed {
namespace {

constexpr std::string_view kAbout =
    "Every event of an office's log, in order, as it is recorded, by server-sent events. `id` is "
    "the event's position: a client that comes back with it as `Last-Event-ID` misses nothing and "
    "gets nothing twice. `event` is the type, `data` the CloudEvent. Between events come "
    "heartbeats: comments with an `id` of what was looked at so far. Office admins are shown "
    "persons as they are; auditors are shown pseudonyms, the same for one person in every event, "
    "and no text that may name one.";

// Calls `of_event` with an empty event of every type.
template <class Function, class... E>
void each(const std::variant<E...>*, const Function& of_event) {
  (of_event(E{}), ...);
}
template <class Function, class... Concepts>
void each_event(const std::variant<Concepts...>*, const Function& of_event) {
  (each(static_cast<const Concepts*>(nullptr), of_event), ...);
}
template <class Function>
void each_event(const Function& of_event) {
  each_event(static_cast<const decltype(domain::Event::of)*>(nullptr), of_event);
}

void text(json::Writer& out, std::string_view name, std::string_view description) {
  out.begin_object(name).field("type", "string").field("description", description).end_object();
}

void write_info(json::Writer& out) {
  out.begin_object("info").field("title", "Rollcall: following the log");
  out.field("version", "1").field("description", kAbout);
  out.begin_object("license").field("name", "Apache-2.0");
  out.field("url", "https://www.apache.org/licenses/LICENSE-2.0").end_object().end_object();
  out.begin_object("servers").begin_object("server").field("host", "{host}");
  out.field("protocol", "https").begin_object("variables").begin_object("host");
  out.field("default", "localhost:8080").field("description", "Where the server listens.");
  out.end_object().end_object().begin_array("security").begin_object();
  out.field("$ref", "#/components/securitySchemes/token").end_object().end_array();
  out.end_object().end_object();
}

void write_channel(json::Writer& out) {
  out.begin_object("channels").begin_object("events").field("address", "/v1/events");
  out.field("title", "The office's log").begin_object("messages");
  each_event([&]<class E>(const E&) {
    out.begin_object(E::kName);
    out.field("$ref", std::string("#/components/messages/").append(E::kName)).end_object();
  });
  out.end_object().end_object().end_object();
}

void write_query(json::Writer& out) {
  out.begin_object("query").field("type", "object").begin_object("properties");
  text(out, "after", "Position (decimal) after which to begin; without: from the first event.");
  text(out, "types", "Names of events, with commas between: only these.");
  text(out, "tag", "Only events about this, e.g. list:018f… as `tags` has it.");
  out.end_object().end_object();
}

void write_operation(json::Writer& out) {
  out.begin_object("operations").begin_object("followEvents").field("action", "send");
  out.field("summary", "GET with Accept: text/event-stream");
  out.begin_object("channel").field("$ref", "#/channels/events").end_object();
  out.begin_object("bindings").begin_object("http").field("method", "GET");
  write_query(out);
  out.field("bindingVersion", "0.3.0").end_object().end_object();
  out.end_object().end_object();
}

void write_message(json::Writer& out, std::string_view name) {
  out.begin_object(name).field("name", std::string(kTypePrefix).append(name)).field("title", name);
  out.field("contentType", "application/cloudevents+json").begin_object("payload");
  out.begin_array("allOf").begin_object().field("$ref", "#/components/schemas/CloudEvent");
  out.end_object().begin_object().field("type", "object").begin_object("properties");
  out.begin_object("type").field("const", std::string(kTypePrefix).append(name)).end_object();
  out.begin_object("data").field("$ref", std::string("#/components/schemas/").append(name));
  out.end_object().end_object().end_object().end_array().end_object().end_object();
}

void write_envelope(json::Writer& out) {
  out.begin_object("CloudEvent").field("type", "object").begin_object("properties");
  out.begin_object("specversion").field("const", "1.0").end_object();
  text(out, "id", "The event's position.");
  out.begin_object("source").field("type", "string").field("format", "uri-reference");
  out.field("description", "The office's log, by the origin of its checkpoints.").end_object();
  text(out, "type", "rollcall. and the event's name.");
  out.begin_object("time").field("type", "string").field("format", "date-time").end_object();
  text(out, "subject", "What the event is about before all: its first tag.");
  text(out, "position", "Decimal, in the office's log: 1, 2, 3 …");
  text(out, "actor", "Who did it: system, or kind and id, as staff:018f….");
  text(out, "correlation", "The request that caused it.");
  text(out, "tags", "All that the event is about, with spaces between.");
  out.begin_object("datacontenttype").field("const", "application/json").end_object();
  out.begin_object("data").field("type", "object").end_object().end_object();
  out.begin_array("required");
  for (const auto* name : {"specversion", "id", "source", "type", "time", "position", "actor",
                           "correlation", "datacontenttype", "data"}) {
    out.value(name);
  }
  out.end_array().end_object();
}

void write_components(json::Writer& out) {
  out.begin_object("components").begin_object("messages");
  each_event([&]<class E>(const E&) { write_message(out, E::kName); });
  out.end_object().begin_object("schemas");
  write_envelope(out);
  each_event([&]<class E>(const E& event) {
    out.begin_object(E::kName);
    SchemaWriter(out).object(event);
    out.end_object();
  });
  out.end_object().begin_object("securitySchemes").begin_object("token").field("type", "http");
  out.field("scheme", "bearer").field("description", "Of role officeAdmin or auditor.");
  out.end_object().end_object().end_object();
}

std::string make_document() {
  json::Writer out;
  out.begin_object().field("asyncapi", "3.0.0");
  write_info(out);
  out.field("defaultContentType", "application/json");
  write_channel(out);
  write_operation(out);
  write_components(out);
  return out.end_object().finish();
}

}  // namespace

const std::string& asyncapi_document() {
  static const std::string document = make_document();
  return document;
}

}  // namespace rollcall::api::feed
