#include "api/handlers/parts/staff_json.hpp"

#include <array>
#include <utility>

#include "api/handlers/parts/contact_json.hpp"
#include "api/handlers/parts/read.hpp"

namespace rollcall::api::handlers {
namespace {

using domain::StaffRole;
using domain::TokenRole;

template <class Role>
struct RoleName {
  Role role;
  std::string_view name;
};
constexpr std::array kStaffRoles = {
    RoleName<StaffRole>{StaffRole::project_manager, "projectManager"},
    RoleName<StaffRole>{StaffRole::office_admin, "officeAdmin"}};
constexpr std::array kTokenRoles = {
    RoleName<TokenRole>{TokenRole::office_admin, "officeAdmin"},
    RoleName<TokenRole>{TokenRole::project_manager, "projectManager"},
    RoleName<TokenRole>{TokenRole::auditor, "auditor"},
    RoleName<TokenRole>{TokenRole::analyst, "analyst"}};

std::string_view name_in(const auto& names, auto role) {
  for (const auto& each : names) {
    if (each.role == role) return each.name;
  }
  return "";
}

template <class Names>
auto read_role(const Names& names, const std::optional<json::Value>& value)
    -> std::optional<decltype(names.front().role)> {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  for (const auto& each : names) {
    if (each.name == *text) return each.role;
  }
  value->fault("unknown_value", std::string(json::sentence_of("unknown_value")));
  return std::nullopt;
}

}  // namespace

std::string_view name_of(StaffRole role) {
  return name_in(kStaffRoles, role);
}
std::string_view name_of(TokenRole role) {
  return name_in(kTokenRoles, role);
}

std::optional<StaffRole> read_staff_role(const std::optional<json::Value>& value) {
  return read_role(kStaffRoles, value);
}
std::optional<TokenRole> read_token_role(const std::optional<json::Value>& value) {
  return read_role(kTokenRoles, value);
}

std::optional<domain::PersonName> read_person_name(const json::Object& from,
                                                   std::string_view name) {
  if (from.is_null(name)) return domain::PersonName{};
  const auto value = from.optional(name);
  return value ? value->parsed<domain::PersonName>() : std::nullopt;
}

domain::StaffDetails StaffChange::applied_to(domain::StaffDetails details) const {
  if (email) details.email = *email;
  if (first_name) details.first_name = *first_name;
  if (last_name) details.last_name = *last_name;
  return details;
}

StaffChange read_staff_change(const json::Object& from) {
  StaffChange change;
  const auto email = changed(from, "email");
  if (email) change.email = email->parsed<domain::EmailAddress>();
  change.first_name = read_person_name(from, "firstName");
  change.last_name = read_person_name(from, "lastName");
  change.role = read_staff_role(changed(from, "role"));
  const auto active = changed(from, "active");
  if (active) change.active = active->boolean();
  return change;
}

std::optional<std::string> display_name(const std::optional<domain::StaffDetails>& details) {
  if (!details) return std::nullopt;
  return display_name(std::optional(
      domain::ContactDetails{details->email, details->first_name, details->last_name, {}}));
}

void write_staff(json::Writer& out, const projections::StaffRow& row) {
  out.begin_object().field("id", row.id.uuid.to_string());
  out.field("displayName", display_name(row.details));
  if (row.details) {
    out.field("email", row.details->email.str());
    out.field("firstName", row.details->first_name.str());
    out.field("lastName", row.details->last_name.str());
  } else {
    out.null_field("email").null_field("firstName").null_field("lastName");
    out.field("erased", true);
  }
  out.field("role", name_of(row.role)).field("active", row.active).end_object();
}

std::string staff_json(const projections::StaffRow& row) {
  json::Writer out;
  write_staff(out, row);
  return out.finish();
}

}  // namespace rollcall::api::handlers
