#include "api/looks/present.hpp"

#include "api/json/writer.hpp"
#include "api/looks/xlsx.hpp"
#include "api/wire/conventions.hpp"
#include "api/wire/csv.hpp"
#include "api/wire/problem.hpp"

namespace rollcall::api {
namespace {

constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kCsvType = "text/csv";
constexpr std::string_view kXlsxType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

void write_list(json::Writer& out, const ListTable& table) {
  out.begin_object("list")
      .field("id", table.list.uuid.to_string())
      .field("name", table.name)
      .field("version", table.version)
      .field("changedAt", table.changed_at.to_string())
      .field("rowCount", static_cast<std::uint64_t>(table.rows.size()))
      .begin_array("columns");
  for (const auto& column : table.columns) {
    out.begin_object().field("key", column.key()).field("title", column.title()).end_object();
  }
  out.end_array().end_object();
}

void write_row(json::Writer& out, const ListTable::Row& row) {
  out.begin_object().field("id", row.participant.uuid.to_string()).begin_array("values");
  for (const auto& value : row.values) row.erased ? out.null() : out.value(value);
  out.end_array();
  if (row.erased) out.field("erased", true);
  out.end_object();
}

void write_since(json::Writer& out, const Since& since) {
  out.begin_object("since")
      .field("position", since.position)
      .field("at", since.at ? std::optional(since.at->to_string()) : std::nullopt)
      .end_object();
}

void write_new_columns(json::Writer& out, const ListTable& table, const std::vector<bool>& old) {
  out.begin_array("newColumns");
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (!old[i]) out.value(table.columns[i].key());
  }
  out.end_array();
}

// Null where it was not shown.
void write_values_then(json::Writer& out, std::string_view name, const ListTable::Row& row,
                       const std::vector<bool>& shown) {
  out.begin_array(name);
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    shown[i] && !row.erased ? out.value(row.values[i]) : out.null();
  }
  out.end_array();
}

void write_changed(json::Writer& out, const ListTable& table, const TableChanges& changes) {
  out.begin_array("changed");
  for (const auto& change : changes.changed) {
    const auto& now = table.rows[change.row];
    out.begin_object().field("id", now.participant.uuid.to_string()).begin_array("values");
    for (const auto& value : now.values) out.value(value);
    out.end_array();
    write_values_then(out, "before", change.before, changes.compared);
    out.begin_array("changedColumns");
    for (const auto cell : change.cells) out.value(table.columns[cell].key());
    out.end_array().end_object();
  }
  out.end_array();
}

void write_removed(json::Writer& out, const TableChanges& changes) {
  out.begin_array("removed");
  for (const auto& row : changes.removed) {
    out.begin_object().field("id", row.participant.uuid.to_string());
    write_values_then(out, "values", row, changes.compared);
    if (row.erased) out.field("erased", true);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::optional<domain::AccessKind> look_kind(const http::RequestHead& head) {
  const auto chosen = wire::negotiate(head, {kJsonType, kCsvType, kXlsxType});
  if (!chosen) return std::nullopt;
  if (*chosen == kJsonType) return domain::AccessKind::json;
  return *chosen == kCsvType ? domain::AccessKind::csv : domain::AccessKind::xlsx;
}

http::Response not_a_look_kind() {
  return wire::problem(406, "not_acceptable", "JSON, CSV and XLSX are served here.");
}

std::string json_page(const ListTable& table, std::size_t offset, std::size_t limit,
                      const std::optional<std::string>& next_cursor) {
  json::Writer out;
  out.begin_object();
  write_list(out, table);
  out.begin_array("items");
  for (auto i = offset; i < table.rows.size() && i - offset < limit; ++i) {
    write_row(out, table.rows[i]);
  }
  out.end_array().field("nextCursor", next_cursor).end_object();
  return out.finish();
}

std::string changes_json(const ListTable& table, const std::optional<TableChanges>& changes) {
  json::Writer out;
  out.begin_object();
  write_list(out, table);
  if (!changes) {
    out.null_field("since").begin_array("newColumns").end_array().begin_array("added");
    for (const auto& row : table.rows) write_row(out, row);
    out.end_array().begin_array("changed").end_array().begin_array("removed").end_array();
    return out.end_object().finish();
  }
  write_since(out, changes->since);
  write_new_columns(out, table, changes->compared);
  out.begin_array("added");
  for (const auto row : changes->added) write_row(out, table.rows[row]);
  out.end_array();
  write_changed(out, table, *changes);
  write_removed(out, *changes);
  return out.end_object().finish();
}

std::string csv_file(const ListTable& table) {
  std::string file;
  std::vector<std::string> titles;
  for (const auto& column : table.columns) titles.push_back(column.title());
  wire::write_csv_line(file, {titles.begin(), titles.end()});
  for (const auto& row : table.rows) {
    wire::write_csv_line(file, {row.values.begin(), row.values.end()});
  }
  return file;
}

http::Response file_response(const ListTable& table, domain::AccessKind kind) {
  const bool is_csv = kind == domain::AccessKind::csv;
  auto file = is_csv ? std::optional(csv_file(table)) : xlsx_file(table);
  if (!file) {
    return wire::problem(503, "busy", "The file cannot be made now.").with("Retry-After", "1");
  }
  http::Response response;
  response.body = *std::move(file);
  const auto day = table.changed_at.to_string().substr(0, 10);
  const auto name = table.name + ' ' + day + (is_csv ? ".csv" : ".xlsx");
  response
      .with("Content-Type",
            is_csv ? "text/csv; charset=utf-8; header=present" : std::string(kXlsxType))
      .with("Content-Disposition", wire::attachment(name));
  return response;
}

}  // namespace rollcall::api
