#include "api/audit/export/files.hpp"

#include <array>
#include <fstream>

#include "eventstore/proof/sha256.hpp"
#include "eventstore/proof/text.hpp"

namespace rollcall::api::audit_export {

std::optional<std::string> read_file(const std::filesystem::path& file, std::uint64_t max_bytes) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error || size > max_bytes) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string content(size, '\0');
  if (!in.read(content.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return content;
}

bool write_file(const std::filesystem::path& file, std::string_view content) {
  std::ofstream out(file, std::ios::binary);
  out << content;
  return static_cast<bool>(out.flush());
}

std::optional<ListedFile> listed(const std::filesystem::path& folder, std::string_view name) {
  std::ifstream in(folder / name, std::ios::binary);
  if (!in) return std::nullopt;
  ListedFile file{std::string(name), 0, ""};
  std::array<char, 64 << 10> part;
  eventstore::Sha256 hash;
  while (in.read(part.data(), part.size()) || in.gcount() > 0) {
    const auto count = static_cast<std::size_t>(in.gcount());
    hash.add(std::string_view(part.data(), count));
    file.bytes += count;
  }
  if (in.bad()) return std::nullopt;
  file.sha256 = eventstore::hex_of(hash.finish());
  return file;
}

}  // namespace rollcall::api::audit_export
