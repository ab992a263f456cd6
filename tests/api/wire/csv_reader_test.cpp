#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/wire/csv.hpp"

namespace rollcall::api::wire::csv_reader_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using Cells = std::vector<std::string>;

std::vector<std::string> short_forms(const std::vector<json::Fault>& faults) {
  std::vector<std::string> forms;
  for (const auto& fault : faults) forms.push_back(fault.pointer + " " + fault.code);
  return forms;
}

std::vector<Cells> cells_of(const CsvTable& table) {
  std::vector<Cells> rows;
  for (const auto& record : table.records) rows.push_back(record.cells);
  return rows;
}

std::vector<std::size_t> lines_of(const CsvTable& table) {
  std::vector<std::size_t> lines;
  for (const auto& record : table.records) lines.push_back(record.line);
  return lines;
}

// ---- Good tables ---------------------------------------------------------------------------

struct GoodRow {
  std::string name;
  std::string text;
  Cells header;
  std::vector<Cells> records;
  std::vector<std::size_t> lines;
};

class GoodCsv : public testing::TestWithParam<GoodRow> {};

TEST_P(GoodCsv, is_read_without_faults) {
  const auto table = read_csv(GetParam().text);
  EXPECT_THAT(short_forms(table.faults), IsEmpty());
  EXPECT_EQ(table.header, GetParam().header);
  EXPECT_EQ(cells_of(table), GetParam().records);
  EXPECT_EQ(lines_of(table), GetParam().lines);
}

const Cells kAb{"a", "b"};

INSTANTIATE_TEST_SUITE_P(
    Rows, GoodCsv,
    testing::Values(
        GoodRow{"header_only", "a,b", kAb, {}, {}},
        GoodRow{"crlf", "a,b\r\n1,2\r\n", kAb, {{"1", "2"}}, {2}},
        GoodRow{"lf", "a,b\n1,2\n3,4", kAb, {{"1", "2"}, {"3", "4"}}, {2, 3}},
        GoodRow{"cr", "a,b\r1,2\r3,4\r", kAb, {{"1", "2"}, {"3", "4"}}, {2, 3}},
        GoodRow{"byte_order_mark",
                "\xEF\xBB\xBF"
                "a,b\n1,2\n",
                kAb,
                {{"1", "2"}},
                {2}},
        GoodRow{"byte_order_mark_and_quote", "\xEF\xBB\xBF\"a\",b\n1,2\n", kAb, {{"1", "2"}}, {2}},
        GoodRow{"semicolons", "a;b\n1,5;2\n", kAb, {{"1,5", "2"}}, {2}},
        GoodRow{"tabs", "a\tb\n1,5;\t2\n", kAb, {{"1,5;", "2"}}, {2}},
        GoodRow{
            "delimiter_outside_of_quotes", "\"a,,,\";b\n1;2\n", {"a,,,", "b"}, {{"1", "2"}}, {2}},
        GoodRow{"delimiter_across_a_quoted_break",
                "\"a\n,,\";b\n1;2\n",
                {"a\n,,", "b"},
                {{"1", "2"}},
                {3}},
        GoodRow{"comma_wins_a_draw", "a,b;c\n1,2\n", {"a", "b;c"}, {{"1", "2"}}, {2}},
        GoodRow{"one_column", "a\n1\n2\n", {"a"}, {{"1"}, {"2"}}, {2, 3}},
        GoodRow{"quotes", "a,b\n\"x,\"\"y\"\"\",\"\"\n", kAb, {{"x,\"y\"", ""}}, {2}},
        GoodRow{"quote_inside_plain_text",
                "a,b\n5\" pipe,x\"y\"\n",
                kAb,
                {{"5\" pipe", "x\"y\""}},
                {2}},
        GoodRow{"quoted_breaks_count_as_lines",
                "a,b\n\"1\n2\",\"3\r\n4\r5\"\n6,7\n",
                kAb,
                {{"1\n2", "3\r\n4\r5"}, {"6", "7"}},
                {2, 6}},
        GoodRow{"quoted_break_at_the_end_of_a_cell",
                "a,b\n\"1\r\",\"2\n\"\n6,7\n",
                kAb,
                {{"1\r", "2\n"}, {"6", "7"}},
                {2, 5}},
        GoodRow{"blank_lines",
                "\n\r\na,b\n\n\n1,2\n\r\n\r3,4\n\n",
                kAb,
                {{"1", "2"}, {"3", "4"}},
                {6, 9}},
        GoodRow{"quoted_empty_is_no_blank_line", "a\n\"\"\n1\n", {"a"}, {{""}, {"1"}}, {2, 3}},
        GoodRow{"empty_cells", "a,b\n,\n1,\n,2", kAb, {{"", ""}, {"1", ""}, {"", "2"}}, {2, 3, 4}},
        GoodRow{"white_space_stays_but_not_in_names",
                " a ,\"b\n\"\n 1 ,\t2\n",
                kAb,
                {{" 1 ", "\t2"}},
                {3}},
        GoodRow{"every_script",
                "名,имя\n悠,Ödön\nهاني,🎪\n",
                {"名", "имя"},
                {{"悠", "Ödön"}, {"هاني", "🎪"}},
                {2, 3}},
        GoodRow{"quote_at_the_very_end", "a,b\n1,\"2\"", kAb, {{"1", "2"}}, {2}}),
    [](const auto& row) { return row.param.name; });

