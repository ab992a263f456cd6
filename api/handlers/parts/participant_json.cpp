#include "api/handlers/parts/participant_json.hpp"

namespace rollcall::api::handlers {
namespace {

using domain::kStandardFields;

domain::StandardField field_at(std::size_t index) {
  return static_cast<domain::StandardField>(index);
}

// Names are compared in NFC, as they are kept.
std::string field_key(const std::string& name) {
  const auto good = domain::FieldName::parse(name);
  return good ? domain::to_nfc(good->str()) : name;
}

void read_fields(const json::Object& from, ParticipantChange& change) {
  change.drops_fields = from.is_null("fields");
  const auto value = from.optional("fields");
  const auto fields = value ? value->object() : std::nullopt;
  if (!fields) return;
  for (const auto& [name, field] : fields->all()) {
    if (field.is_null()) {
      change.fields[name] = "";
    } else if (auto text = field.text()) {
      change.fields[name] = *std::move(text);
    }
  }
}

void write_text(json::Writer& out, std::string_view name, const std::string& value) {
  out.key(name);
  value.empty() ? out.null() : out.value(value);
}

void write_details(json::Writer& out, const domain::ParticipantDetails& details) {
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    write_text(out, domain::name_of(field_at(i)), details.standard[i]);
  }
  out.begin_object("fields");
  for (const auto& [name, value] : details.fields) out.field(name, value);
  out.end_object();
}

void write_erased(json::Writer& out) {
  for (std::size_t i = 0; i < kStandardFields; ++i) out.null_field(domain::name_of(field_at(i)));
  out.null_field("fields").field("erased", true);
}

}  // namespace

domain::ParticipantDetails ParticipantChange::applied_to(domain::ParticipantDetails details) const {
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    if (standard[i]) details.standard[i] = *standard[i];
  }
  if (drops_fields) details.fields.clear();
  for (const auto& [name, value] : fields) details.fields[field_key(name)] = value;
  return details;
}

ParticipantChange read_participant(const json::Object& from) {
  ParticipantChange change;
  for (std::size_t i = 0; i < kStandardFields; ++i) {
    const auto name = domain::name_of(field_at(i));
    if (from.is_null(name)) {
      change.standard[i] = "";
    } else if (const auto value = from.optional(name)) {
      change.standard[i] = value->text();
    }
  }
  read_fields(from, change);
  return change;
}

domain::Refusals stateless_refusals(const ParticipantChange& change) {
  const auto checked = domain::check_participant(change.applied_to({}));
  return checked ? domain::Refusals{} : checked.error();
}

void write_participant(json::Writer& out, const projections::ParticipantRow& row) {
  out.begin_object().field("id", row.id.uuid.to_string());
  out.field("projectId", row.project.uuid.to_string());
  if (row.details) {
    write_details(out, *row.details);
  } else {
    write_erased(out);
  }
  out.end_object();
}

std::string participant_json(const projections::ParticipantRow& row) {
  json::Writer out;
  write_participant(out, row);
  return out.finish();
}

}  // namespace rollcall::api::handlers
