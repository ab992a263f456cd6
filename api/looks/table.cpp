#include "api/looks/table.hpp"

#include <sstream>

#include "replay/as_of.hpp"

namespace rollcall::api {

ListTable::Row row_of(const domain::ListRow& row, const std::vector<domain::Column>& columns) {
  ListTable::Row shown{row.participant, !row.details.has_value(), {}};
  shown.values.reserve(columns.size());
  for (const auto& column : columns) {
    shown.values.push_back(row.details ? column.value_of(*row.details) : "");
  }
  return shown;
}

TablePtr table_of(Context& context, const projections::ViewReader& view,
                  const eventstore::OfficeId& office, const projections::ListRecord& list,
                  const std::vector<domain::Column>& columns) {
  const auto key = table_key(list.id.uuid, list.own_version, list.version, columns);
  const auto generation = context.looks.generation();
  if (auto known = context.looks.find(key)) return known;
  auto table = std::make_shared<ListTable>();
  table->list = list.id;
  table->name = list.definition.name.str();
  table->version = list.version;
  table->changed_at = list.changed_at;
  table->columns = columns;
  for (const auto& row : projections::rows_of_list(view, office, list)) {
    table->rows.push_back(row_of(row, columns));
  }
  context.looks.put(key, table, generation);
  return table;
}

std::string write_look_cursor(const Context& context, const LookCursor& cursor) {
  std::ostringstream content;
  content << "look " << cursor.access.uuid.to_string() << ' ' << cursor.recorded_at << ' '
          << cursor.position << ' ' << cursor.own_version << ' ' << cursor.offset << ' ';
  if (cursor.as_of) content << write_as_of(*cursor.as_of);
  return wire::seal_cursor(context.cursor_key, content.str());
}

std::optional<LookCursor> read_look_cursor(const Context& context, const std::string& text) {
  const auto content = wire::open_cursor(context.cursor_key, text);
  if (!content) return std::nullopt;
  std::istringstream in(*content);
  std::string word;
  std::string access;
  LookCursor cursor;
  in >> word >> access >> cursor.recorded_at >> cursor.position >> cursor.own_version >>
      cursor.offset;
  const auto id = domain::Uuid::parse(access);
  if (!in || word != "look" || !id || cursor.recorded_at == 0) return std::nullopt;
  cursor.access = {*id};
  std::string rest;
  std::getline(in.ignore(), rest);
  std::string_view moment = rest;
  cursor.as_of = read_as_of(moment);
  return cursor;
}

eventstore::Result<std::optional<RecordedAccess>> find_recorded(Context& context,
                                                                const eventstore::OfficeId& office,
                                                                const LookCursor& cursor) {
  const auto records =
      context.log.read(office, {}, {.after = cursor.recorded_at - 1, .up_to = cursor.recorded_at});
  if (!records) return tl::make_unexpected(records.error());
  if (records->empty()) return std::nullopt;
  const auto logged = context.codec.decode(office, records->front());
  if (!logged) return tl::make_unexpected(eventstore::Error::corrupt);
  const auto* event = std::get_if<domain::AccessEvent>(&logged->event.of);
  const auto* access = event ? std::get_if<domain::ListAccessed>(event) : nullptr;
  if (!access || access->access != cursor.access) return std::nullopt;
  return RecordedAccess{*access, logged->actor, logged->decided_at};
}

TablePtr table_again(Context& context, const eventstore::OfficeId& office, const LookCursor& cursor,
                     const domain::ListAccessed& access,
                     const std::vector<domain::Column>& columns) {
  const auto key = table_key(access.list.uuid, cursor.own_version, access.list_version, columns);
  if (auto known = context.looks.find(key)) return known;
  const std::vector<domain::Tag> resources = {{domain::TagKind::list, access.list.uuid},
                                              {domain::TagKind::roster, access.project.uuid}};
  const auto view =
      replay::view_as_of(context.log, context.codec, office, resources, cursor.position);
  if (!view) return nullptr;
  const auto list = projections::find_list(**view, office, access.list);
  return list ? table_of(context, **view, office, *list, columns) : nullptr;
}

}  // namespace rollcall::api
