#pragma once
// A list's rows as a table, from a view; and the same table again for its later pages.

#include <memory>
#include <optional>
#include <string>

#include "api/app/context.hpp"
#include "api/looks/look_cache.hpp"
#include "projections/lists.hpp"

namespace rollcall::api {

using TablePtr = std::shared_ptr<const ListTable>;

// The list as the view has it, cut to `columns`.
TablePtr table_of(Context& context, const projections::ViewReader& view,
                  const eventstore::OfficeId& office, const projections::ListRecord& list,
                  const std::vector<domain::Column>& columns);

// Where the next page of one look goes on: the same version, even if the list has changed since.
struct LookCursor {
  domain::ListId list;
  eventstore::Position position = 0;  // at which the first page was made
  std::uint64_t own_version = 0;
  std::uint64_t version = 0;
  std::size_t offset = 0;
};
std::string write_look_cursor(const Context& context, const LookCursor& cursor);
std::optional<LookCursor> read_look_cursor(const Context& context, const std::string& text);

// The table that look was of, from memory or from the log; nullptr if the log could not be read.
TablePtr table_again(Context& context, const eventstore::OfficeId& office, const LookCursor& cursor,
                     domain::ProjectId project, const std::vector<domain::Column>& columns);

}  // namespace rollcall::api
