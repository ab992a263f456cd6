#include "api/accounts/guessable.hpp"

#include <cmath>
#include <zxcvbn.h>

namespace rollcall::api {
namespace {

// A hundred million guesses: the estimate's score 3, which its authors ask for where hashes that
// are slow to make could be stolen (Wheeler, "zxcvbn", USENIX Security 2016).
const double kEnoughBits = std::log2(1e8);
// The estimate's time grows with the square of the length, and no more is needed.
constexpr std::size_t kLooked = 100;
constexpr std::size_t kShortestWord = 3;

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

// Runs of letters and digits; UTF-8 counts as letters.
void add_words(const std::string& text, std::vector<std::string>& words) {
  std::string word;
  for (const char c : text + ' ') {
    if (is_letter(c)) {
      word += c;
      continue;
    }
    if (word.size() >= kShortestWord) words.push_back(word);
    word.clear();
  }
}

}  // namespace

bool is_guessable(std::string_view password, const std::vector<std::string>& about) {
  std::vector<std::string> words{"rollcall"};
  for (const auto& text : about) add_words(text, words);
  std::vector<const char*> dictionary;
  for (const auto& word : words) dictionary.push_back(word.c_str());
  dictionary.push_back(nullptr);
  const std::string looked(password.substr(0, kLooked));
  return ZxcvbnMatch(looked.c_str(), dictionary.data(), nullptr) < kEnoughBits;
}

}  // namespace rollcall::api
