#pragma once
// What lies in a test's folder.

#include "tests/files.hpp"

namespace rollcall::eventstore {

using tests::ScratchFolder;

// Whether any file below the folder holds the bytes.
inline bool any_file_holds(const std::filesystem::path& folder, const std::string& bytes) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (tests::read_file(entry.path()).find(bytes) != std::string::npos) return true;
  }
  return false;
}

}  // namespace rollcall::eventstore
