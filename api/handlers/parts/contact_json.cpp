#include "api/handlers/parts/contact_json.hpp"

#include "projections/projects.hpp"

namespace rollcall::api::handlers {
namespace {

std::optional<domain::PersonName> read_name(const json::Object& from, std::string_view field) {
  const auto value = from.optional(field);
  return value ? value->parsed<domain::PersonName>() : domain::PersonName{};
}

std::optional<domain::Phone> read_phone(const json::Value& from) {
  const auto object = from.object();
  if (!object) return std::nullopt;
  const auto label_value = object->optional("label");
  const auto label = label_value ? label_value->parsed<domain::Label>() : domain::Label{};
  const auto number_value = object->required("number");
  const auto number = number_value ? number_value->parsed<domain::PhoneNumber>() : std::nullopt;
  if (!label || !number) return std::nullopt;
  return domain::Phone{*label, *number};
}

std::optional<std::vector<domain::Phone>> read_phones(const json::Object& from) {
  const auto value = from.optional("phones");
  if (!value) return std::vector<domain::Phone>{};
  const auto items = value->array(domain::kMaxPhones);
  if (!items) return std::nullopt;
  std::vector<domain::Phone> phones;
  for (const auto& item : *items) {
    if (auto phone = read_phone(item)) phones.push_back(*std::move(phone));
  }
  if (phones.size() != items->size()) return std::nullopt;
  return phones;
}

void write_phones(json::Writer& out, const std::vector<domain::Phone>& phones) {
  out.begin_array("phones");
  for (const auto& phone : phones) {
    out.begin_object().field("label", phone.label.str());
    out.field("number", phone.number.str()).end_object();
  }
  out.end_array();
}

// The rule is the domain's; this is what it says now.
void write_allowed_actions(json::Writer& out, const domain::ContactState& contact) {
  const auto projects = contact.projects.size();
  out.begin_array("allowedActions");
  if (domain::is_allowed(domain::ContactLeave::deletion, projects)) out.value("delete");
  if (!contact.standing.active) {
    out.value("reactivate");
  } else if (domain::is_allowed(domain::ContactLeave::deactivation, projects)) {
    out.value("deactivate");
  }
  out.end_array();
}

// Members of the object at hand.
void write_members(json::Writer& out, const Shown& shown, const projections::ContactRow& row) {
  const auto& contact = row.state;
  write_headline(out, row.id, contact, display_name(contact.details));
  if (contact.details) {
    out.field("firstName", contact.details->first_name.str());
    out.field("lastName", contact.details->last_name.str());
    write_phones(out, contact.details->phones);
  } else {
    out.null_field("firstName").null_field("lastName").null_field("phones");
    out.field("erased", true);
  }
  out.field("projectCount", contact.projects.size());
  out.begin_array("organisations");
  for (const auto& at : contact.organisations) {
    write_organisation(out, shown, at.organisation, at.kind);
  }
  out.end_array();
  write_allowed_actions(out, contact);
}

// A name that a PATCH gives: null takes it away.
std::optional<domain::PersonName> read_new_name(const json::Object& from, std::string_view field) {
  if (from.is_null(field)) return domain::PersonName{};
  const auto value = from.optional(field);
  return value ? value->parsed<domain::PersonName>() : std::nullopt;
}

}  // namespace

domain::EditContact read_contact_edit(const json::Object& from, domain::ContactId contact) {
  domain::EditContact command{.contact = contact};
  const auto email = from.is_null("email") ? from.required("email") : from.optional("email");
  if (email) command.email = email->parsed<domain::EmailAddress>();
  command.first_name = read_new_name(from, "firstName");
  command.last_name = read_new_name(from, "lastName");
  if (from.is_null("phones")) {
    command.phones.emplace();
  } else if (from.has("phones")) {
    command.phones = read_phones(from);
  }
  return command;
}

std::optional<domain::ContactDetails> read_contact_details(const json::Object& from) {
  const auto email_value = from.required("email");
  const auto email = email_value ? email_value->parsed<domain::EmailAddress>() : std::nullopt;
  const auto first_name = read_name(from, "firstName");
  const auto last_name = read_name(from, "lastName");
  const auto phones = read_phones(from);
  if (!email || !first_name || !last_name || !phones) return std::nullopt;
  return domain::ContactDetails{*email, *first_name, *last_name, *phones};
}

std::string_view name_of(domain::OrganisationKind kind) {
  return kind == domain::OrganisationKind::customer ? "customer" : "supplier";
}

domain::OrganisationState of_kind(domain::OrganisationKind kind,
                                  const domain::OrganisationState& state) {
  return state.kind == kind ? state : domain::OrganisationState{};
}

std::optional<std::string> display_name(const std::optional<domain::ContactDetails>& details) {
  if (!details) return std::nullopt;
  const auto& first = details->first_name.str();
  const auto& last = details->last_name.str();
  if (first.empty() && last.empty()) return details->email.str();
  return first + (first.empty() || last.empty() ? "" : " ") + last;
}

std::optional<std::string> marked_name(const domain::ContactState& contact) {
  auto name = display_name(contact.details);
  if (name && !contact.standing.active) *name += " [inactive]";
  return name;
}

void write_headline(json::Writer& out, domain::ContactId id, const domain::ContactState& contact,
                    const std::optional<std::string>& name) {
  out.field("id", id.uuid.to_string()).field("displayName", name);
  if (contact.details) {
    out.field("email", contact.details->email.str());
  } else {
    out.null_field("email");
  }
  out.field("active", contact.standing.active);
}

void write_contact(json::Writer& out, const Shown& shown, const projections::ContactRow& row) {
  out.begin_object();
  write_members(out, shown, row);
  out.end_object();
}

std::string contact_json(const Shown& shown, const projections::ContactRow& row) {
  json::Writer out;
  out.begin_object();
  write_members(out, shown, row);
  out.begin_array("projects");
  for (const auto& on : row.state.projects) {
    const auto project = projections::find_project(shown.view, shown.office, on.project);
    if (!project) continue;
    out.begin_object().field("id", on.project.uuid.to_string());
    out.field("name", project->details.name.str()).end_object();
  }
  return out.end_array().end_object().finish();
}

void write_organisation(json::Writer& out, const Shown& shown, domain::OrganisationId id,
                        domain::OrganisationKind kind) {
  const auto row = projections::find_organisation(shown.view, shown.office, id);
  out.begin_object().field("id", id.uuid.to_string()).field("kind", name_of(kind));
  out.field("name", row ? row->name.str() : std::string()).end_object();
}

std::string contact_location(domain::ContactId id) {
  return "/v1/contacts/" + id.uuid.to_string();
}

}  // namespace rollcall::api::handlers
