// Office documents, told by their ZIP directory. Other kinds:
// tests/api/customer_web/files_test.cpp.
#include "api/content/file_type.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace rollcall::api::file_type_test {
namespace {

using domain::FileType;

std::string two_bytes(std::size_t number) {
  return {static_cast<char>(number & 255), static_cast<char>(number >> 8)};
}

// A ZIP file as far as its names; the first entry holds `first`.
std::string zip(const std::vector<std::string>& names, const std::string& first = "") {
  std::string file, directory;
  for (const auto& name : names) {
    file += "PK\x03\x04" + std::string(22, '\0') + two_bytes(name.size()) + two_bytes(0) + name;
    if (&name == &names.front()) file += first;
    directory += "PK\x01\x02" + std::string(24, '\0') + two_bytes(name.size()) +
                 std::string(16, '\0') + name;
  }
  return file + directory;
}

TEST(AnOfficeDocument, is_told_by_what_it_holds) {
  const std::string kTypes = "[Content_Types].xml";
  const std::string kOpen = "application/vnd.oasis.opendocument.";
  struct {
    std::string file;
    std::optional<FileType> type;
  } const rows[] = {
      {zip({kTypes, "word/document.xml"}), FileType::docx},
      {zip({kTypes, "xl/workbook.xml", "xl/a.xml"}), FileType::xlsx},
      {zip({"ppt/presentation.xml", kTypes}), FileType::pptx},
      {zip({"mimetype", "content.xml"}, kOpen + "text"), FileType::odt},
      {zip({"mimetype", "content.xml"}, kOpen + "spreadsheet"), FileType::ods},
      {zip({"mimetype", "content.xml"}, kOpen + "presentation"), FileType::odp},
      {zip({"mimetype", "content.xml"}, kOpen + "text-master"), std::nullopt},
      {zip({"mimetype", "content.xml"}, "application/epub+zip"), std::nullopt},
      {zip({kTypes, "word/document.xml", "word/vbaProject.bin"}), std::nullopt},
      {zip({"mimetype", "Basic/script-lc.xml"}, kOpen + "text"), std::nullopt},
      {zip({"word/document.xml"}), std::nullopt},
      {zip({kTypes, "AndroidManifest.xml"}), std::nullopt},
      {zip({"a.exe"}), std::nullopt},
      {"PK\x03\x04", std::nullopt},
  };
  for (const auto& row : rows) EXPECT_EQ(file_type_of(row.file, "x.docx"), row.type) << row.file;
}

}  // namespace
}  // namespace rollcall::api::file_type_test
