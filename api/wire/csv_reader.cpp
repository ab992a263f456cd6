#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "api/wire/csv.hpp"

namespace rollcall::api::wire {
namespace {

struct CellFault {
  std::size_t line;
  std::size_t column;
  std::string_view code;
};

struct RawRecord {
  CsvRecord record;
  std::size_t cells = 0;  // also those beyond kMaxImportColumns, which are not kept
  std::vector<CellFault> faults;
};

bool is_break(char c) {
  return c == '\n' || c == '\r';
}

// LF, CRLF and CR count as one each.
std::size_t count_breaks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool half = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (is_break(text[i]) && !half) ++count;
  }
  return count;
}

// Where the records are; knows nothing of headers.
class Scanner {
 public:
  explicit Scanner(std::string_view text)
      : text_(text),
        check_utf8_(!simdjson::validate_utf8(text.data(), text.size())),
        check_nul_(std::memchr(text.data(), '\0', text.size()) != nullptr) {
    skip_blank_lines();
    delimiter_ = find_delimiter();
  }

  bool at_end() const { return at_ == text_.size(); }

  // Call only if not at_end(); leaves blank lines behind the record, too.
  RawRecord next() {
    RawRecord raw;
    raw.record.line = line_;
    raw.record.cells.reserve(width_);
    for (bool more = true; more;) {
      read_cell(raw);
      more = at_ < text_.size() && text_[at_] == delimiter_;
      if (more) ++at_;
    }
    width_ = raw.record.cells.size();
    if (resume_at_ != 0) resume();
    skip_blank_lines();
    return raw;
  }

 private:
  // The one of , ; TAB that stands most often outside of quotes in the first record.
  char find_delimiter() const {
    constexpr std::string_view kDelimiters = ",;\t";
    std::array<std::size_t, kDelimiters.size()> counts{};
    bool quoted = false;
    for (std::size_t i = at_; i < text_.size() && (quoted || !is_break(text_[i])); ++i) {
      if (text_[i] == '"') quoted = !quoted;
      const auto found = kDelimiters.find(text_[i]);
      if (!quoted && found != std::string_view::npos) ++counts.at(found);
    }
    const auto best = std::max_element(counts.begin(), counts.end()) - counts.begin();
    return kDelimiters[static_cast<std::size_t>(best)];
  }

  void take_break() {
    if (text_.substr(at_, 2) == "\r\n") ++at_;
    ++at_;
    ++line_;
  }

  void skip_blank_lines() {
    while (at_ < text_.size() && is_break(text_[at_])) take_break();
  }

  bool at_cell_end() const {
    return at_ == text_.size() || text_[at_] == delimiter_ || is_break(text_[at_]);
  }

  void skip_to_cell_end() {
    while (!at_cell_end()) ++at_;
  }

  void read_cell(RawRecord& raw) {
    const CellFault place{line_, raw.cells++, ""};
    std::string cell;
    std::string_view code;
    if (at_ < text_.size() && text_[at_] == '"') {
      code = read_quoted(cell);
    } else {
      const auto start = at_;
      skip_to_cell_end();
      cell.assign(text_, start, at_ - start);
    }
    if (code.empty()) code = fault_in(cell);
    if (!code.empty()) raw.faults.push_back({place.line, place.column, code});
    if (raw.cells <= kMaxImportColumns) raw.record.cells.push_back(std::move(cell));
  }

  // Gives the code of a fault, or "".
  std::string_view read_quoted(std::string& cell) {
    const auto opened = at_++;
    const auto opened_line = line_;
    while (true) {
      const auto quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return leave_open(opened, opened_line);
      cell.append(text_, at_, quote - at_);
      at_ = quote + 1;
      if (at_ == text_.size() || text_[at_] != '"') break;
      cell += '"';
      ++at_;
    }
    line_ += count_breaks(cell);
    if (at_cell_end()) return "";
    skip_to_cell_end();
    return "text_after_quote";
  }

  // The rest of the text is read again from the next line on. That happens once at most: as nothing
  // closed this quote, all quotes behind it come in even numbers, and cells made of those close.
  std::string_view leave_open(std::size_t opened, std::size_t opened_line) {
    at_ = text_.size();
    const auto line_end = text_.find_first_of("\r\n", opened);
    if (line_end != std::string_view::npos) {
      resume_at_ = line_end;
      line_ = opened_line;
    }
    return "open_quote";
  }

  void resume() { at_ = std::exchange(resume_at_, 0); }

