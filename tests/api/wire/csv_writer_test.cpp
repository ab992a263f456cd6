#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/wire/csv.hpp"

namespace rollcall::api::wire::csv_writer_test {
namespace {

using Cells = std::vector<std::string>;

std::string line_of(const std::vector<std::string_view>& cells) {
  std::string line;
  write_csv_line(line, cells);
  return line;
}

struct CellRow {
  std::string name;
  std::string cell;
  std::string written;
};

class WrittenCell : public testing::TestWithParam<CellRow> {};

TEST_P(WrittenCell, stands_between_its_neighbours) {
  EXPECT_EQ(line_of({"x", GetParam().cell, "y"}), "x," + GetParam().written + ",y\r\n");
}

INSTANTIATE_TEST_SUITE_P(
    Quoting, WrittenCell,
    testing::Values(CellRow{"plain", "Ida Halvorsen", "Ida Halvorsen"}, CellRow{"empty", "", ""},
                    CellRow{"comma", "a,b", "\"a,b\""}, CellRow{"semicolon", "a;b", "\"a;b\""},
                    CellRow{"tab_inside", "a\tb", "\"a\tb\""},
                    CellRow{"quote", "a\"b", "\"a\"\"b\""}, CellRow{"lf", "a\nb", "\"a\nb\""},
                    CellRow{"cr", "a\rb", "\"a\rb\""}, CellRow{"blanks", " a ", " a "},
                    CellRow{"cjk", "悠", "悠"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Formulas, WrittenCell,
    testing::Values(CellRow{"equals", "=1+1", "'=1+1"}, CellRow{"only_equals", "=", "'="},
                    CellRow{"plus", "+1+1", "'+1+1"}, CellRow{"minus", "-1", "'-1"},
                    CellRow{"at", "@SUM(A1)", "'@SUM(A1)"},
                    CellRow{"tab_first", "\t=1", "\"'\t=1\""},
                    CellRow{"cr_first", "\r=1", "\"'\r=1\""},
                    CellRow{"with_quotes", "=HYPERLINK(\"http://x\",\"y\")",
                            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
                    CellRow{"command", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
                    CellRow{"later_sign_is_text", "a=1", "a=1"},
                    CellRow{"quoted_already", "'=1", "'=1"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Phones, WrittenCell,
    testing::Values(CellRow{"digits", "+4707352547", "+4707352547"},
                    CellRow{"with_spaces", "+47 07 35 25 47", "+47 07 35 25 47"},
                    CellRow{"six_digits", "+123456", "+123456"},
                    CellRow{"five_digits", "+12345", "'+12345"},
                    CellRow{"twenty_digits", "+12345678901234567890", "+12345678901234567890"},
                    CellRow{"one_digit_more", "+123456789012345678901", "'+123456789012345678901"},
                    CellRow{"with_a_formula", "+47073525+1", "'+47073525+1"},
                    CellRow{"with_brackets", "+47 (0)7352547", "'+47 (0)7352547"},
                    CellRow{"only_spaces", "+      ", "'+      "},
                    CellRow{"with_minus", "-4707352547", "'-4707352547"},
                    CellRow{"doubled_plus", "++4707352547", "'++4707352547"},
                    CellRow{"with_tab", "+4707352547\t", "\"'+4707352547\t\""}),
    [](const auto& row) { return row.param.name; });

TEST(CsvLine, of_one_empty_cell_is_not_blank) {
  EXPECT_EQ(line_of({""}), "\"\"\r\n");
}

TEST(CsvLine, is_appended) {
  std::string out = "before\r\n";
  write_csv_line(out, {"a", "b"});
  EXPECT_EQ(out, "before\r\na,b\r\n");
}

// ---- Round trips ---------------------------------------------------------------------------

class RandomTables {
 public:
  explicit RandomTables(unsigned seed) : random_(seed) {}

  std::vector<Cells> next() {
    const auto width = pick(1, 12);
    std::vector<Cells> rows(pick(0, 30), Cells(width));
    for (auto& row : rows) {
      for (auto& cell : row) cell = random_cell();
    }
    return rows;
  }
  std::size_t pick(std::size_t from, std::size_t to) {
    return std::uniform_int_distribution<std::size_t>(from, to)(random_);
  }

 private:
  // Never begins as a formula: those change on their way out, by rule.
  std::string random_cell() {
    static const std::vector<std::string> kPieces{
        "a", ",",  ";",  "\t", "\"", "\"\"", "\n", "\r\n", "\r", " ",
        "é", "悠", "🎪", "'",  "=",  "\\",   "+",  "0x",   "|",  "\xEF\xBB\xBF"};
    std::string cell;
    for (auto left = pick(0, 8); left > 0; --left) cell += kPieces[pick(0, kPieces.size() - 1)];
    const bool formula =
        !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
    return formula ? "x" + cell : cell;
  }

  std::mt19937 random_;
};

Cells column_names(std::size_t width) {
  Cells names;
  for (std::size_t i = 0; i < width; ++i) names.push_back("c" + std::to_string(i));
  return names;
}

std::string in_quotes(std::string_view cell) {
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

// Another writer than ours: everything quoted, any delimiter, any line break.
std::string write_quoted(const std::vector<Cells>& rows, char delimiter,
                         std::string_view line_end) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += delimiter;
      text += in_quotes(row[i]);
    }
    text += line_end;
  }
  return text;
}

std::string write_ours(const std::vector<Cells>& rows) {
  std::string text;
  for (const auto& row : rows) write_csv_line(text, {row.begin(), row.end()});
  return text;
}

void expect_same(const std::vector<Cells>& with_header, const CsvTable& table) {
  ASSERT_TRUE(table.faults.empty()) << table.faults.front().code;
  ASSERT_EQ(table.records.size() + 1, with_header.size());
  EXPECT_EQ(table.header, with_header.front());
  for (std::size_t i = 0; i < table.records.size(); ++i) {
    EXPECT_EQ(table.records[i].cells, with_header[i + 1]);
  }
}

TEST(CsvRoundTrip, gives_back_every_random_table) {
  constexpr unsigned kSeed = 20'260'131;
  RandomTables tables(kSeed);
  for (int round = 0; round < 2'000 && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(kSeed));
    auto rows = tables.next();
    const auto width = rows.empty() ? 1 : rows.front().size();
    rows.insert(rows.begin(), column_names(width));
    expect_same(rows, read_csv(write_ours(rows)));
    const char delimiter = ",;\t"[tables.pick(0, 2)];
    const std::vector<std::string> line_ends{"\n", "\r\n", "\r", "\n\n"};
    expect_same(rows, read_csv(write_quoted(rows, delimiter, line_ends[tables.pick(0, 3)])));
  }
}

TEST(CsvRoundTrip, is_stable_once_formulas_are_neutral) {
  const std::vector<Cells> rows{{"c"}, {"=1"}, {"\t"}, {"\r\n"}, {"@x,"}, {"+"}};
  const auto once = read_csv(write_ours(rows));
  ASSERT_EQ(once.records.size(), 5U);
  std::vector<Cells> read{{"c"}};
  for (const auto& record : once.records) {
    EXPECT_EQ(record.cells[0][0], '\'');
    read.push_back(record.cells);
  }
  expect_same(read, read_csv(write_ours(read)));
}

}  // namespace
}  // namespace rollcall::api::wire::csv_writer_test
