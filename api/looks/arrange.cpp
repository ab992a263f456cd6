#include "api/looks/arrange.hpp"

#include <algorithm>
#include <sstream>

#include "domain/values/collation.hpp"
#include "domain/values/text.hpp"

namespace rollcall::api {
namespace {

using Row = ListTable::Row;

std::vector<std::string> words_of(const std::string& query) {
  std::istringstream in(domain::fold_case(query));
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool holds(const Row& row, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  if (row.erased) return false;
  std::string all;
  for (const auto& value : row.values) all += domain::fold_case(value) + '\n';
  return std::all_of(words.begin(), words.end(),
                     [&all](const std::string& word) { return all.find(word) != all.npos; });
}

struct KeyedRow {
  std::string key;
  const Row* row = nullptr;  // of the table, whose rows lie in the list's order
};

void sort_by(std::vector<const Row*>& rows, std::size_t column, bool descending) {
  std::vector<KeyedRow> keyed;
  keyed.reserve(rows.size());
  for (const auto* row : rows) keyed.push_back({domain::collation_key(row->values[column]), row});
  std::sort(keyed.begin(), keyed.end(), [descending](const KeyedRow& a, const KeyedRow& b) {
    if (a.key.empty() != b.key.empty()) return b.key.empty();
    if (a.key == b.key) return a.row < b.row;
    return descending ? a.key > b.key : a.key < b.key;
  });
  std::transform(keyed.begin(), keyed.end(), rows.begin(),
                 [](const KeyedRow& each) { return each.row; });
}

}  // namespace

std::vector<const Row*> arrange(const ListTable& table, const Arrangement& by) {
  const auto words = words_of(by.query);
  std::vector<const Row*> rows;
  for (const auto& row : table.rows) {
    if (holds(row, words)) rows.push_back(&row);
  }
  if (by.column && *by.column < table.columns.size()) sort_by(rows, *by.column, by.descending);
  return rows;
}

}  // namespace rollcall::api
