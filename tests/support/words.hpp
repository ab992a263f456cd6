#pragma once
// Marked values: what a test writes as personal data, to look for it where it must not be.

#include <random>
#include <string>
#include <vector>

namespace rollcall::tests {

// Words that nobody else writes.
class Words {
 public:
  std::string next() {
    std::string word = "mk";
    for (int i = 0; i < 18; ++i) word += static_cast<char>('a' + random_() % 26);
    words_.push_back(word);
    return word;
  }
  const std::vector<std::string>& all() const { return words_; }

 private:
  std::random_device random_;
  std::vector<std::string> words_;
};

}  // namespace rollcall::tests