// ---- Faults --------------------------------------------------------------------------------

struct FaultRow {
  std::string name;
  std::string text;
  std::vector<std::string> faults;
  std::vector<Cells> kept;
};

class FaultyCsv : public testing::TestWithParam<FaultRow> {};

TEST_P(FaultyCsv, names_every_bad_line_and_keeps_the_good_ones) {
  const auto table = read_csv(GetParam().text);
  EXPECT_EQ(short_forms(table.faults), GetParam().faults);
  EXPECT_EQ(cells_of(table), GetParam().kept);
  for (const auto& fault : table.faults) EXPECT_FALSE(fault.detail.empty()) << fault.code;
}

const std::vector<Cells> kOneTwo{{"1", "2"}};

INSTANTIATE_TEST_SUITE_P(
    Rows, FaultyCsv,
    testing::Values(
        FaultRow{"nothing", "", {"/line/1 no_header"}, {}},
        FaultRow{"only_blank_lines", "\r\n\n", {"/line/1 no_header"}, {}},
        FaultRow{"only_a_byte_order_mark", "\xEF\xBB\xBF", {"/line/1 no_header"}, {}},
        FaultRow{
            "utf16", std::string("\xFF\xFE") + std::string("a\0,\0", 4), {"/line/1 not_utf8"}, {}},
        FaultRow{"more_and_fewer_cells",
                 "a,b\n1\n1,2\n1,2,3\n",
                 {"/line/2 cell_count", "/line/4 cell_count"},
                 kOneTwo},
        FaultRow{"empty_name", "a,,c\n", {"/line/1/2 empty_name"}, {}},
        FaultRow{"blank_name", "a,  \n", {"/line/1/2 empty_name"}, {}},
        FaultRow{"doubled_name", "a,b, a\n", {"/line/1/3 duplicate_name"}, {}},
        FaultRow{"header_after_blank_lines", "\n\na,\n", {"/line/3/2 empty_name"}, {}},
        FaultRow{"latin1",
                 "a,b/c\nx,\xE9\n1,2\n\xE9,\xE9\n",
                 {"/line/2/b~1c not_utf8", "/line/4/a not_utf8", "/line/4/b~1c not_utf8"},
                 kOneTwo},
        FaultRow{"latin1_name_goes_by_number",
                 "\xE9,b\n1\xE9,2\n1,2\n",
                 {"/line/1/1 not_utf8", "/line/2/1 not_utf8"},
                 kOneTwo},
        FaultRow{"surrogate", "a,b\n\xED\xA0\x80,2\n", {"/line/2/a not_utf8"}, {}},
        FaultRow{"halves_of_a_character_in_two_cells",
                 "a,b\n\xC3,\xA9\n",
                 {"/line/2/a not_utf8", "/line/2/b not_utf8"},
                 {}},
        FaultRow{"nul", std::string("a,b\n1,x\0y\n1,2\n", 14), {"/line/2/b nul"}, kOneTwo},
        FaultRow{
            "text_after_quote", "a,b\n\"x\"y,2\n1,2\n", {"/line/2/a text_after_quote"}, kOneTwo},
        FaultRow{"space_after_quote", "a,b\n\"x\" ,2\n", {"/line/2/a text_after_quote"}, {}},
        FaultRow{"fault_and_wrong_count",
                 "a,b\n\"x\"y,2,3\n",
                 {"/line/2 cell_count", "/line/2/a text_after_quote"},
                 {}},
        FaultRow{"open_quote_at_the_end", "a,b\n1,2\n3,\"x", {"/line/3/b open_quote"}, kOneTwo},
        FaultRow{"open_quote_hides_nothing_after_it",
                 "a,b\n\"x,2\n1,2\n1\n",
                 {"/line/2/a open_quote", "/line/4 cell_count"},
                 kOneTwo},
        FaultRow{"open_quote_where_its_cell_starts",
                 "a,b\n\"1\n1\",\"x\n1,2\n",
                 {"/line/3/b open_quote"},
                 kOneTwo},
        FaultRow{"open_quote_in_the_header", "a,\"b\n1,2\n", {"/line/1/2 open_quote"}, kOneTwo},
        FaultRow{"cells_beyond_the_header",
                 "a,b\n1,2,\"x\"y\n",
                 {"/line/2 cell_count", "/line/2/3 text_after_quote"},
                 {}}),
    [](const auto& row) { return row.param.name; });

