#include "tests/api/accounts/times.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace rollcall::api {
namespace {

constexpr std::size_t kTries = 200;     // for each cause
constexpr std::size_t kUncounted = 20;  // for each, before: caches get warm
constexpr double kTelling = 4.5;

// Each cause so many times, in the same disorder in every run.
std::vector<std::size_t> disorder(std::size_t causes, std::size_t times) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < causes * times; ++i) order.push_back(i % causes);
  std::mt19937 random(1);
  std::shuffle(order.begin(), order.end(), random);
  return order;
}

double milliseconds_of(const Cause& cause) {
  const auto start = std::chrono::steady_clock::now();
  cause.ask();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

}  // namespace

void Times::add(double value) {
  sum_ += value;
  squares_ += value * value;
  ++count_;
}

double welch_t(const Times& a, const Times& b) {
  return (a.mean() - b.mean()) / std::sqrt(a.variance() / a.count() + b.variance() / b.count());
}

void expect_times_alike(const std::vector<Cause>& causes) {
  for (const auto who : disorder(causes.size(), kUncounted)) causes[who].ask();
  std::vector<Times> times(causes.size());
  for (const auto who : disorder(causes.size(), kTries)) {
    times[who].add(milliseconds_of(causes[who]));
  }
  for (std::size_t k = 1; k < causes.size(); ++k) {
    const auto t = welch_t(times[0], times[k]);
    ::testing::Test::RecordProperty(causes[k].name, std::to_string(t));
    EXPECT_LT(std::abs(t), kTelling) << causes[0].name << ": " << times[0].mean() << " ms, "
                                     << causes[k].name << ": " << times[k].mean() << " ms";
  }
}

}  // namespace rollcall::api
