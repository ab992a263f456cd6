#pragma once
// Checks an export for an auditor, with nothing but its folder.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "eventstore/proof/note.hpp"

namespace rollcall::api::audit_export {

struct CheckedExport {
  std::vector<std::string> faults;  // each names file, line and part; none: all of it holds
  std::string about;                // what it is, for people
  std::string key;                  // that it was checked by: name+hash+key
  bool is_signed = false;           // the manifest: else nothing vouches for what is not a leaf
};
inline constexpr std::size_t kMaxFaults = 100;  // the last one says that there are more

// `key`: the office's, from somewhere else than the folder; nullopt: the folder's own is believed.
CheckedExport check_export(const std::filesystem::path& folder,
                           const std::optional<eventstore::NoteVerifier>& key);

}  // namespace rollcall::api::audit_export