  std::string_view fault_in(std::string_view cell) const {
    if (check_nul_ && cell.find('\0') != std::string_view::npos) return "nul";
    if (check_utf8_ && !simdjson::validate_utf8(cell.data(), cell.size())) return "not_utf8";
    return "";
  }

  std::string_view text_;
  bool check_utf8_;
  bool check_nul_;
  char delimiter_ = ',';
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t width_ = 0;      // of the last record: the next one's, as a rule
  std::size_t resume_at_ = 0;  // after an open quote: the end of its line
};

// Records against the header: what is kept, and what is said about the rest.
class Reader {
 public:
  CsvTable read(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (bytes.size() > kMaxImportBytes) {
      add("", "too_large", "The file is larger than allowed.");
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
      add("/line/1", "not_utf8", "This is UTF-16; save it as UTF-8.");
    } else {
      read_text(bytes);
    }
    table_.faults = faults_.take();
    return std::move(table_);
  }

 private:
  void read_text(std::string_view text) {
    if (text.empty()) return add("/line/1", "no_header", "");
    Scanner scanner(text);
    if (scanner.at_end()) return add("/line/1", "no_header", "");
    if (!take_header(scanner.next())) return;
    for (std::size_t rows = 0; !scanner.at_end(); ++rows) {
      auto raw = scanner.next();
      if (rows == kMaxImportRows) {
        return add(line_pointer(raw.record.line), "too_many_rows",
                   fmt::format("Only {} lines are allowed; reading stopped here.", kMaxImportRows));
      }
      take_record(std::move(raw));
    }
  }

  bool take_header(RawRecord raw) {
    if (raw.cells > kMaxImportColumns) {
      add(line_pointer(raw.record.line), "too_many_columns",
          fmt::format("There are {} columns; {} are allowed.", raw.cells, kMaxImportColumns));
      return false;
    }
    table_.header = std::move(raw.record.cells);
    for (auto& name : table_.header) trim(name);
    names_.resize(table_.header.size());
    for (const auto& fault : raw.faults) add_at(fault.line, fault.column, fault.code);
    for (std::size_t i = 0; i < names_.size(); ++i) take_name(raw, i);
    return true;
  }

  // names_ are for pointers: columns whose own name is faulty go by their number.
  void take_name(const RawRecord& raw, std::size_t column) {
    if (std::any_of(raw.faults.begin(), raw.faults.end(),
                    [&](const auto& each) { return each.column == column; })) {
      return;
    }
    const auto code = fault_of_name(column);
    if (code.empty()) {
      names_[column] = table_.header[column];
    } else {
      add_at(raw.record.line, column, code);
    }
  }

  std::string_view fault_of_name(std::size_t column) const {
    const auto& header = table_.header;
    const auto own = header.begin() + static_cast<std::ptrdiff_t>(column);
    if (own->empty()) return "empty_name";
    return std::find(header.begin(), own, *own) == own ? "" : "duplicate_name";
  }

  void take_record(RawRecord raw) {
    for (const auto& fault : raw.faults) add_at(fault.line, fault.column, fault.code);
    // What an open quote swallowed says nothing about the number of cells.
    const bool open = !raw.faults.empty() && raw.faults.back().code == "open_quote";
    const bool fits = raw.cells == table_.header.size();
    if (!fits && !open) {
      add(line_pointer(raw.record.line), "cell_count",
          fmt::format("This line has {} cells, the header {}.", raw.cells, table_.header.size()));
    }
    if (fits && raw.faults.empty()) table_.records.push_back(std::move(raw.record));
  }

  static void trim(std::string& name) {
    name.erase(0, std::min(name.find_first_not_of(" \t\r\n"), name.size()));
    name.erase(name.find_last_not_of(" \t\r\n") + 1);
  }

  static std::string line_pointer(std::size_t line) { return fmt::format("/line/{}", line); }

  void add_at(std::size_t line, std::size_t column, std::string_view code) {
    const bool named = column < names_.size() && !names_[column].empty();
    add(json::child_pointer(line_pointer(line),
                            named ? names_[column] : fmt::to_string(column + 1)),
        code, "");
  }

  void add(std::string pointer, std::string_view code, std::string_view detail) {
    faults_.add(std::move(pointer), std::string(code),
                std::string(detail.empty() ? json::sentence_of(code) : detail));
  }

  CsvTable table_;
  std::vector<std::string> names_;
  json::FaultList faults_;
};

}  // namespace

CsvTable read_csv(std::string_view bytes) {
  return Reader().read(bytes);
}

}  // namespace rollcall::api::wire
