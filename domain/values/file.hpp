#pragma once
// Files that are kept: what kinds there are, and what they are called.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rollcall::domain {

// The kinds that are taken. None is run or rendered by a browser as a page of ours.
enum class FileType : std::uint8_t {  // part of the stored format
  pdf = 1,
  png = 2,
  jpeg = 3,
  gif = 4,
  webp = 5,
  docx = 6,
  xlsx = 7,
  pptx = 8,
  odt = 9,
  ods = 10,
  odp = 11,
  text = 12,
  csv = 13
};
std::string_view media_type(FileType type);
std::string_view extension(FileType type);  // ".pdf"

inline constexpr std::size_t kMaxFileBytes = std::size_t{25} << 20;

// The name a file came with, made harmless: its last path segment, without control characters,
// direction marks and what file systems refuse, at most 120 characters, with the extension of its
// kind. Never empty.
class FileName {
 public:
  FileName() = default;
  static FileName cleaned(std::string_view given, FileType type);
  static FileName restore(std::string text);
  const std::string& str() const { return text_; }
  auto operator<=>(const FileName&) const = default;

 private:
  std::string text_;
};

}  // namespace rollcall::domain
