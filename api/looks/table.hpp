#pragma once
// A list's rows as a table, from a view; and the same table again for its later pages.

#include <memory>
#include <optional>
#include <string>

#include "api/app/context.hpp"
#include "api/looks/look_cache.hpp"
#include "api/past/as_of.hpp"
#include "projections/lists.hpp"

namespace rollcall::api {

using TablePtr = std::shared_ptr<const ListTable>;

// A row cut to `columns`.
ListTable::Row row_of(const domain::ListRow& row, const std::vector<domain::Column>& columns);

// The list as the view has it, cut to `columns`.
TablePtr table_of(Context& context, const projections::ViewReader& view,
                  const eventstore::OfficeId& office, const projections::ListRecord& list,
                  const std::vector<domain::Column>& columns);

// Where the next page of one look goes on: the same version, even if the list has changed since. Of
// whom, which list and which columns the look was says the access on record.
struct LookCursor {
  domain::AccessId access;
  eventstore::Position recorded_at = 0;  // of the access
  eventstore::Position position = 0;     // of the views that the first page was made from
  std::uint64_t own_version = 0;         // the list's, then
  std::size_t offset = 0;
  std::optional<AsOf> as_of{};  // of a look at an earlier moment: `position` is that one's
};
std::string write_look_cursor(const Context& context, const LookCursor& cursor);
std::optional<LookCursor> read_look_cursor(const Context& context, const std::string& text);

// The access that a cursor goes on with; nullopt if this office's log has none such.
struct RecordedAccess {
  domain::ListAccessed access;
  domain::Actor by;
  domain::Instant at;
};
eventstore::Result<std::optional<RecordedAccess>> find_recorded(Context& context,
                                                                const eventstore::OfficeId& office,
                                                                const LookCursor& cursor);

// The table that look was of, from memory or from the log; nullptr if the log could not be read.
// `columns`: those that show, of the access's.
TablePtr table_again(Context& context, const eventstore::OfficeId& office, const LookCursor& cursor,
                     const domain::ListAccessed& access,
                     const std::vector<domain::Column>& columns);

}  // namespace rollcall::api
