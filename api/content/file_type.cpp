#include "api/content/file_type.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "domain/values/text.hpp"

namespace rollcall::api {
namespace {

using domain::FileType;

bool has_at(std::string_view bytes, std::size_t offset, std::string_view wanted) {
  return bytes.size() >= offset && bytes.substr(offset).starts_with(wanted);
}

// ---- ZIP files (APPNOTE 4.3.7, 4.3.12): Office documents are such ------------------------------

constexpr std::string_view kLocalHeader = "PK\x03\x04";
constexpr std::string_view kCentralHeader = "PK\x01\x02";
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;

std::size_t number_at(std::string_view bytes, std::size_t offset) {
  return static_cast<unsigned char>(bytes[offset]) |
         static_cast<std::size_t>(static_cast<unsigned char>(bytes[offset + 1])) << 8;
}

// Calls `use` with the names in the directory at the end of a ZIP file.
void for_each_entry(std::string_view zip, const auto& use) {
  for (auto at = zip.find(kCentralHeader); at != zip.npos && zip.size() - at >= kCentralSize;
       at = zip.find(kCentralHeader, at + 1)) {
    const auto length = number_at(zip, at + 28);
    if (zip.size() - at - kCentralSize >= length) use(zip.substr(at + kCentralSize, length));
  }
}

struct Entries {
  bool content_types = false;
  bool macros = false;
  bool word = false, sheet = false, slides = false;
};

Entries entries_of(std::string_view zip) {
  Entries found;
  for_each_entry(zip, [&](std::string_view name) {
    found.content_types |= name == "[Content_Types].xml";
    found.macros |= name.ends_with("vbaProject.bin") || name.starts_with("Basic/");
    found.word |= name == "word/document.xml";
    found.sheet |= name == "xl/workbook.xml";
    found.slides |= name == "ppt/presentation.xml";
  });
  return found;
}

// An OpenDocument file begins with an entry `mimetype` that is not compressed (part 3, 3.3).
std::optional<FileType> open_document(std::string_view zip) {
  struct Kind {
    std::string_view type;
    FileType kind;
  };
  constexpr std::string_view kPrefix = "mimetypeapplication/vnd.oasis.opendocument.";
  constexpr std::array kKinds = {Kind{"text", FileType::odt}, Kind{"spreadsheet", FileType::ods},
                                 Kind{"presentation", FileType::odp}};
  if (!has_at(zip, kLocalSize, kPrefix)) return std::nullopt;
  const auto rest = zip.substr(kLocalSize + kPrefix.size());
  for (const auto& each : kKinds) {
    // What follows is the next entry: a template, say, has another name.
    if (rest.starts_with(each.type) && has_at(rest, each.type.size(), "PK")) return each.kind;
  }
  return std::nullopt;
}

std::optional<FileType> zip_type(std::string_view zip) {
  const auto entries = entries_of(zip);
  if (entries.macros) return std::nullopt;
  if (const auto open = open_document(zip)) return open;
  if (!entries.content_types) return std::nullopt;
  if (entries.word) return FileType::docx;
  if (entries.sheet) return FileType::xlsx;
  return entries.slides ? std::optional(FileType::pptx) : std::nullopt;
}

// ---- Text --------------------------------------------------------------------------------------

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

// Text that a program could take for a page or a script, should it come to look.
bool looks_like_markup(std::string_view text) {
  constexpr std::size_t kLooked = 4'096;
  const auto start = lower(text.substr(0, kLooked));
  constexpr std::array<std::string_view, 9> kSigns = {
      "<html", "<!doctype", "<svg", "<script", "<?xml", "<head", "<body", "<iframe", "<?php"};
  return start.starts_with("#!") ||
         std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return start.find(sign) != start.npos; });
}

std::optional<FileType> text_type(std::string_view bytes, std::string_view name) {
  const bool is_text = !bytes.empty() && std::all_of(bytes.begin(), bytes.end(), is_plain) &&
                       domain::is_valid_utf8(bytes) && !looks_like_markup(bytes);
  if (!is_text) return std::nullopt;
  return lower(name).ends_with(".csv") ? FileType::csv : FileType::text;
}

}  // namespace

std::optional<FileType> file_type_of(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with("%PDF-")) return FileType::pdf;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return FileType::png;
  if (bytes.starts_with("\xff\xd8\xff")) return FileType::jpeg;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return FileType::gif;
  if (bytes.starts_with("RIFF") && has_at(bytes, 8, "WEBPVP8")) return FileType::webp;
  if (bytes.starts_with(kLocalHeader)) return zip_type(bytes);
  return text_type(bytes, name);
}

}  // namespace rollcall::api
