// A dead link tells nothing by its time either.

#include <algorithm>
#include <map>

#include "tests/blackbox/mailed_link.hpp"

namespace rollcall::tests::dead_link_timing_test {
namespace {

using std::chrono::microseconds;

microseconds median(std::vector<microseconds> times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

TEST_F(DeadLink, answers_in_the_same_time_as_one_that_never_was) {
  constexpr int kTries = 50;
  constexpr microseconds kAlike{5'000};
  auto client = server.stranger();
  std::map<std::string, std::vector<microseconds>> times;
  for (int i = 0; i < kTries; ++i) {  // by turns: a slow moment of the machine meets them all
    for (const auto& [what, each] : tokens) {
      for (const auto* page : {"/v1/shared/", "/s/"}) {
        times[page + what].push_back(client.get(page + each).took);
      }
    }
  }
  std::vector<microseconds> medians;
  for (const auto& [what, each] : times) {
    medians.push_back(median(each));
    RecordProperty(what, std::to_string(medians.back().count()) + " us");
  }
  const auto [shortest, longest] = std::minmax_element(medians.begin(), medians.end());
  EXPECT_LT(*longest - *shortest, kAlike) << shortest->count() << ".." << longest->count();
}

}  // namespace
}  // namespace rollcall::tests::dead_link_timing_test
