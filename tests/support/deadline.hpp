#pragma once
// How long tests wait for what must come: generous, since only a failing test waits that long.

#include <algorithm>
#include <chrono>

namespace rollcall::tests {

inline constexpr std::chrono::seconds kPatience{120};

class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds span = kPatience)
      : end_(std::chrono::steady_clock::now() + span) {}

  std::chrono::milliseconds left() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end_ - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }
  int left_ms() const { return static_cast<int>(left().count()); }
  bool passed() const { return left().count() == 0; }
  std::chrono::steady_clock::time_point end() const { return end_; }

 private:
  std::chrono::steady_clock::time_point end_;
};

}  // namespace rollcall::tests