// ---- Limits --------------------------------------------------------------------------------

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(CsvLimits, allow_exactly_so_many_rows) {
  EXPECT_THAT(read_csv("a\n" + repeated("1\n", kMaxImportRows)).faults, IsEmpty());
  const auto table = read_csv("a\n" + repeated("1\n", kMaxImportRows + 5));
  EXPECT_THAT(short_forms(table.faults), ElementsAre("/line/50002 too_many_rows"));
}

TEST(CsvLimits, allow_exactly_so_many_columns) {
  std::string header = "c0";
  for (std::size_t i = 1; i < kMaxImportColumns; ++i) header += ",c" + std::to_string(i);
  EXPECT_THAT(read_csv(header).faults, IsEmpty());
  const auto table = read_csv(header + ",x\n1,2\n");
  EXPECT_THAT(short_forms(table.faults), ElementsAre("/line/1 too_many_columns"));
  EXPECT_THAT(table.records, IsEmpty());
}

TEST(CsvLimits, refuse_what_is_too_large_unread) {
  const auto table = read_csv(std::string(kMaxImportBytes + 1, 'a'));
  EXPECT_THAT(short_forms(table.faults), ElementsAre(" too_large"));
}

TEST(CsvLimits, name_a_bounded_number_of_faults_and_how_many_more) {
  const auto table = read_csv("a,b\n" + repeated("1\n", 3'000));
  ASSERT_THAT(table.faults, SizeIs(kMaxFaults));
  EXPECT_EQ(table.faults.front().pointer, "/line/2");
  EXPECT_EQ(table.faults.back().detail, "There are 2001 more faults.");
}

TEST(CsvLimits, hold_for_a_record_of_endless_cells) {
  const auto table = read_csv("a,b\n" + std::string(1'000'000, ',') + "\n1,2\n");
  EXPECT_THAT(short_forms(table.faults), ElementsAre("/line/2 cell_count"));
  EXPECT_THAT(table.faults.front().detail, testing::HasSubstr("1000001"));
}

// ---- A real file ---------------------------------------------------------------------------

std::string participants() {
  std::ifstream file(ROLLCALL_PARTICIPANTS_CSV, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RealCsv, is_read_whole) {
  const auto table = read_csv(participants());
  EXPECT_THAT(table.faults, IsEmpty());
  ASSERT_THAT(table.records, SizeIs(600));
  EXPECT_THAT(table.header, ElementsAre("externalId", "firstName", "lastName", "email", "phone",
                                        "company", "status", "Dietary", "Room", "Arrival flight",
                                        "Date of birth", "T-shirt", "Note"));
  EXPECT_EQ(table.records[7].cells[1], "悠");
  EXPECT_EQ(table.records[8].cells[7], "Says \"no fish, ever\"");
  EXPECT_EQ(table.records[12].cells[12], "Arrives late;\nkeep the key at the desk");
  EXPECT_EQ(table.records[12].line, 14U);
  EXPECT_EQ(table.records[13].line, 16U);
  EXPECT_EQ(table.records[599].cells[0], "P-0600");
  EXPECT_EQ(table.records[599].line, 645U);
}

TEST(RealCsv, has_all_its_text) {
  std::size_t bytes = 0;
  std::size_t breaks = 0;
  for (const auto& record : read_csv(participants()).records) {
    for (const auto& cell : record.cells) {
      bytes += cell.size();
      breaks += cell.find('\n') != std::string::npos ? 1 : 0;
    }
  }
  EXPECT_EQ(bytes, 71'536U);
  EXPECT_EQ(breaks, 44U);
}

TEST(RealCsv, names_the_line_that_was_damaged) {
  auto text = participants();
  text.insert(text.find("P-0300"), "P-0299b,too,short\r\n");
  EXPECT_THAT(short_forms(read_csv(text).faults), ElementsAre("/line/323 cell_count"));
}

}  // namespace
}  // namespace rollcall::api::wire::csv_reader_test
