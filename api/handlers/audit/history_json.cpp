#include "api/handlers/audit/history_json.hpp"

#include "api/feed/data/words.hpp"
#include "api/handlers/share_json.hpp"
#include "api/wire/conventions.hpp"

namespace rollcall::api::handlers {
namespace {

std::string_view route_of(const domain::Actor& viewer) {
  switch (viewer.kind) {
    case domain::ActorKind::receiver:
      return "share";
    case domain::ActorKind::contact:
      return "customerWeb";
    case domain::ActorKind::staff:
    case domain::ActorKind::api_token:
    case domain::ActorKind::system:
      break;
  }
  return "staffRole";
}

void write_why(json::Writer& out, const replay::Why& why) {
  out.begin_object()
      .field("position", why.position)
      .field("time", why.at.to_string())
      .field("type", why.event)
      .key("by");
  write_actor(out, why.by);
  if (why.link_hash) {
    const auto& hash = *why.link_hash;
    out.field("linkHash",
              wire::base64url({reinterpret_cast<const char*>(hash.data()), hash.size()}));
  }
  if (why.revocation) out.field("cause", feed::word_of(*why.revocation));
  out.end_object();
}

void write_end(json::Writer& out, const std::optional<replay::GrantEnd>& end) {
  if (!end) {
    out.null_field("to").null_field("ended");
    return;
  }
  out.field("to", end->at.to_string())
      .begin_object("ended")
      .field("reason", replay::to_string(end->why))
      .field("byClock", !end->event)
      .key("event");
  end->event ? write_why(out, *end->event) : void(out.null());
  out.end_object();
}

}  // namespace

void write_viewer(json::Writer& out, const replay::Viewers& viewers, const domain::Actor& viewer,
                  eventstore::Position position) {
  const auto who = viewers.of(viewer, position);
  out.field("route", route_of(viewer)).key("viewer");
  out.begin_object().key("actor");
  write_actor(out, viewer);
  out.key("contactId");
  who.contact ? out.value(who.contact->uuid.to_string()) : out.null();
  out.field("name", who.name).field("email", who.email).key("organisation");
  if (who.organisation) {
    out.begin_object()
        .field("id", who.organisation->uuid.to_string())
        .field("name", who.organisation_name)
        .end_object();
  } else {
    out.null();
  }
  out.end_object();
}

void write_grant(json::Writer& out, const replay::Grant& grant) {
  out.field("from", grant.from.to_string()).field("fromPosition", grant.from_position);
  write_end(out, grant.end);
  out.begin_array("because");
  for (const auto& why : grant.because) write_why(out, why);
  out.end_array();
  write_columns(out, grant.columns);
}

void write_disclosure(json::Writer& out, const replay::Disclosure& disclosure) {
  const auto& look = disclosure.look;
  out.field("accessId", look.access.uuid.to_string())
      .field("position", disclosure.position)
      .field("at", disclosure.at.to_string())
      .field("listId", look.list.uuid.to_string())
      .field("kind", name_of(look.kind))
      .field("listVersion", look.list_version)
      .field("since", look.since)
      .field("rowCount", look.row_count);
  write_columns(out, look.columns);
}

}  // namespace rollcall::api::handlers
