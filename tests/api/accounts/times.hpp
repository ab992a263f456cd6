#pragma once
// Whether answers take the same time whatever their cause, by Welch's t-test.

#include <functional>
#include <string>
#include <vector>

namespace rollcall::api {

// Milliseconds.
class Times {
 public:
  void add(double value);
  int count() const { return count_; }
  double mean() const { return sum_ / count_; }
  double variance() const { return (squares_ - sum_ * sum_ / count_) / (count_ - 1); }

 private:
  double sum_ = 0;
  double squares_ = 0;
  int count_ = 0;
};

// Beyond 4.5 the means of two samples differ (Reparaz et al., "Dude, is my code constant time?",
// 2017).
double welch_t(const Times& a, const Times& b);

struct Cause {
  std::string name;
  std::function<void()> ask;  // and wait for the answer
};
// Asks 200 times for each cause, and expects that no cause's times differ from the first's. In no
// order: what an answer leaves to be done in the background must not always meet the same cause.
void expect_times_alike(const std::vector<Cause>& causes);

}  // namespace rollcall::api
