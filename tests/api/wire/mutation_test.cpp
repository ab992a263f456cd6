// The fuzzers' checks over seeded mutations of their corpora: bounded, the same in every run.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fuzz/csv_check.hpp"
#include "tests/fuzz/json_body_check.hpp"

namespace rollcall::tests::mutation_test {
namespace {

constexpr unsigned kSeed = 7'041'776;
constexpr std::size_t kRounds = 20'000;

std::vector<std::string> corpus(const std::string& name) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(ROLLCALL_FUZZ_CORPUS "/" + name)) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());  // so that a seed means the same everywhere
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

class Mutations {
 public:
  Mutations(std::vector<std::string> seeds, std::vector<std::string> pieces)
      : seeds_(std::move(seeds)), pieces_(std::move(pieces)) {}

  std::string next() {
    std::string text = any(seeds_);
    for (auto times = pick(8) + 1; times > 0; --times) mutate(text);
    return text;
  }

 private:
  void mutate(std::string& text) {
    const auto at = pick(text.size() + 1);
    const auto length = std::min(pick(16) + 1, text.size() - at);
    switch (pick(5)) {
      case 0:
        text.insert(at, any(pieces_));
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.replace(at, length, any(pieces_));
        break;
      case 3:
        text.insert(pick(text.size() + 1), text.substr(at, length));
        break;
      default:
        text.insert(at, 1, static_cast<char>(pick(256)));
        break;
    }
  }
  const std::string& any(const std::vector<std::string>& choices) {
    return choices[pick(choices.size())];
  }
  std::size_t pick(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
  }

  std::vector<std::string> seeds_;
  std::vector<std::string> pieces_;
  std::mt19937 random_{kSeed};
};

TEST(CsvMutations, keep_every_rule_of_the_reader) {
  const auto seeds = corpus("csv");
  ASSERT_GE(seeds.size(), 10U);
  Mutations mutations(seeds, {"\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "=", "+1", "\xFF",
                              "\xC3\xA9", "\xEF\xBB\xBF", "\"\n\"", ",\""});
  for (std::size_t round = 0; round < kRounds; ++round) check_csv(mutations.next());
}

TEST(JsonMutations, keep_every_rule_of_bodies) {
  const auto seeds = corpus("json_body");
  ASSERT_GE(seeds.size(), 10U);
  Mutations mutations(
      seeds, {"{", "}", "[", "]", ":", ",", "\"", "\\", "\\ud800", "\\u0000", "null", "1e999", "-",
              "0", "\"a\":", "\"a\":1,", "\xFF", "\xC3\xA9", "{\"a\":"});
  for (std::size_t round = 0; round < kRounds; ++round) check_json_body(mutations.next());
}

}  // namespace
}  // namespace rollcall::tests::mutation_test
