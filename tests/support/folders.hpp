#pragma once
// What lies in folders of tests, and in the source tree.

#include <filesystem>
#include <string>
#include <vector>

#include "tests/files.hpp"

namespace rollcall::tests {

// "FILE holds WORD" for each of `words` in any file below the folder, whatever its case.
std::vector<std::string> findings(const std::filesystem::path& folder,
                                  const std::vector<std::string>& words);
// The same in a text called `name`.
std::vector<std::string> findings(const std::string& name, const std::string& text,
                                  const std::vector<std::string>& words);

// A file of the source tree.
std::filesystem::path source_file(const std::string& path);

}  // namespace rollcall::tests
