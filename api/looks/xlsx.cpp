#include "api/looks/xlsx.hpp"

#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace rollcall::api {
namespace {

constexpr std::size_t kLongestSheetName = 31;
// Where the library keeps what it has written so far, under no name; if there is no such folder, in
// the system's for temporary files.
char kScratch[] = "/dev/shm";

// A file that is nowhere but in memory.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("rows", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  std::optional<std::string> bytes() const {
    struct stat status{};
    if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    for (std::size_t at = 0; at < bytes.size();) {
      const auto read =
          ::pread(descriptor_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
      if (read <= 0) return std::nullopt;
      at += static_cast<std::size_t>(read);
    }
    return bytes;
  }

 private:
  const int descriptor_;
};

// The one sheet, written row by row.
class Sheet {
 public:
  explicit Sheet(lxw_worksheet* sheet) : sheet_(sheet) {}

  void add_row(const std::vector<std::string>& texts, lxw_format* format) {
    for (std::size_t i = 0; i < texts.size() && ok_; ++i) {
      if (texts[i].empty()) continue;
      ok_ = worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(i), texts[i].c_str(),
                                   format) == LXW_NO_ERROR;
    }
    ++row_;
  }
  bool ok() const { return ok_; }

 private:
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  bool ok_ = true;
};

// Closes the workbook in any case.
bool write_table(lxw_workbook* book, const ListTable& table) {
  lxw_doc_properties properties{};
  properties.created = static_cast<time_t>(table.changed_at.ms / 1000);
  workbook_set_properties(book, &properties);
  auto* place = workbook_add_worksheet(book, sheet_name(table.name).c_str());
  bool ok = place != nullptr;
  if (ok) {
    auto* bold = workbook_add_format(book);
    format_set_bold(bold);
    worksheet_freeze_panes(place, 1, 0);
    Sheet sheet(place);
    std::vector<std::string> titles;
    for (const auto& column : table.columns) titles.push_back(column.title());
    sheet.add_row(titles, bold);
    for (const auto& row : table.rows) sheet.add_row(row.values, nullptr);
    ok = sheet.ok();
  }
  return workbook_close(book) == LXW_NO_ERROR && ok;
}

std::size_t size_of_symbol(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

bool may_stand_in_sheet_name(char c) {
  return static_cast<unsigned char>(c) >= ' ' &&
         std::string_view("[]:*?/\\").find(c) == std::string_view::npos;
}

std::string_view trimmed_of_ends(std::string_view name) {
  const auto first = name.find_first_not_of(" '");
  if (first == std::string_view::npos) return {};
  return name.substr(first, name.find_last_not_of(" '") - first + 1);
}

}  // namespace

std::string sheet_name(std::string_view list_name) {
  std::string name;
  std::size_t units = 0;
  list_name = trimmed_of_ends(list_name);
  while (!list_name.empty()) {
    const auto size =
        std::min(size_of_symbol(static_cast<unsigned char>(list_name[0])), list_name.size());
    units += size == 4 ? 2 : 1;
    if (units > kLongestSheetName) break;
    name += may_stand_in_sheet_name(list_name[0]) ? list_name.substr(0, size) : " ";
    list_name.remove_prefix(size);
  }
  name = trimmed_of_ends(name);
  return name.empty() || strcasecmp(name.c_str(), "history") == 0 ? "List" : name;
}

std::optional<std::string> xlsx_file(const ListTable& table) {
  const MemoryFile file;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = kScratch;
  auto* book = workbook_new_opt(file.path().c_str(), &options);
  if (book == nullptr || !write_table(book, table)) return std::nullopt;
  return file.bytes();
}

}  // namespace rollcall::api
