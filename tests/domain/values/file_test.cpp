#include "domain/values/file.hpp"

#include <gtest/gtest.h>

namespace rollcall::domain::file_test {
namespace {

TEST(FileName, is_made_harmless) {
  struct {
    std::string given;
    FileType type;
    std::string name;
  } const rows[] = {
      {"Programme.pdf", FileType::pdf, "Programme.pdf"},
      {"Bussplan på fjellet.PDF", FileType::pdf, "Bussplan på fjellet.pdf"},
      {"../../etc/passwd", FileType::text, "passwd.txt"},
      {"C:\\Users\\x\\plan.docx", FileType::docx, "plan.docx"},
      {"page.html", FileType::text, "page.txt"},
      {"photo", FileType::jpeg, "photo.jpg"},
      {"v1.2 final plan", FileType::pdf, "v1.2 final plan.pdf"},
      {"a\r\nSet-Cookie: x\"; y.png", FileType::png, "aSet-Cookie_ x__ y.png"},
      {"rcs\u202efdp.exe", FileType::pdf, "rcsfdp.pdf"},
      {"", FileType::csv, "file.csv"},
      {"...", FileType::csv, "file.csv"},
      {"a/", FileType::gif, "file.gif"},
      {"bad \xff byte.png", FileType::png, "bad \uFFFD byte.png"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(FileName::cleaned(row.given, row.type).str(), row.name) << row.given;
  }
}

TEST(FileName, is_not_long) {
  const auto name = FileName::cleaned(std::string(500, 'x') + ".pdf", FileType::pdf);
  EXPECT_EQ(name.str(), std::string(120, 'x') + ".pdf");
}

}  // namespace
}  // namespace rollcall::domain::file_test
