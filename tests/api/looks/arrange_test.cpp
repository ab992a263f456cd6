#include "api/looks/arrange.hpp"

#include <gtest/gtest.h>

namespace rollcall::api::arrange_test {
namespace {

ListTable table() {
  ListTable table;
  table.columns = {domain::Column::restore("lastName"), domain::Column::restore("fields.Room")};
  const auto add = [&table](const char* name, const char* room) {
    table.rows.push_back({{}, false, {name, room}});
  };
  add("Ødegård", "12");
  add("berg", "");
  add("Åse", "7");
  add("Berg", "12");
  table.rows.push_back({{}, true, {"", ""}});
  return table;
}

std::string names(const ListTable& table, const Arrangement& by) {
  std::string all;
  for (const auto* row : arrange(table, by)) {
    all += (all.empty() ? "" : " ") + (row->erased ? "-" : row->values[0]);
  }
  return all;
}

TEST(Arrange, searches_all_words_in_any_case_and_sorts_stably_empty_last) {
  struct {
    Arrangement by;
    const char* names;
  } const rows[] = {
      {{}, "Ødegård berg Åse Berg -"},
      {{.query = "BERG"}, "berg Berg"},
      {{.query = " 12  berg "}, "Berg"},
      {{.query = "ØDEGÅRD"}, "Ødegård"},
      {{.query = "berg7"}, ""},
      {{.column = 0}, "Åse berg Berg Ødegård -"},
      {{.column = 0, .descending = true}, "Ødegård Berg berg Åse -"},
      {{.column = 1}, "Ødegård Berg Åse berg -"},
      {{.column = 1, .descending = true}, "Åse Ødegård Berg berg -"},
      {{.column = 2}, "Ødegård berg Åse Berg -"},
  };
  const auto all = table();
  for (const auto& row : rows) EXPECT_EQ(names(all, row.by), row.names) << row.by.query;
}

}  // namespace
}  // namespace rollcall::api::arrange_test
