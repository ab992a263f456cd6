#pragma once
// CSV in and out (RFC 4180).

#include <string>
#include <string_view>
#include <vector>

#include "api/json/fault.hpp"

namespace rollcall::api::wire {

inline constexpr std::size_t kMaxImportBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxImportRows = 50'000;
inline constexpr std::size_t kMaxImportColumns = 150;
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
using json::kMaxFaults;  // of one answer; the last one says how many more

struct CsvRecord {
  std::size_t line = 0;  // where it starts, 1-based
  std::vector<std::string> cells;
};
struct CsvTable {
  std::vector<std::string> header;  // without white space around the names
  std::vector<CsvRecord> records;   // the well-formed ones, each with as many cells as the header
  // Pointer "/line/N" or "/line/N/column": where the record starts, for a faulty cell where the
  // cell starts; column by name, or its number (from 1) if the name is faulty itself.
  std::vector<json::Fault> faults;
};

// UTF-8 with or without BOM; comma, semicolon or tab found out from the first record; quoted line
// breaks; LF, CRLF, CR; blank lines skipped. Faults: not UTF-8, NUL, an open quote, text after a
// quote, a record with more or fewer cells than the header, no header, empty or doubled header
// names, over a limit. Reads on after a fault where it can, so that every bad line is named; a
// quote inside of an unquoted cell is text. Never throws.
CsvTable read_csv(std::string_view bytes);

// One line with CRLF. Quotes where needed. Cells that a spreadsheet would take for a formula
// (first character = + - @ TAB CR) get a leading ', but plain phone numbers (+ and 6 to 20 digits
// and spaces) stay.
void write_csv_line(std::string& out, const std::vector<std::string_view>& cells);

}  // namespace rollcall::api::wire
