// Lists as spreadsheets, read back by another program than the one that wrote them.
#include "api/looks/xlsx.hpp"

#include "tests/api/sharing/sharing.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/folders.hpp"
#include "tests/support/json.hpp"

namespace rollcall::api::xlsx_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const Headers kXlsx = {{"accept", kType}};

class Spreadsheet {
 public:
  explicit Spreadsheet(const std::string& bytes) : json_(read(bytes)) {}

  std::vector<std::string> row(std::size_t row) const {
    const auto cells = "/cells/" + std::to_string(row);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < json_.size(cells); ++i) {
      texts.push_back(json_.text(cells + '/' + std::to_string(i) + "/text"));
    }
    return texts;
  }
  std::size_t rows() const { return json_.size("/cells"); }
  std::string sheet() const { return json_.text("/sheets/0"); }
  std::string json(const std::string& pointer = "") const { return json_.json(pointer); }

 private:
  static tests::Json read(const std::string& bytes) {
    const tests::ScratchFolder folder;
    const auto file = folder.path() / "rows.xlsx";
    tests::write_file(file, bytes);
    tests::ChildProcess reader({"/usr/bin/python3", "-B",
                                tests::source_file("tests/support/xlsx_reader.py").string(),
                                file.string()});
    EXPECT_EQ(reader.wait(), 0) << reader.errors();
    return tests::Json(reader.output());
  }

  tests::Json json_;
};

Answer rows_of(Sharing& office) {
  return office.api.get("/v1/lists/" + office.list + "/rows", kXlsx);
}

TEST(ASpreadsheet, has_a_header_row_and_the_rows_as_they_are_now) {
  Sharing office;
  const auto answer = rows_of(office);
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), kType);
  EXPECT_THAT(answer.header("Content-Disposition"),
              HasSubstr("attachment; filename=\"Rooms 2026-"));
  EXPECT_THAT(answer.header("Content-Disposition"), HasSubstr(".xlsx"));
  EXPECT_NE(answer.header("Rollcall-Position"), "");
  const Spreadsheet book(answer.body);
  EXPECT_EQ(book.sheet(), "Rooms");
  ASSERT_EQ(book.rows(), 4u);
  EXPECT_THAT(book.row(0), ElementsAre("lastName", "firstName", "Room"));
  EXPECT_THAT(book.row(1), ElementsAre("Berg", "Ada", "Single"));
  EXPECT_THAT(book.row(3), ElementsAre("Moen", "Ada", "Single"));
}

TEST(ASpreadsheet, holds_text_and_nothing_that_acts) {
  Sharing office;
  const std::vector<std::string> awkward = {"=1+1",
                                            "+47 555",
                                            "-2+3",
                                            "@SUM(A1)",
                                            "'quoted",
                                            "007",
                                            "1e5",
                                            "<b>&",
                                            "https://evil.example/",
                                            "=HYPERLINK(A1)",
                                            "Ærlig 😀",
                                            "_x003D_1"};
  for (std::size_t i = 0; i < awkward.size(); ++i) {
    const auto name = std::string("Z") + static_cast<char>('a' + i);
    add_participant(office.api, office.project,
                    R"("lastName":")" + name + R"(","fields":{"Room":")" + awkward[i] + R"("})");
  }
  const Spreadsheet book(rows_of(office).body);
  ASSERT_EQ(book.rows(), 4 + awkward.size());
  for (std::size_t i = 0; i < awkward.size(); ++i) EXPECT_EQ(book.row(4 + i)[2], awkward[i]);
  const auto cells = book.json("/cells");
  EXPECT_THAT(cells, Not(HasSubstr(R"("formula":true)")));
  EXPECT_THAT(cells, Not(HasSubstr(R"("type":"n")")));
  EXPECT_THAT(cells, HasSubstr(R"("type":"inlineStr")"));
  for (const auto* part : {"externalLink", "_rels/sheet", "vba", "connections"}) {
    EXPECT_THAT(book.json("/parts"), Not(HasSubstr(part)));
  }
}

