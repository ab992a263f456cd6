#include "tests/support/folders.hpp"

#include <cstring>

#include <gtest/gtest.h>

namespace rollcall::tests {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// find() takes long over megabytes where tests are not optimised.
bool holds(const std::string& text, const std::string& word) {
  return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

}  // namespace

std::vector<std::string> findings(const std::string& name, const std::string& text,
                                  const std::vector<std::string>& words) {
  std::vector<std::string> found;
  const auto in_lower = lower(text);
  for (const auto& word : words) {
    if (holds(in_lower, lower(word))) found.push_back(name + " holds " + word);
  }
  return found;
}

std::vector<std::string> findings(const fs::path& folder, const std::vector<std::string>& words) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    for (auto& each : findings(entry.path().string(), read_file(entry.path()), words)) {
      found.push_back(std::move(each));
    }
  }
  return found;
}

fs::path source_file(const std::string& path) {
  return fs::path(ROLLCALL_SOURCE_DIR) / path;
}

}  // namespace rollcall::tests
