#include "api/handlers/parts/project_json.hpp"

#include <array>

#include "api/commands/email_key.hpp"
#include "api/handlers/parts/contact_json.hpp"
#include "api/handlers/parts/read.hpp"
#include "api/handlers/parts/staff_json.hpp"

namespace rollcall::api::handlers {
namespace {

using domain::ProjectStatus;

struct StatusName {
  ProjectStatus status;
  std::string_view name;
};
constexpr std::array kStatuses = {StatusName{ProjectStatus::pending, "pending"},
                                  StatusName{ProjectStatus::confirmed, "confirmed"},
                                  StatusName{ProjectStatus::finished, "finished"},
                                  StatusName{ProjectStatus::cancelled, "cancelled"}};

std::optional<ProjectStatus> read_status(const std::optional<json::Value>& value) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto status = project_status(*text);
  if (!status) value->fault("unknown_value", std::string(json::sentence_of("unknown_value")));
  return status;
}

std::optional<domain::StatusReason> read_reason(const json::Object& from) {
  const auto value = from.optional("statusReason");
  return value ? value->parsed<domain::StatusReason>() : std::nullopt;
}

std::vector<domain::StaffId> read_managers(Exchange& exchange,
                                           const std::optional<json::Value>& value) {
  std::vector<domain::StaffId> managers;
  const auto items = value ? value->array() : std::nullopt;
  if (!items) return managers;
  for (const auto& item : *items) {
    managers.push_back(
        read_id<domain::StaffId>(item).value_or(domain::StaffId{exchange.context().new_id()}));
  }
  return managers;
}

domain::NewProjectContact read_contact(Exchange& exchange, const json::Value& value) {
  auto& context = exchange.context();
  domain::NewProjectContact contact{{context.new_id()}, std::nullopt, {}};
  const auto object = value.object();
  if (!object) return contact;
  if (object->has("contactId")) {
    const auto known = read_id<domain::ContactId>(object->required("contactId"));
    if (known) contact.contact = *known;
  } else {
    contact.details = read_contact_details(*object);
    if (contact.details) {
      contact.email = email_key(context.vault, exchange.office(), contact.details->email);
    }
  }
  return contact;
}

std::vector<domain::NewProjectContact> read_contacts(Exchange& exchange,
                                                     const std::optional<json::Value>& value) {
  std::vector<domain::NewProjectContact> contacts;
  const auto items = value ? value->array() : std::nullopt;
  if (!items) return contacts;
  for (const auto& item : *items) contacts.push_back(read_contact(exchange, item));
  return contacts;
}

void write_customer(json::Writer& out, const Shown& shown, domain::OrganisationId id) {
  const auto row = projections::find_organisation(shown.view, shown.office, id);
  out.begin_object("customer").field("id", id.uuid.to_string());
  out.field("name", row ? row->name.str() : std::string()).end_object();
}

void write_managers(json::Writer& out, const Shown& shown,
                    const std::vector<domain::StaffId>& managers) {
  out.begin_array("projectManagers");
  for (const auto& id : managers) {
    const auto row = projections::find_staff(shown.view, shown.office, id);
    out.begin_object().field("id", id.uuid.to_string());
    out.field("displayName", display_name(row ? row->details : std::nullopt)).end_object();
  }
  out.end_array();
}

// Members of the object at hand.
void write_members(json::Writer& out, const Shown& shown, const projections::ProjectRow& row) {
  const auto& details = row.details;
  out.field("id", row.id.uuid.to_string()).field("name", details.name.str());
  out.field("customerId", details.customer.uuid.to_string());
  write_customer(out, shown, details.customer);
  out.field("startDate", details.start_date.to_string());
  out.key("returnDate");
  details.return_date ? out.value(details.return_date->to_string()) : out.null();
  out.field("status", name_of(details.status)).key("statusReason");
  row.status_reason ? out.value(row.status_reason->str()) : out.null();
  out.field("retentionMonths", details.retention_months);
  write_managers(out, shown, details.managers);
  out.field("contactCount", row.members.size());
}

}  // namespace

std::string_view name_of(ProjectStatus status) {
  for (const auto& each : kStatuses) {
    if (each.status == status) return each.name;
  }
  return "";
}

