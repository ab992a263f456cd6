#include "api/handlers/share_json.hpp"

#include "projections/contacts.hpp"
#include "projections/offices.hpp"

namespace rollcall::api::handlers {
namespace {

std::string_view name_of(domain::DeliveryState state) {
  switch (state) {
    case domain::DeliveryState::queued:
      return "queued";
    case domain::DeliveryState::sent:
      return "sent";
    case domain::DeliveryState::deferred:
      return "deferred";
    case domain::DeliveryState::failed:
      return "failed";
  }
  return "";
}

std::string_view name_of(domain::AccessState state) {
  switch (state) {
    case domain::AccessState::pending:
      return "pending";
    case domain::AccessState::active:
      return "active";
    case domain::AccessState::expired:
      return "expired";
    case domain::AccessState::revoked:
      return "revoked";
    case domain::AccessState::suspended:
      return "suspended";
    case domain::AccessState::locked:
      return "locked";
  }
  return "";
}

std::optional<std::string> text_of(const std::optional<domain::Instant>& at) {
  return at ? std::optional(at->to_string()) : std::nullopt;
}

void write_receiver(json::Writer& out, const domain::ShareState& share) {
  const auto& addressed = share.sending.addressed.known;
  out.begin_object("receiver").key("contactId");
  share.contact ? out.value(share.contact->uuid.to_string()) : out.null();
  if (addressed) {
    out.field("email", addressed->email.str()).field("name", addressed->name.str());
  } else {
    out.null_field("email").null_field("name").field("erased", true);
  }
  out.end_object();
}

void write_delivery(json::Writer& out, const domain::Delivery& delivery) {
  out.begin_object("delivery")
      .field("state", name_of(delivery.state))
      .field("at", delivery.at.to_string())
      .field("attempts", delivery.attempts)
      .field("retryAt", text_of(delivery.retry_at))
      .key("reason");
  delivery.reason.empty() ? out.null() : out.value(delivery.reason);
  out.end_object();
}

void write_revocation(json::Writer& out, const std::optional<domain::Revocation>& revocation) {
  if (!revocation) {
    out.null_field("revokedAt").null_field("revokedBy");
    return;
  }
  out.field("revokedAt", revocation->at.to_string()).key("revokedBy");
  write_actor(out, revocation->by);
}

}  // namespace

void write_actor(json::Writer& out, const domain::Actor& actor) {
  out.begin_object().field("kind", wire::name_of(actor.kind));
  if (actor.kind != domain::ActorKind::system) out.field("id", actor.id.to_string());
  out.end_object();
}

void write_columns(json::Writer& out, const std::vector<domain::Column>& columns) {
  out.begin_array("columns");
  for (const auto& column : columns) out.value(column.key());
  out.end_array();
}

std::optional<domain::AccessState> access_state_named(std::string_view name) {
  using enum domain::AccessState;
  for (const auto state : {pending, active, expired, revoked, suspended, locked}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

domain::AccessState AccessStates::of(const domain::AccessFacts& share) {
  return domain::access_state(
      share, share.contact ? standing(*share.contact) : domain::ContactStanding{}, today_);
}

// Whoever is not there any more is not active.
const domain::ContactStanding& AccessStates::standing(domain::ContactId contact) {
  const auto [found, is_new] = standings_.emplace(contact, domain::ContactStanding{false, 0});
  if (is_new) {
    const auto row = projections::find_contact(shown_.view, shown_.office, contact);
    if (row) found->second = row->state.standing;
  }
  return found->second;
}

domain::Date today(const Shown& shown) {
  const auto office = projections::find_office(shown.view, shown.office);
  return domain::local_date(shown.now, office ? office->settings.time_zone : domain::TimeZone());
}

void write_share(json::Writer& out, AccessStates& states, const projections::ShareRow& row) {
  const auto& share = row.state;
  out.begin_object()
      .field("id", share.id.uuid.to_string())
      .field("listId", share.list.uuid.to_string())
      .field("projectId", share.project.uuid.to_string());
  write_receiver(out, share);
  write_columns(out, share.columns);
  out.field("mayDownload", share.may_download).field("language", share.sending.language.str());
  write_delivery(out, share.delivery);
  out.field("state", name_of(states.of(domain::access_facts(share))))
      .field("validUntil", share.valid_until.to_string())
      .field("sharedAt", row.shared_at.to_string())
      .field("emailSentAt", text_of(row.email_sent_at))
      .field("firstAccessedAt", text_of(row.first_accessed_at))
      .field("lastAccessedAt", text_of(row.last_accessed_at))
      .field("accessCount", row.access_count);
  write_revocation(out, share.revocation);
  out.field("revision", share.revision).end_object();
}

void write_access(json::Writer& out, const projections::AccessRow& row) {
  out.begin_object()
      .field("id", row.access.access.uuid.to_string())
      .field("at", row.at.to_string())
      .field("kind", wire::name_of(row.access.kind))
      .field("listId", row.access.list.uuid.to_string())
      .field("listVersion", row.access.list_version)
      .field("rowCount", row.access.row_count)
      .key("since");
  row.access.since ? out.value(*row.access.since) : out.null();
  write_columns(out, row.access.columns);
  out.key("by");
  write_actor(out, row.by);
  const auto& client = row.access.client.known;
  out.key("client");
  if (client) {
    out.begin_object()
        .field("address", client->address)
        .field("userAgent", client->user_agent)
        .end_object();
  } else {
    out.null();
  }
  out.field("position", row.position).end_object();
}

http::Response share_response(const Shown& shown, const projections::ShareRow& row) {
  json::Writer out;
  AccessStates states(shown);
  write_share(out, states, row);
  auto response = json_response(200, out.finish());
  return response.with("ETag", wire::version_tag(row.state.revision));
}

}  // namespace rollcall::api::handlers
