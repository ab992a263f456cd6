#pragma once
// Producers: each appends, waits until that is durable, appends again. In two forms, because what a
// producer is costs more than many a store: a thread of its own that blocks, or (like the server's
// requests) a completion that is taken up by one of a few threads.

#include <cstdint>
#include <functional>

namespace rollcall::benchmarks {

enum class Form { threads, completions };

struct Plan {
  Form form = Form::completions;
  std::uint32_t producers = 64;
  std::uint64_t appends = 0;  // of all producers together
};

// Starts producer `number`'s next append; `done` must be called once, from any thread, when it is
// durable. Never called for one producer before its last append is done.
using StartAppend = std::function<void(std::uint32_t number, std::function<void()> done)>;

// Runs the plan; the seconds from the first start to the last completion.
double run_producers(const Plan& plan, const StartAppend& start);

}  // namespace rollcall::benchmarks