std::optional<ProjectStatus> project_status(std::string_view name) {
  for (const auto& each : kStatuses) {
    if (each.name == name) return each.status;
  }
  return std::nullopt;
}

domain::CreateProject read_project(Exchange& exchange, const json::Object& from) {
  domain::CreateProject command;
  command.project = {exchange.context().new_id()};
  const auto name = from.required("name");
  if (name) command.name = name->parsed<domain::Name>().value_or(domain::Name{});
  command.customer = read_id<domain::OrganisationId>(from.required("customerId"))
                         .value_or(domain::OrganisationId{});
  const auto start = read_date(from.required("startDate"));
  command.return_date = read_date(from.optional("returnDate"));
  command.start_date = start.value_or(command.return_date.value_or(domain::Date{}));
  command.managers = read_managers(exchange, from.optional("projectManagerIds"));
  command.status = read_status(from.optional("status")).value_or(ProjectStatus::pending);
  command.status_reason = read_reason(from);
  command.retention_months = read_count(from.optional("retentionMonths"));
  command.contacts = read_contacts(exchange, from.optional("contacts"));
  return command;
}

ProjectChange read_project_change(Exchange& exchange, const json::Object& from) {
  ProjectChange change;
  if (const auto name = changed(from, "name")) change.name = name->parsed<domain::Name>();
  change.customer = read_id<domain::OrganisationId>(changed(from, "customerId"));
  const auto start = changed(from, "startDate");
  change.start_date = read_date(start);
  change.clears_return_date = from.is_null("returnDate");
  change.return_date = read_date(from.optional("returnDate"));
  if (start && !change.start_date) change.start_date = change.return_date;
  if (const auto managers = changed(from, "projectManagerIds")) {
    change.managers = read_managers(exchange, managers);
  }
  change.status = read_status(changed(from, "status"));
  change.clears_reason = from.is_null("statusReason");
  change.status_reason = read_reason(from);
  change.retention_months = read_count(changed(from, "retentionMonths"));
  return change;
}

domain::EditProject ProjectChange::applied_to(domain::ProjectId project,
                                              const domain::ProjectState& state) const {
  domain::EditProject command{project, state.details.value_or(domain::ProjectDetails{}),
                              state.status_reason};
  auto& details = command.details;
  if (name) details.name = *name;
  if (customer) details.customer = *customer;
  if (start_date) details.start_date = *start_date;
  if (return_date || clears_return_date) details.return_date = return_date;
  if (managers) details.managers = *managers;
  if (retention_months) details.retention_months = *retention_months;
  const bool changes_status = status && *status != details.status;
  if (status) details.status = *status;
  if (changes_status || clears_reason || status_reason) command.status_reason = status_reason;
  return command;
}

domain::Refusals stateless_refusals(const domain::CreateProject& command) {
  const domain::ContactDetails somebody;
  domain::CreateProjectFacts good;
  good.office.settings.emplace();
  good.staff.members.push_back({{}, domain::StaffRole::office_admin});
  good.customer = {true, domain::OrganisationKind::customer};
  domain::StaffState manager;
  manager.exists = manager.active = true;
  good.managers.assign(command.managers.size(), manager);
  good.contacts.assign(command.contacts.size(), {true, somebody, {}});
  good.holders.assign(command.contacts.size(), {});
  const auto result = domain::decide(good, command, {});
  return result ? domain::Refusals{} : result.error();
}

void write_project(json::Writer& out, const Shown& shown, const projections::ProjectRow& row) {
  out.begin_object();
  write_members(out, shown, row);
  out.end_object();
}

std::string project_json(const Shown& shown, const projections::ProjectRow& row) {
  json::Writer out;
  out.begin_object();
  write_members(out, shown, row);
  out.begin_array("contacts");
  for (const auto& member : row.members) write_member(out, shown, member);
  return out.end_array().end_object().finish();
}

void write_member(json::Writer& out, const Shown& shown, const domain::Membership& member) {
  const auto contact = projections::find_contact(shown.view, shown.office, member.contact);
  out.begin_object();
  const auto state = contact ? contact->state : domain::ContactState{};
  write_headline(out, member.contact, state, marked_name(state));
  out.key("organisation");
  write_organisation(out, shown, member.organisation, member.kind);
  out.end_object();
}

}  // namespace rollcall::api::handlers
