#include "tests/domain/codec/golden_files.hpp"

#include <fstream>
#include <iterator>
#include <string_view>

namespace rollcall::codec::test {

constexpr std::string_view kDigits = "0123456789abcdef";

std::filesystem::path golden_path(const std::filesystem::path& folder, const Sample& sample) {
  return folder / sample.version / (std::string(domain::name_of(sample.event)) + ".hex");
}

std::string to_hex(const std::string& bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(bytes[i]);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
    if (i % 32 == 31 || i + 1 == bytes.size()) text += '\n';
  }
  return text;
}

std::optional<std::string> from_hex(const std::string& text) {
  std::string bytes;
  std::optional<std::size_t> high;
  for (const char digit : text) {
    if (digit == '\n') continue;
    const auto value = kDigits.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    if (high) bytes += static_cast<char>(*high << 4 | value);
    high = high ? std::nullopt : std::optional(value);
  }
  if (high) return std::nullopt;
  return bytes;
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace rollcall::codec::test
