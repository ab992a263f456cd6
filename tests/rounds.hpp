#pragma once
// How often a test repeats what it does at random. A program that asks this is one of
// ROLLCALL_RELEASE_TESTS (tests/CMakeLists.txt), or it would never do all of them.

#include <algorithm>

namespace rollcall::tests {

// Under the sanitizers a round takes many times as long, so they get every eighth.
inline constexpr int kFewerRounds = ROLLCALL_FEWER_ROUNDS;

constexpr int rounds(int all) {
  return std::max(1, all / kFewerRounds);
}

}  // namespace rollcall::tests
