#pragma once
// Requests that are sent at the same moment.

#include <barrier>
#include <functional>
#include <thread>
#include <vector>

namespace rollcall::api {

// Runs all of them at once; their statuses.
inline std::vector<unsigned> race(const std::vector<std::function<unsigned()>>& requests) {
  std::vector<unsigned> statuses(requests.size());
  std::barrier start(static_cast<std::ptrdiff_t>(requests.size()));
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      statuses[i] = requests[i]();
    });
  }
  for (auto& thread : threads) thread.join();
  return statuses;
}

}  // namespace rollcall::api
