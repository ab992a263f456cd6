#pragma once
// Folders of tests, and what lies in them.

#include <filesystem>
#include <string>
#include <vector>

namespace rollcall::tests {

// A folder of its own, removed with everything in it at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& bytes);

// "FILE holds WORD" for each of `words` in any file below the folder, whatever its case.
std::vector<std::string> findings(const std::filesystem::path& folder,
                                  const std::vector<std::string>& words);
// The same in a text called `name`.
std::vector<std::string> findings(const std::string& name, const std::string& text,
                                  const std::vector<std::string>& words);

// A file of the source tree.
std::filesystem::path source_file(const std::string& path);

}  // namespace rollcall::tests
