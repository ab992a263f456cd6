#pragma once
// CHECK: an assertion that stays on in release builds. For bugs only; what users or disks can
// cause is a Result. Prints the condition and place to stderr, then aborts.

#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                                   \
  do {                                                                                     \
    if (!(condition)) [[unlikely]] {                                                       \
      std::fprintf(stderr, "CHECK failed: %s at %s:%d\n", #condition, __FILE__, __LINE__); \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)
