#include "api/handlers/parts/list_json.hpp"

#include <array>

#include "projections/customer_webs.hpp"
#include "projections/offices.hpp"
#include "projections/projects.hpp"

namespace rollcall::api::handlers {
namespace {

using domain::Column;
using domain::FilterCondition;
using domain::FilterOp;
using domain::SortKey;

struct OpName {
  FilterOp op;
  std::string_view name;
};
constexpr std::array kOps = {OpName{FilterOp::eq, "eq"},
                             OpName{FilterOp::ne, "ne"},
                             OpName{FilterOp::contains, "contains"},
                             OpName{FilterOp::starts_with, "startsWith"},
                             OpName{FilterOp::in, "in"},
                             OpName{FilterOp::is_empty, "isEmpty"},
                             OpName{FilterOp::is_not_empty, "isNotEmpty"}};

std::string_view operator_name(FilterOp op) {
  for (const auto& each : kOps) {
    if (each.op == op) return each.name;
  }
  return "";
}

void unknown_value(const json::Value& value) {
  value.fault("unknown_value", std::string(json::sentence_of("unknown_value")));
}

// Stands for a column that could not be read: like no other, so that it is no duplicate.
Column stand_in(const json::Value& value) {
  return Column::restore(value.pointer());
}

Column read_column(const json::Value& value) {
  return value.parsed<Column>().value_or(stand_in(value));
}

Column read_field(const json::Object& from, const json::Value& whole) {
  const auto value = from.required("field");
  return value ? read_column(*value) : stand_in(whole);
}

std::optional<FilterOp> read_op(const json::Object& from) {
  const auto value = from.required("op");
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return std::nullopt;
  for (const auto& each : kOps) {
    if (each.name == *text) return each.op;
  }
  unknown_value(*value);
  return std::nullopt;
}

// nullopt if there was a fault.
std::optional<std::vector<std::string>> read_texts(const json::Value& value) {
  const auto items = value.array();
  if (!items) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& item : *items) {
    if (auto text = item.text()) texts.push_back(*std::move(text));
  }
  if (texts.size() != items->size()) return std::nullopt;
  return texts;
}

std::optional<std::vector<std::string>> read_values(const json::Value& value, FilterOp op) {
  if (op == FilterOp::in) return read_texts(value);
  auto text = value.text();
  if (!text) return std::nullopt;
  return std::vector{*std::move(text)};
}

FilterCondition read_condition(const json::Value& value) {
  FilterCondition condition{stand_in(value), FilterOp::is_empty, {}};
  const auto object = value.object();
  if (!object) return condition;
  condition.field = read_field(*object, value);
  const auto op = read_op(*object);
  const auto given = object->optional("value");
  if (!op) return condition;
  auto values = given ? read_values(*given, *op) : std::vector<std::string>{};
  if (!values) return condition;
  if (!given && *op == FilterOp::in) {
    object->fault("value", "required", std::string(json::sentence_of("required")));
    return condition;
  }
  return {condition.field, *op, *std::move(values)};
}

SortKey read_sort_key(const json::Value& value) {
  SortKey key{stand_in(value), false};
  const auto object = value.object();
  if (!object) return key;
  key.field = read_field(*object, value);
  const auto direction = object->optional("direction");
  const auto text = direction ? direction->text() : std::nullopt;
  key.descending = text == "desc";
  if (text && *text != "asc" && *text != "desc") unknown_value(*direction);
  return key;
}

template <class T>
std::optional<std::vector<T>> read_items(const std::optional<json::Value>& value,
                                         T (*read)(const json::Value&)) {
  if (!value) return std::nullopt;
  const auto items = value->array();
  std::vector<T> read_ones;
  if (!items) return read_ones;
  for (const auto& item : *items) read_ones.push_back(read(item));
  return read_ones;
}

template <class T>
std::optional<std::vector<T>> read_optional_items(const json::Object& from, std::string_view name,
                                                  T (*read)(const json::Value&)) {
  if (from.is_null(name)) return std::vector<T>{};
  return read_items(from.optional(name), read);
}

void write_condition(json::Writer& out, const FilterCondition& condition) {
  out.begin_object().field("field", condition.field.key()).field("op", operator_name(condition.op));
  if (condition.op == FilterOp::in) {
    out.begin_array("value");
    for (const auto& value : condition.values) out.value(value);
    out.end_array();
  } else if (!condition.values.empty()) {
    out.field("value", condition.values.front());
  }
  out.end_object();
}

void write_sort_key(json::Writer& out, const SortKey& key) {
  out.begin_object().field("field", key.field.key());
  out.field("direction", key.descending ? "desc" : "asc").end_object();
}

}  // namespace

domain::ListDefinition ListChange::applied_to(domain::ListDefinition definition) const {
  if (name) definition.name = *name;
  if (columns) definition.columns = *columns;
  if (filter) definition.filter = *filter;
  if (sort) definition.sort = *sort;
  return definition;
}

ListChange read_list(const json::Object& from, bool all) {
  const auto member = [&](std::string_view name) -> std::optional<json::Value> {
    if (all || from.is_null(name)) return from.required(name);  // there is no list without them
    return from.optional(name);
  };
  ListChange change;
  if (const auto name = member("name")) change.name = name->parsed<domain::Name>();
  change.columns = read_columns(member("columns"));
  change.filter = read_optional_items(from, "filter", read_condition);
  change.sort = read_optional_items(from, "sort", read_sort_key);
  return change;
}

domain::Refusals stateless_refusals(const ListChange& change) {
  domain::ListDefinition good;
  good.columns.push_back(Column::restore("lastName"));
  const auto checked = domain::check_list(change.applied_to(good));
  return checked ? domain::Refusals{} : checked.error();
}

std::optional<std::vector<Column>> read_columns(const std::optional<json::Value>& value) {
  return read_items(value, read_column);
}

ListsOnCustomerWeb lists_on_customer_web(const Shown& shown, domain::ProjectId project) {
  const auto office = projections::find_office(shown.view, shown.office);
  const auto row = projections::find_project(shown.view, shown.office, project);
  return {projections::find_customer_web(shown.view, shown.office, project),
          domain::lists_unavailable(office ? office->settings : domain::OfficeSettings{},
                                    row ? row->details.status : domain::ProjectStatus{})};
}

void write_tick(json::Writer& out, const ListsOnCustomerWeb& lists, domain::ListId list) {
  out.field("shared", lists.web.list(list) != nullptr).field("available", !lists.unavailable);
  out.key("reason");
  lists.unavailable ? out.value(json::code_of(*lists.unavailable)) : out.null();
}

void write_list(json::Writer& out, const ListsOnCustomerWeb& lists,
                const projections::ListRecord& row) {
  const auto& definition = row.definition;
  out.begin_object().field("id", row.id.uuid.to_string());
  out.field("projectId", row.project.uuid.to_string()).field("name", definition.name.str());
  out.begin_array("columns");
  for (const auto& column : definition.columns) out.value(column.key());
  out.end_array().begin_array("filter");
  for (const auto& condition : definition.filter) write_condition(out, condition);
  out.end_array().begin_array("sort");
  for (const auto& key : definition.sort) write_sort_key(out, key);
  out.end_array().field("version", row.version);
  out.field("changedAt", row.changed_at.to_string());
  out.begin_object("customerWeb");
  write_tick(out, lists, row.id);
  out.end_object().end_object();
}

std::string list_json(const Shown& shown, const projections::ListRecord& row) {
  json::Writer out;
  write_list(out, lists_on_customer_web(shown, row.project), row);
  return out.finish();
}

}  // namespace rollcall::api::handlers
