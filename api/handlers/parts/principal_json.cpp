#include "api/handlers/parts/principal_json.hpp"

#include "api/handlers/parts/answers.hpp"

namespace rollcall::api::handlers {
namespace {

std::optional<std::string> role_text(Who role) {
  switch (role) {
    case Who::office_admin:
      return "officeAdmin";
    case Who::project_manager:
      return "projectManager";
    case Who::auditor:
      return "auditor";
    case Who::analyst:
      return "analyst";
    case Who::receiver:
    case Who::contact:
    case Who::offer_reader:
    case Who::anyone:
      return std::nullopt;
  }
  return std::nullopt;
}

void write_office(json::Writer& out, Exchange& exchange) {
  const domain::OfficeId id{projections::from_log(exchange.office())};
  const auto office = load_now<domain::OfficeState>(exchange, domain::facts_of_office(id));
  out.begin_object("office").field("id", id.uuid.to_string());
  if (office.settings) {
    out.field("name", office.settings->name.str()).field("slug", office.settings->slug.str());
  }
  out.end_object();
}

}  // namespace

void write_principal(json::Writer& out, Exchange& exchange, const Person& person) {
  const bool is_staff = person.holder.kind == domain::AccountKind::staff;
  out.begin_object().field("kind", is_staff ? "staff" : "contact");
  out.field("id", person.holder.person.to_string()).field("role", role_text(person.role));
  out.field("name", person.name()).field("email", person.email.str());
  write_office(out, exchange);
  out.end_object();
}

void write_api_token(json::Writer& out, Exchange& exchange, domain::ApiTokenId token) {
  const auto state = load_now<domain::ApiTokenState>(exchange, domain::facts_of_api_token(token));
  const auto expires_at = state.expires_at;
  out.field("expiresAt", expires_at ? std::optional(expires_at->to_string()) : std::nullopt);
  out.begin_object("principal").field("kind", "apiToken").field("id", token.uuid.to_string());
  out.field("role", role_text(exchange.principal().role));
  out.null_field("name").null_field("email");
  write_office(out, exchange);
  out.end_object();
}

}  // namespace rollcall::api::handlers
