#pragma once
// Files of an export's folder.

#include <filesystem>
#include <optional>
#include <string>

#include "api/audit/export/manifest.hpp"

namespace rollcall::api::audit_export {

inline constexpr std::uint64_t kMaxFileBytes = std::uint64_t{2} << 30;

// nullopt: not there, not readable, or larger than `max_bytes`.
std::optional<std::string> read_file(const std::filesystem::path& file, std::uint64_t max_bytes);

// False: it could not be written.
bool write_file(const std::filesystem::path& file, std::string_view content);

// As a manifest lists it; nullopt: not there, or not readable.
std::optional<ListedFile> listed(const std::filesystem::path& folder, std::string_view name);

}  // namespace rollcall::api::audit_export
