#include <algorithm>

#include "api/wire/csv.hpp"

namespace rollcall::api::wire {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";
// Semicolon and TAB too: our own reader, and Excel in half of Europe, could take them for
// delimiters. A byte order mark at the start of a file would vanish.
constexpr std::string_view kQuoted = ",;\t\"\r\n";

bool is_plain_phone_number(std::string_view cell) {
  if (!cell.starts_with('+')) return false;
  std::size_t digits = 0;
  for (const char c : cell.substr(1)) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != ' ') {
      return false;
    }
  }
  return digits >= 6 && digits <= 20;
}

bool starts_formula(std::string_view cell) {
  return !cell.empty() && kFormulaStarts.find(cell.front()) != std::string_view::npos &&
         !is_plain_phone_number(cell);
}

void write_quoted(std::string& out, std::string_view cell) {
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
}

void write_cell(std::string& out, std::string_view cell) {
  const bool formula = starts_formula(cell);
  const bool quoted =
      cell.find_first_of(kQuoted) != std::string_view::npos || cell.starts_with(kByteOrderMark);
  if (quoted) out += '"';
  if (formula) out += '\'';
  if (quoted) {
    write_quoted(out, cell);
    out += '"';
  } else {
    out += cell;
  }
}

}  // namespace

void write_csv_line(std::string& out, const std::vector<std::string_view>& cells) {
  const bool blank = cells.size() == 1 && cells.front().empty();
  if (blank) out += "\"\"";  // else it would be a blank line, which readers skip
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    write_cell(out, cells[i]);
  }
  out += "\r\n";
}

}  // namespace rollcall::api::wire
