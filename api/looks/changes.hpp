#pragma once
// What changed in a list's rows since an earlier position: the list as it was then (its definition,
// its participants and their values of then), from the log, against a table of it.

#include <vector>

#include "api/looks/table.hpp"
#include "projections/projector.hpp"

namespace rollcall::api {

// With what a table is compared.
struct Since {
  eventstore::Position position = 0;
  std::optional<domain::Instant> at;  // when that was seen, or recorded; nullopt: the very start
  // What was shown then, of the columns; nullopt: all the list had.
  std::optional<std::vector<domain::Column>> columns;
};

// Only columns that the table shows and that were shown then are compared. In all rows of then,
// values are as the table's columns, and empty in columns that are not compared.
struct TableChanges {
  struct ChangedRow {
    std::size_t row = 0;             // of the table, which has the values of now
    ListTable::Row before;           // the values of then
    std::vector<std::size_t> cells;  // the columns that differ, ascending; never empty
  };
  Since since;
  std::vector<bool> compared;           // by column of the table
  std::vector<std::size_t> added;       // rows of the table, ascending
  std::vector<ChangedRow> changed;      // ascending by row
  std::vector<ListTable::Row> removed;  // in the order of then

  std::size_t row_count() const { return added.size() + changed.size() + removed.size(); }
  // The marks of one row of the table: is it new, or which of its cells are (nullptr: none)?
  bool is_added(std::size_t row) const;
  const ChangedRow* find_changed(std::size_t row) const;
};

// `view`: the snapshot that `table` was made from. The cost grows with how many participants
// changed since, not with how often, nor with how often the list itself did.
eventstore::Result<TableChanges> changes_of(Context& context, const eventstore::OfficeId& office,
                                            const projections::ViewSnapshot& snapshot,
                                            const ListTable& table, Since since);

// Since what the receiver in that viewing session saw before (projections::previous_look); nullopt:
// they saw nothing before.
eventstore::Result<std::optional<TableChanges>> changes_since_previous_look(
    Context& context, const eventstore::OfficeId& office, const projections::ViewSnapshot& snapshot,
    const ListTable& table, domain::ShareId share, domain::SessionId session);

}  // namespace rollcall::api
