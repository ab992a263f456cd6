#pragma once
// What must hold for any text read as CSV. Stops the program where it doesn't.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "api/wire/csv.hpp"
#include "domain/values/text.hpp"
#include "eventstore/check.hpp"

namespace rollcall::tests {

inline void check_csv_faults(const api::wire::CsvTable& table) {
  CHECK(table.faults.size() <= api::wire::kMaxFaults);
  std::size_t open_quotes = 0;
  for (const auto& fault : table.faults) {
    CHECK(!fault.code.empty() && !fault.detail.empty());
    CHECK(fault.pointer.size() <= api::json::kMaxPointerBytes);
    CHECK(domain::is_valid_utf8(fault.pointer));
    if (fault.code == "open_quote") ++open_quotes;
  }
  CHECK(open_quotes <= 1);
}

inline void check_csv_records(const api::wire::CsvTable& table, std::string_view bytes) {
  const auto breaks =
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
  std::size_t line = 0;
  for (const auto& record : table.records) {
    CHECK(record.line > line);
    line = record.line;
    CHECK(record.cells.size() == table.header.size());
    for (const auto& cell : record.cells) CHECK(domain::is_valid_utf8(cell));
  }
  CHECK(line <= static_cast<std::size_t>(breaks) + 1);
}

// What our writer makes of the records is read again as the same records; formulas change once.
inline void check_csv_round_trip(const api::wire::CsvTable& table) {
  std::string text;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    text += (i == 0 ? "c" : ",c") + std::to_string(i);
  }
  text += "\r\n";
  for (const auto& record : table.records) {
    api::wire::write_csv_line(text, {record.cells.begin(), record.cells.end()});
  }
  const auto again = api::wire::read_csv(text);
  CHECK(again.faults.empty());
  CHECK(again.records.size() == table.records.size());
  for (std::size_t i = 0; i < table.records.size(); ++i) {
    for (std::size_t k = 0; k < table.header.size(); ++k) {
      const auto& before = table.records[i].cells[k];
      const auto& after = again.records[i].cells[k];
      CHECK(after == before || after == "'" + before);
      CHECK(after.empty() || std::string_view("=-@\t\r").find(after[0]) == std::string_view::npos);
    }
  }
}

inline void check_csv(std::string_view bytes) {
  const auto table = api::wire::read_csv(bytes);
  check_csv_faults(table);
  check_csv_records(table, bytes);
  CHECK(table.header.size() <= api::wire::kMaxImportColumns);
  if (!table.header.empty()) check_csv_round_trip(table);
}

}  // namespace rollcall::tests
