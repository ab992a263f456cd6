#include "domain/values/file.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace rollcall::domain {
namespace {

constexpr int kMaxNameLength = 120;  // UTF-16 units, before the extension
constexpr std::string_view kNameless = "file";

struct Kind {
  FileType type;
  std::string_view media_type;
  std::string_view extension;
};
constexpr std::array kKinds = {
    Kind{FileType::pdf, "application/pdf", ".pdf"},
    Kind{FileType::png, "image/png", ".png"},
    Kind{FileType::jpeg, "image/jpeg", ".jpg"},
    Kind{FileType::gif, "image/gif", ".gif"},
    Kind{FileType::webp, "image/webp", ".webp"},
    Kind{FileType::docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         ".docx"},
    Kind{FileType::xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         ".xlsx"},
    Kind{FileType::pptx,
         "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"},
    Kind{FileType::odt, "application/vnd.oasis.opendocument.text", ".odt"},
    Kind{FileType::ods, "application/vnd.oasis.opendocument.spreadsheet", ".ods"},
    Kind{FileType::odp, "application/vnd.oasis.opendocument.presentation", ".odp"},
    Kind{FileType::text, "text/plain; charset=utf-8", ".txt"},
    Kind{FileType::csv, "text/csv; charset=utf-8", ".csv"},
};

const Kind& kind_of(FileType type) {
  for (const Kind& kind : kKinds) {
    if (kind.type == type) return kind;
  }
  return kKinds.front();
}

// Control characters, line separators, and marks that turn the direction of what follows: they
// make "fdp.exe" look like "exe.pdf".
bool is_invisible(UChar32 c) {
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
      return true;
    default:
      return false;
  }
}

bool is_reserved(UChar32 c) {
  return c < 0x80 &&
         std::string_view("<>:\"|?*/\\%;").find(static_cast<char>(c)) != std::string_view::npos;
}

icu::UnicodeString visible(std::string_view text) {
  const auto whole = icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())});
  icu::UnicodeString clean;
  for (int i = 0; i < whole.length() && clean.length() < kMaxNameLength;
       i = whole.moveIndex32(i, 1)) {
    const UChar32 c = whole.char32At(i);
    if (!is_invisible(c)) clean.append(is_reserved(c) ? UChar32{'_'} : c);
  }
  return clean;
}

std::string_view without_extension(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == name.npos || name.size() - dot > 6 ? name : name.substr(0, dot);
}

std::string_view without_dots_and_spaces(std::string_view name) {
  constexpr std::string_view kTrimmed = ". ";
  const auto first = name.find_first_not_of(kTrimmed);
  if (first == name.npos) return {};
  return name.substr(first, name.find_last_not_of(kTrimmed) - first + 1);
}

}  // namespace

std::string_view media_type(FileType type) {
  return kind_of(type).media_type;
}

std::string_view extension(FileType type) {
  return kind_of(type).extension;
}

FileName FileName::cleaned(std::string_view given, FileType type) {
  const auto last = given.find_last_of("/\\");
  if (last != given.npos) given.remove_prefix(last + 1);
  std::string clean;
  visible(without_extension(given)).toUTF8String(clean);
  const auto name = without_dots_and_spaces(clean);
  return restore(std::string(name.empty() ? kNameless : name).append(extension(type)));
}

FileName FileName::restore(std::string text) {
  FileName name;
  name.text_ = std::move(text);
  return name;
}

}  // namespace rollcall::domain
