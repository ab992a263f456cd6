#pragma once
// Events at the edges of what values can be: empty, absent, as large as rules allow, any script.

#include <string>
#include <vector>

#include "domain/event.hpp"

namespace rollcall::codec::test {

struct Awkward {
  std::string what;
  domain::Event event;
};
std::vector<Awkward> awkward_events();

// A list whose filter is larger than an event of the log can be.
domain::Event too_large_event();

}  // namespace rollcall::codec::test