TEST(ASpreadsheet, is_recorded_before_it_leaves_as_a_download) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example");
  const auto session = office.open(share.token).token;
  const auto answer = office.look(session, "", kXlsx);
  ASSERT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(Spreadsheet(answer.body).rows(), 4u);
  const auto by_link = office.api.get("/v1/shared/" + share.token + "/list",
                                      {Api::bearer(session), {"accept", kType}});
  ASSERT_EQ(by_link.status, 200u) << by_link.body;
  EXPECT_EQ(Spreadsheet(by_link.body).rows(), 4u);
  const auto accesses = office.api.get("/v1/shares/" + share.id + "/accesses");
  EXPECT_EQ(accesses.size("/items"), 2u);
  EXPECT_THAT(accesses.items("/kind"), ElementsAre("xlsx", "xlsx"));
  EXPECT_EQ(accesses.number("/items/0/rowCount"), 3);
}

TEST(ASpreadsheet, has_the_columns_of_the_share_and_no_others) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example", R"(,"columns":["lastName"])");
  const auto session = office.open(share.token).token;
  const Spreadsheet book(office.look(session, "", kXlsx).body);
  EXPECT_THAT(book.row(0), ElementsAre("lastName"));
  EXPECT_THAT(book.row(1), ElementsAre("Berg"));
  EXPECT_THAT(book.json(), Not(HasSubstr("Single")));
}

TEST(ASpreadsheet, is_refused_where_the_share_does_not_allow_it) {
  Sharing office;
  const auto share = office.share_with("bus@coach.example", R"(,"mayDownload":false)");
  const auto answer = office.look(office.open(share.token).token, "", kXlsx);
  EXPECT_EQ(answer.status, 403u);
  EXPECT_EQ(answer.code(), "download_not_allowed");
  EXPECT_EQ(office.count<domain::ListAccessed>(), 0u);
}

TEST(ASpreadsheet, does_not_leave_if_the_log_cannot_take_the_access) {
  Sharing office;
  const auto session = office.open(office.share_with("bus@coach.example").token).token;
  office.backing.takes_writes = false;
  for (const auto& answer : {office.look(session, "", kXlsx), rows_of(office)}) {
    EXPECT_EQ(answer.status, 503u);
    EXPECT_THAT(answer.body, Not(HasSubstr("PK")));
  }
}

TEST(ASpreadsheet, of_many_rows_is_whole) {
  ListTable table;
  table.name = "Many";
  table.changed_at = {1'767'225'600'000};
  table.columns = {*domain::Column::parse("lastName"), *domain::Column::parse("fields.Note")};
  for (int i = 0; i < 20'000; ++i) {
    table.rows.push_back({{}, false, {"Name " + std::to_string(i), i % 2 ? "" : "x\ny"}});
  }
  const auto bytes = xlsx_file(table);
  ASSERT_TRUE(bytes);
  const Spreadsheet book(*bytes);
  ASSERT_EQ(book.rows(), 20'001u);
  EXPECT_THAT(book.row(20'000), ElementsAre("Name 19999"));
  EXPECT_THAT(book.row(19'999), ElementsAre("Name 19998", "x\ny"));
  EXPECT_EQ(xlsx_file(table), bytes);  // the same bytes for the same version
}

TEST(ASheetName, is_one_that_spreadsheets_take) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Rooms", "Rooms"},
      {"a/b\\c:d*e?f[g]h", "a b c d e f g h"},
      {"'Rooms'", "Rooms"},
      {"  ", "List"},
      {"[]", "List"},
      {"hiStory", "List"},
      {std::string(40, 'x'), std::string(31, 'x')},
      {std::string(30, 'x') + "'y", std::string(30, 'x')},
      {"Værelser i fjellet", "Værelser i fjellet"},
      {std::string(30, 'x') + "😀", std::string(30, 'x')},
      {std::string(29, 'x') + "😀y", std::string(29, 'x') + "😀"},
  };
  for (const auto& [list, sheet] : cases) EXPECT_EQ(sheet_name(list), sheet) << list;
}

TEST(ASpreadsheet, of_a_list_with_an_awkward_name_opens) {
  Sharing office;
  office.api.patch("/v1/lists/" + office.list, R"({"name":"Rom: \"alle\" / [Ål] ../../etc; x=1"})");
  const auto answer = rows_of(office);
  const auto disposition = answer.header("Content-Disposition");
  EXPECT_THAT(disposition, HasSubstr("filename*=UTF-8''"));
  EXPECT_THAT(disposition, Not(HasSubstr("/")));
  EXPECT_EQ(Spreadsheet(answer.body).sheet(), "Rom  \"alle\"    Ål  .. .. etc; x");
}

}  // namespace
}  // namespace rollcall::api::xlsx_test
