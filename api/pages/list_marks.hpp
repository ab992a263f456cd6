#pragma once
// What changed in a list since its reader's previous look, as marks: a word and a shape each, so
// that nobody needs to see a colour.

#include "api/looks/changes.hpp"
#include "api/pages/html.hpp"
#include "api/pages/language.hpp"

namespace rollcall::api::pages {

// The marks of one row of `table`; none if `changes` is nullptr.
class RowMarks {
 public:
  RowMarks(Words words, const TableChanges* changes, const ListTable& table,
           const ListTable::Row& row);

  Html badge() const;                   // before the row's first value: new, or changed
  Html cell(std::size_t column) const;  // after a value that changed: what it was before

 private:
  Words words_;
  bool is_new_ = false;
  const TableChanges::ChangedRow* changed_ = nullptr;
};

// How much changed, in a sentence; and below the table what is gone from it.
Html changes_in_short(Words words, const TableChanges& changes, const domain::TimeZone& zone);
Html gone_rows(Words words, const TableChanges& changes, const ListTable& list);

}  // namespace rollcall::api::pages
