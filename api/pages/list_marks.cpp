#include "api/pages/list_marks.hpp"

#include <algorithm>

#include "api/pages/forms.hpp"
#include "api/pages/list_view.hpp"
#include "api/pages/table.hpp"
#include "api/pages/texts.hpp"

namespace rollcall::api::pages {

RowMarks::RowMarks(Words words, const TableChanges* changes, const ListTable& table,
                   const ListTable::Row& row)
    : words_(words) {
  if (!changes) return;
  const auto index = static_cast<std::size_t>(&row - table.rows.data());
  is_new_ = changes->is_added(index);
  changed_ = changes->find_changed(index);
}

Html RowMarks::badge() const {
  if (is_new_) return html(R"(<span class="badge new">{}</span> )", words_(texts::kNew));
  return only_if(changed_ != nullptr,
                 html(R"(<span class="badge changed">{}</span> )", words_(texts::kChanged)));
}

Html RowMarks::cell(std::size_t column) const {
  if (!changed_) return {};
  const auto& cells = changed_->cells;
  if (!std::binary_search(cells.begin(), cells.end(), column)) return {};
  const auto& before = changed_->before.values[column];
  return html(R"( <span class="before">{}</span>)", before.empty()
                                                        ? std::string(words_(texts::kEmptyBefore))
                                                        : words_(texts::kBefore, before));
}

Html changes_in_short(Words words, const TableChanges& changes, const domain::TimeZone& zone) {
  if (!changes.since.at) return {};
  const auto at = words.time(*changes.since.at, zone);
  if (changes.row_count() == 0) return note(words(texts::kNothingChanged, at));
  return note(words(texts::kSince, at, changes.added.size(), changes.changed.size(),
                    changes.removed.size()));
}

Html gone_rows(Words words, const TableChanges& changes, const ListTable& list) {
  if (changes.removed.empty()) return {};
  Html head;
  for (const auto& column : list.columns) head += column_head(column_title(words, column));
  Html body;
  for (const auto& row : changes.removed) body += text_row(row.values);
  const auto title = words(texts::kGone);
  return html("<h2>{}</h2>\n", title) + table(title, head, body, "table gone");
}

}  // namespace rollcall::api::pages
