#include "api/looks/changes.hpp"

#include <algorithm>
#include <unordered_map>

#include "domain/rows/filter.hpp"
#include "projections/shares.hpp"
#include "replay/list_at.hpp"

namespace rollcall::api {
namespace {

using eventstore::Result;

bool contains(const std::vector<domain::Column>& columns, const domain::Column& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

std::vector<bool> compared_columns(const ListTable& table, const Since& since,
                                   const domain::ListDefinition& then) {
  std::vector<bool> compared;
  for (const auto& column : table.columns) {
    compared.push_back(contains(then.columns, column) &&
                       (!since.columns || contains(*since.columns, column)));
  }
  return compared;
}

// Puts the rows of then beside those of the table, one after the other.
class Comparison {
 public:
  Comparison(const ListTable& table, const domain::ListDefinition& then, TableChanges& changes)
      : table_(table), then_(then), filter_(then.filter), changes_(changes) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) rows_.emplace(table.rows[i].participant, i);
  }

  // A participant that has not changed since.
  void add_unchanged(domain::ListRow row) {
    const auto now = rows_.find(row.participant);
    const bool was_in = filter_.matches(row.details);
    if (now == rows_.end()) {
      if (was_in) removed_.push_back(std::move(row));
    } else if (was_in) {
      stayed_.push_back(now->second);
    }
  }

  // One that has, as it was.
  void add_changed(domain::ListRow row) {
    if (!filter_.matches(row.details)) return;
    const auto now = rows_.find(row.participant);
    if (now == rows_.end()) {
      removed_.push_back(std::move(row));
      return;
    }
    stayed_.push_back(now->second);
    compare(now->second, row);
  }

  void finish() {
    std::sort(stayed_.begin(), stayed_.end());
    auto next = stayed_.begin();
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      next != stayed_.end() && *next == i ? void(++next) : changes_.added.push_back(i);
    }
    std::sort(changes_.changed.begin(), changes_.changed.end(),
              [](const auto& a, const auto& b) { return a.row < b.row; });
    for (const auto& row : domain::arrange(then_, std::move(removed_))) {
      changes_.removed.push_back(cut(row));
    }
  }

 private:
  // To what is compared.
  ListTable::Row cut(const domain::ListRow& row) const {
    auto shown = row_of(row, table_.columns);
    for (std::size_t i = 0; i < shown.values.size(); ++i) {
      if (!changes_.compared[i]) shown.values[i].clear();
    }
    return shown;
  }

  void compare(std::size_t index, const domain::ListRow& then) {
    const auto& now = table_.rows[index];
    if (now.erased || !then.details) return;  // what was erased is erased of then too
    TableChanges::ChangedRow changed{index, cut(then), {}};
    for (std::size_t i = 0; i < now.values.size(); ++i) {
      const bool differs = changes_.compared[i] && changed.before.values[i] != now.values[i];
      if (differs) changed.cells.push_back(i);
    }
    if (!changed.cells.empty()) changes_.changed.push_back(std::move(changed));
  }

  const ListTable& table_;
  const domain::ListDefinition& then_;
  const domain::Filter filter_;
  TableChanges& changes_;
  std::unordered_map<domain::ParticipantId, std::size_t> rows_;  // of the table
  std::vector<std::size_t> stayed_;
  std::vector<domain::ListRow> removed_;
};

// All of the project's participants of then go into the comparison.
Result<void> compare_all(const replay::Moment& then, const projections::ViewSnapshot& now,
                         domain::ProjectId project, Comparison& comparison) {
  auto touched = replay::removed_since(then, project, now.position);
  if (!touched) return tl::make_unexpected(touched.error());
  auto participants = projections::list_participants(*now.view, then.office, project,
                                                     {"", domain::kMaxParticipants});
  for (auto& participant : participants.rows) {
    if (participant.version > then.position) {
      touched->push_back(participant.id);
    } else {
      comparison.add_unchanged({participant.id, std::move(participant.details)});
    }
  }
  auto before = replay::participants_at(then, *touched);
  if (!before) return tl::make_unexpected(before.error());
  for (auto& row : *before) comparison.add_changed(std::move(row));
  return {};
}

void add_all(const ListTable& table, TableChanges& changes) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) changes.added.push_back(i);
}

}  // namespace

bool TableChanges::is_added(std::size_t row) const {
  return std::binary_search(added.begin(), added.end(), row);
}

const TableChanges::ChangedRow* TableChanges::find_changed(std::size_t row) const {
  const auto found =
      std::lower_bound(changed.begin(), changed.end(), row,
                       [](const ChangedRow& each, std::size_t index) { return each.row < index; });
  return found != changed.end() && found->row == row ? &*found : nullptr;
}

Result<TableChanges> changes_of(Context& context, const eventstore::OfficeId& office,
                                const projections::ViewSnapshot& snapshot, const ListTable& table,
                                Since since) {
  const replay::Moment then{context.log, context.codec, office, since.position};
  const auto definition = replay::definition_at(then, table.list);
  if (!definition) return tl::make_unexpected(definition.error());
  TableChanges changes;
  changes.since = std::move(since);
  changes.compared.resize(table.columns.size());
  if (!*definition) {  // the list was not there
    add_all(table, changes);
    return changes;
  }
  changes.compared = compared_columns(table, changes.since, **definition);
  if (table.version <= then.position) return changes;
  const auto list = projections::find_list(*snapshot.view, office, table.list);
  if (!list) return changes;  // nothing is there to be shown
  Comparison comparison(table, **definition, changes);
  const auto compared = compare_all(then, snapshot, list->project, comparison);
  if (!compared) return tl::make_unexpected(compared.error());
  comparison.finish();
  return changes;
}

Result<std::optional<TableChanges>> changes_since_previous_look(
    Context& context, const eventstore::OfficeId& office, const projections::ViewSnapshot& snapshot,
    const ListTable& table, domain::ShareId share, domain::SessionId session) {
  const auto look =
      projections::previous_look(*snapshot.view, office, share, session, table.version);
  if (!look) return std::nullopt;
  const auto& access = look->access;
  auto changes =
      changes_of(context, office, snapshot, table, {access.list_version, look->at, access.columns});
  if (!changes) return tl::make_unexpected(changes.error());
  return std::move(*changes);
}

}  // namespace rollcall::api
